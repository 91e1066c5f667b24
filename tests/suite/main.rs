//! The stages from outside, one module an area.

mod markdown;
mod markdown_random;
mod specs;
