//! YAML with places: the one door to `serde_yaml`.
//!
//! In: a text (or a part of one). Out: a [`Document`]: a tree of [`Node`]s, the keys that are given
//! twice, and the place of every key and value for whoever asks. Values come from `serde_yaml`;
//! places come from the events of `saphyr-parser`, which runs only when a place is asked for,
//! since most files are right. What keys mean is left to the readers ([`reader`]) of each format.
//!
//! Of YAML's rarer parts, aliases (`*name`) are followed; tags (`!name`) and merge keys (`<<:`) are
//! mistakes, since nothing here would give them a meaning; a second document in a file is one too.

mod build;
mod document;
mod explain;
mod places;
pub mod quote;
pub mod reader;
#[cfg(test)]
pub(crate) mod testing;

pub use build::{Built, Noticed, from_deserializer};
pub use document::{Document, without_bom};
pub use places::{Places, Step};
pub use reader::{Findings, MapReader, Value, describe};

use crate::diagnostics::Code;
use serde::{Deserialize, Serialize};

/// A value.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum Node {
    /// `null`, `~` or nothing.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// A text; also a whole number too long for [`Node::Int`], so that no digit is lost.
    String(String),
    /// A list.
    Seq(Vec<Node>),
    /// Keys and values, as ordered in the file.
    Map(Map),
}

/// A mapping, as ordered in the file. Keys that are not texts are turned into texts (`1: x`).
pub type Map = Vec<(String, Node)>;

/// What a kind of file calls its mistakes, and how long it may be.
#[derive(Debug)]
pub struct Format {
    /// What to call it: "the front matter".
    pub name: &'static str,
    /// For mistakes that leave nothing to read.
    pub not_yaml: &'static Code,
    /// For a text that is too long or has too many brackets in brackets.
    pub too_long: &'static Code,
    /// For a key that nobody asked for.
    pub unknown_key: &'static Code,
    /// For a value of the wrong kind.
    pub wrong_type: &'static Code,
    /// For a key given twice.
    pub duplicate_key: &'static Code,
    /// The longest text that is read, in bytes.
    pub max_bytes: usize,
}
