//! YAML with places: the one door to `serde_yaml`.
//!
//! In: a text (or a part of one). Out: a [`Document`]: a tree of [`Node`]s, the keys that are given
//! twice, and the place of every key and value for whoever asks. Values come from `serde_yaml`;
//! places come from the events of `saphyr-parser`, which runs only when a place is asked for,
//! since most files are right. What keys mean is left to the readers ([`reader`]) of each format.

/// A value.
#[derive(Debug, Clone, PartialEq, Default)]
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
    /// A text.
    String(String),
    /// A list.
    Seq(Vec<Node>),
    /// Keys and values, as ordered in the file.
    Map(Map),
}

/// A mapping, as ordered in the file. Keys that are not texts are turned into texts (`1: x`).
pub type Map = Vec<(String, Node)>;
