//! The Markdown stage.
