//! What hosts read: `robots.txt`, `_headers` and `_redirects`
//! (<https://docs.netlify.com/manage/routing/headers/>, <https://developers.cloudflare.com/pages/configuration/>).

use super::IMMUTABLE;
use crate::plan::Plan;
use crate::site::Site;
use crate::style::Stylesheets;
use std::fmt::Write as _;

/// The policy of every page. A page loads itself, one stylesheet and pictures of its own site.
pub const CSP: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/// `robots.txt`: everything may be read; here is the sitemap.
#[must_use]
pub fn robots(site: &Site) -> Vec<u8> {
    let base = &site.config.base_url;
    format!("User-agent: *\nAllow: /\nSitemap: {}{}/sitemap.xml\n", base.origin, base.path)
        .into_bytes()
}

/// The headers that go with every file, with their values.
#[must_use]
pub fn policy() -> [(&'static str, String); 5] {
    let permissions = "camera=(), geolocation=(), microphone=(), interest-cohort=()";
    [
        // `frame-ancestors` has no effect in a meta element, so it stands here only.
        ("Content-Security-Policy", format!("{CSP}; frame-ancestors 'none'")),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Permissions-Policy", permissions.to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
    ]
}

/// `_headers`: the policy, and how long browsers may keep what.
#[must_use]
pub fn headers(site: &Site, stylesheets: &Stylesheets) -> Vec<u8> {
    let path = &site.config.base_url.path;
    let mut text = format!("{path}/*\n");
    for (name, value) in policy() {
        let _ = writeln!(text, "  {name}: {value}");
    }
    for sheet in stylesheets.values() {
        let _ = write!(text, "{path}/{}\n  Cache-Control: {IMMUTABLE}\n", sheet.out);
    }
    text.into_bytes()
}

/// `_redirects`: old address, new address, for ever.
#[must_use]
pub fn redirects(site: &Site, plan: &Plan) -> Vec<u8> {
    let base = &site.config.base_url;
    let mut text = String::new();
    for (from, to) in &plan.redirects {
        let _ = writeln!(text, "{} {} 301", base.href(from), base.href(to));
    }
    text.into_bytes()
}
