//! Goodfit turns a folder of Markdown into a static site.
//!
//! The core maps values to values: a [`source::Snapshot`] of the sources goes in, artifacts come
//! out. Only the shell reads, writes, waits or prints. ARCHITECTURE.md has the map.

pub mod artifact;
pub mod check;
pub mod checklist;
pub mod cli;
pub mod compress;
pub mod config;
pub mod data;
pub mod diagnostics;
pub mod disk;
pub mod drawings;
pub mod external;
#[cfg(feature = "external")]
pub mod fetch;
pub mod front_matter;
pub mod html;
pub mod inventory;
pub mod language;
pub mod markdown;
pub mod markup;
pub mod memory;
pub mod outputs;
pub mod pipeline;
pub mod plan;
pub mod render;
#[cfg(feature = "serve")]
pub mod serve;
pub mod site;
pub mod slug;
pub mod source;
pub mod style;
pub mod theme;
pub mod trust;
pub mod urls;
pub mod view;
pub mod yaml;
