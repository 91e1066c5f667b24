//! Every source of the site and the pages that cite it, as a part of a page.

use crate::site::Site;

/// Writes the list.
pub(super) fn write(_out: &mut String, _site: &Site) {}
