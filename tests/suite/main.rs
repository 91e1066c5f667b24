//! The test suite: one binary, a module a feature.

mod collisions;
mod content_model;
mod diagnostics;
mod golden;
mod links;
mod markdown;
mod outputs;
mod publish;
mod reproducible;
mod scan;
mod specs;
mod support;
mod themes;
mod tidy;
