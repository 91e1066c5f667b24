//! What a page's claims stand on: the bibliography.
//!
//! In: `data/references.yaml`. Out: a [`Bibliography`] of formatted references. Which page cites
//! what is left to `site`.

mod bibliography;
mod vancouver;

pub use bibliography::{Bibliography, PATH};
