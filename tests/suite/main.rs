//! The test suite: one binary, a module a feature.

mod publish;
mod specs;
