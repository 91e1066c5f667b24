//! The test suite: one binary, a module a feature.

mod checklists;
mod markdown;
mod publish;
mod scan;
mod specs;
mod support;
