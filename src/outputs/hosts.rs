//! What hosts read: `robots.txt`, `_headers` and `_redirects`
//! (<https://docs.netlify.com/manage/routing/headers/>, <https://developers.cloudflare.com/pages/configuration/>).

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

/// `_headers`: the policy, and how long browsers may keep what.
#[must_use]
pub fn headers(site: &Site, stylesheets: &Stylesheets) -> Vec<u8> {
    let path = &site.config.base_url.path;
    // `frame-ancestors` has no effect in a meta element, so it stands here only.
    let mut text = format!(
        "{path}/*\n  \
         Content-Security-Policy: {CSP}; frame-ancestors 'none'\n  \
         Referrer-Policy: no-referrer\n  \
         X-Content-Type-Options: nosniff\n  \
         Permissions-Policy: camera=(), geolocation=(), microphone=(), interest-cohort=()\n  \
         Cross-Origin-Opener-Policy: same-origin\n"
    );
    for sheet in stylesheets.values() {
        let _ = write!(
            text,
            "{path}/{}\n  Cache-Control: public, max-age=31536000, immutable\n",
            sheet.out
        );
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
