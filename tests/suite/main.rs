//! The test suite: one binary, a module a feature.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::disallowed_macros,
    reason = "tests read and write files, start programs and print"
)]

mod checklists;
mod ci;
mod citations;
mod cli;
mod collisions;
mod content;
mod content_model;
mod deploying;
mod diagnostics;
mod embeds;
#[cfg(feature = "external")]
mod external;
mod glossary;
mod golden;
mod html;
mod incremental;
mod index;
mod language;
mod leaks;
mod lexicon;
mod links;
mod manual;
mod markdown;
mod markdown_random;
mod outputs;
mod privacy;
mod publish;
mod related;
mod reproducible;
mod review_command;
mod reviews;
mod rule_cases;
mod rules;
mod safety;
mod sarif;
mod scan;
mod schema;
mod specs;
mod support;
mod themes;
mod tidy;
mod trace;
mod trust_block;
mod urls;
mod watched;
