//! Help lines and registers as parts of pages.

use crate::site::Site;

/// Writes the help lines of one country, or of all.
pub(super) fn lines(_out: &mut String, _site: &Site, _country: Option<&str>) {}

/// Writes the registers of one country, or of all.
pub(super) fn registers(_out: &mut String, _site: &Site, _country: Option<&str>) {}
