//! Goodfit turns a folder of Markdown into a static site.
//!
//! The core maps values to values: a [`source::Snapshot`] of the sources goes in, artifacts come
//! out. Only the shell reads, writes, waits or prints. ARCHITECTURE.md has the map.

pub mod artifact;
pub mod config;
pub mod data;
pub mod diagnostics;
pub mod front_matter;
pub mod markdown;
pub mod markup;
pub mod source;
pub mod yaml;
