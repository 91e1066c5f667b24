//! The stages from outside, one module an area.

mod markdown;
mod specs;
