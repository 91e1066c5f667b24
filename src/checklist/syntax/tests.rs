//! Questionnaires as they are written.

use super::*;
use crate::yaml::testing::{assert_inside, file, listed};
use expect_test::{Expect, expect};
use proptest::prelude::*;
