//! Builds a [`Node`] tree from any serde format, going on where serde would give up or keep quiet.
//!
//! In: a deserializer. Out: the tree, and what was [`Noticed`] on the way. `serde_yaml` by itself
//! refuses a repeated key or lets the last one win, depending on the type asked for; here the first
//! value wins and every repetition is kept for the report. JSON goes through the same door.

use super::{Map, Node};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess};
use serde::de::{VariantAccess, Visitor};
use std::collections::HashSet;
use std::fmt;

/// A step towards a value, owned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnedStep {
    /// Into the value of a key.
    Key(String),
    /// Into an item of a list, from 0.
    Index(usize),
}

/// Something that is no reason to stop reading, but has to be reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Noticed {
    /// A key that its map already has.
    Repeated {
        /// The key.
        key: String,
        /// Which of the equal keys it is, from 1 for the second one.
        occurrence: usize,
    },
    /// A merge key, `<<`.
    Merge,
    /// A tag of somebody else's, without its `!`.
    Tag(String),
}

/// A tree, and what was noticed, each with a path: of the map that has the repeated key, of the
/// merge key itself, of the value that has the tag.
#[derive(Debug, Default)]
pub struct Built {
    /// The tree.
    pub root: Node,
    /// What was noticed, in the order of the file.
    pub noticed: Vec<(Vec<OwnedStep>, Noticed)>,
}

/// The text of the error when aliases unfold to far more than what was written.
pub(super) const TOO_MUCH: &str = "aliases repeat too much text";

/// What a tree may weigh: one for each value and each byte of text. Without aliases a text of `n`
/// bytes cannot weigh more than 3 `n`; the rest is for honest use of aliases.
fn budget(len: usize) -> usize {
    3 * len + (1 << 20)
}

/// Builds the tree of a text that is `len` bytes long.
///
/// # Errors
/// Those of the format: the text is not what it should be.
pub fn from_deserializer<'de, D: Deserializer<'de>>(
    deserializer: D,
    len: usize,
) -> Result<Built, D::Error> {
    let mut state = State { noticed: Vec::new(), budget: budget(len) };
    let root = Seed { state: &mut state }.deserialize(deserializer)?;
    let mut noticed = state.noticed;
    for (path, _) in &mut noticed {
        path.reverse();
    }
    Ok(Built { root, noticed })
}

struct State {
    /// Paths are built from the inside out while the recursion returns, so that a file without
    /// mistakes pays nothing for them.
    noticed: Vec<(Vec<OwnedStep>, Noticed)>,
    budget: usize,
}

impl State {
    fn spend<E: Error>(&mut self, weight: usize) -> Result<(), E> {
        self.budget = self.budget.checked_sub(weight).ok_or_else(|| E::custom(TOO_MUCH))?;
        Ok(())
    }

    fn prefix_since(&mut self, from: usize, step: impl Fn() -> OwnedStep) {
        for (path, _) in &mut self.noticed[from..] {
            path.push(step());
        }
    }
}

struct Seed<'s> {
    state: &'s mut State,
}

impl Seed<'_> {
    fn again(&mut self) -> Seed<'_> {
        Seed { state: self.state }
    }

    fn text<E: Error>(self, text: String) -> Result<Node, E> {
        self.state.spend(text.len())?;
        Ok(Node::String(text))
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.state.spend(1)?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Int(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        match i64::try_from(value) {
            Ok(value) => Ok(Node::Int(value)),
            Err(_) => self.text(value.to_string()),
        }
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Node, E> {
        self.text(value.to_string())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Node, E> {
        self.text(value.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        self.text(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Node, E> {
        self.text(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut access: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        loop {
            let before = self.state.noticed.len();
            let Some(item) = access.next_element_seed(self.again())? else { break };
            self.state.prefix_since(before, || OwnedStep::Index(items.len()));
            items.push(item);
        }
        Ok(Node::Seq(items))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut access: A) -> Result<Node, A::Error> {
        let mut map = Map::new();
        let mut keys = Keys::default();
        while let Some(key) = access.next_key_seed(KeySeed)? {
            self.state.spend(key.len())?;
            let before = self.state.noticed.len();
            let value = access.next_value_seed(self.again())?;
            let occurrence = keys.count(&map, &key);
            if occurrence > 0 || key == "<<" {
                // The value will be removed, so its own mistakes are not worth a word.
                self.state.noticed.truncate(before);
                let noticed = match occurrence {
                    0 => Noticed::Merge,
                    _ => Noticed::Repeated { key: key.clone(), occurrence },
                };
                self.state.noticed.push((Vec::new(), noticed));
            }
            if occurrence > 0 {
                keys.repeated.push(key);
                continue;
            }
            self.state.prefix_since(before, || OwnedStep::Key(key.clone()));
            if key == "<<" {
                continue;
            }
            map.push((key, value));
        }
        Ok(Node::Map(map))
    }

    fn visit_enum<A: EnumAccess<'de>>(mut self, access: A) -> Result<Node, A::Error> {
        // Only `serde_yaml` calls this, for `!tag value`.
        let (tag, variant) = access.variant::<String>()?;
        let node = variant.newtype_variant_seed(self.again())?;
        self.state.noticed.push((Vec::new(), Noticed::Tag(tag)));
        Ok(node)
    }
}

/// Knows which keys a map already has. Most maps are small, and looking through them is faster
/// than hashing; for the large ones of data files it would take quadratic time.
#[derive(Default)]
struct Keys {
    many: HashSet<String>,
    repeated: Vec<String>,
}

impl Keys {
    const FEW: usize = 16;

    fn count(&mut self, map: &Map, key: &str) -> usize {
        let known = if map.len() < Self::FEW {
            map.iter().any(|(known, _)| known == key)
        } else {
            // Each call adds what came since the last one, which is at most one key.
            if self.many.is_empty() {
                self.many.extend(map.iter().map(|(key, _)| key.clone()));
            } else if let Some((last, _)) = map.last() {
                self.many.insert(last.clone());
            }
            self.many.contains(key)
        };
        if known { 1 + self.repeated.iter().filter(|known| *known == key).count() } else { 0 }
    }
}

/// Reads a key as it is written: `1.10` stays `1.10`.
struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }

    fn visit_unit<E: Error>(self) -> Result<String, E> {
        Ok(String::new())
    }
}
