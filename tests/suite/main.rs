//! The test suite: one binary, a module a feature.

mod cli;
mod manual;
mod markdown;
mod publish;
mod scan;
mod specs;
mod support;
