//! What the package does as a whole, a module a feature.

mod publish;
mod scan;
