//! The elements of a form, read back from its HTML.

use html5gum::{Token, Tokenizer};

/// Elements in the order of the document: a parent comes before its children.
#[derive(Debug, Default)]
pub(in crate::checklist) struct Dom {
    pub nodes: Vec<Node>,
}

/// An element.
#[derive(Debug)]
pub(in crate::checklist) struct Node {
    pub name: String,
    pub id: String,
    pub classes: Vec<String>,
    /// What a field is called.
    pub field: String,
    /// Whether it has the attribute `hidden`.
    pub hidden: bool,
    pub parent: Option<usize>,
    /// Which of its kind it is among its siblings, from 1.
    pub place: usize,
}

/// Elements without an end tag.
const VOID: [&str; 5] = ["input", "br", "img", "hr", "wbr"];

impl Dom {
    /// Reads HTML in which every element is closed, as ours is.
    ///
    /// # Panics
    /// If the HTML is not well formed.
    pub fn read(html: &str) -> Self {
        let mut dom = Self::default();
        let mut open: Vec<usize> = Vec::new();
        for token in Tokenizer::new(html) {
            match token.expect("a string can be read") {
                Token::StartTag(tag) => {
                    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                    let attribute = |name: &str| tag.attributes.get(name.as_bytes());
                    let name = text(&tag.name);
                    let is_void = tag.self_closing || VOID.contains(&name.as_str());
                    let parent = open.last().copied();
                    let is_like = |node: &&Node| node.parent == parent && node.name == name;
                    let place = 1 + dom.nodes.iter().filter(is_like).count();
                    dom.nodes.push(Node {
                        id: attribute("id").map_or(String::new(), |id| text(id)),
                        classes: attribute("class").map_or(Vec::new(), |classes| {
                            text(classes).split_whitespace().map(str::to_owned).collect()
                        }),
                        field: attribute("name").map_or(String::new(), |name| text(name)),
                        hidden: attribute("hidden").is_some(),
                        parent,
                        place,
                        name,
                    });
                    if !is_void {
                        open.push(dom.nodes.len() - 1);
                    }
                }
                Token::EndTag(tag) => {
                    let last = open.pop().map(|index| dom.nodes[index].name.as_bytes());
                    assert_eq!(last, Some(&tag.name[..]), "an end tag closes what is open");
                }
                Token::Error(error) => panic!("{error:?} in {html}"),
                _ => {}
            }
        }
        assert!(open.is_empty(), "every element is closed");
        dom
    }

    /// The one field of this name and class.
    pub fn field(&self, name: &str, class: &str) -> Option<usize> {
        let fits = |node: &Node| node.field == name && node.has(class);
        let mut found = (0..self.nodes.len()).filter(|index| fits(&self.nodes[*index]));
        found.next().filter(|_| found.next().is_none())
    }

    /// Whether `index` is inside an element of this class.
    pub fn is_inside(&self, index: usize, class: &str) -> bool {
        let mut at = self.nodes[index].parent;
        while let Some(index) = at {
            if self.nodes[index].has(class) {
                return true;
            }
            at = self.nodes[index].parent;
        }
        false
    }
}

impl Node {
    /// Whether it has this class.
    pub fn has(&self, class: &str) -> bool {
        self.classes.iter().any(|one| one == class)
    }
}
