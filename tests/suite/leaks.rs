//! Each way to leak who reads what is put into a good site, and exactly its rule finds it.
//!
//! The built-in theme is the good site: one change of its base template stands for every page. A
//! leak has to be found by the rule that names it, by no other, and where it was put.

use crate::support;
use goodfit::check::{Flags, Group, rules};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A rule, what is looked for in the template, and what is put in its place. `HEAD` and `BODY` are
/// the ends of both parts.
const LEAKS: &[(&str, &str, &str)] = &[
    ("script", HEAD, "<script>1</script>"),
    ("script", HEAD, "<script src=\"https://x.example/a.js\"></script>"),
    ("script", BODY, "<SCRIPT type=module src=/a.js></SCRIPT>"),
    ("script", BODY, "<script type=\"application/ld+json\" src=\"/x.js\"></script>"),
    ("script", BODY, "<svg aria-hidden=\"true\"><script href=\"https://x.example/a.js\"/></svg>"),
    ("script", BODY, "<noscript><script>1</script></noscript>"),
    ("event-handler", BODY, "<p onclick=\"x()\">x</p>"),
    ("event-handler", "<body", "<body onload=x()"),
    ("event-handler", BODY, "<svg aria-hidden=\"true\" OnLoad=\"x()\"></svg>"),
    ("event-handler", BODY, "<details ontoggle=\"x()\"><summary>x</summary>y</details>"),
    ("script-address", BODY, "<a href=\"javascript:x()\">x</a>"),
    ("script-address", BODY, "<a href=\" Java&#10;Script:x()\">x</a>"),
    ("script-address", BODY, "<a href=\"data:text/html,x\">x</a>"),
    ("script-address", BODY, "<form action=\"javascript:x()\"></form>"),
    (
        "script-address",
        BODY,
        "<svg aria-hidden=\"true\"><a xlink:href=\"javascript:x()\">x</a></svg>",
    ),
    ("embedded-page", BODY, "<iframe src=\"https://x.example/\" title=\"x\"></iframe>"),
    ("embedded-page", BODY, "<iframe srcdoc=\"&lt;p>x\" title=\"x\"></iframe>"),
    ("embedded-page", BODY, "<object data=\"https://x.example/\"></object>"),
    ("embedded-page", BODY, "<embed src=\"https://x.example/\">"),
    ("link-ping", BODY, "<a href=\"/\" ping=\"https://x.example/\">x</a>"),
    ("early-connection", HEAD, "<link rel=\"preconnect\" href=\"https://x.example\">"),
    ("early-connection", HEAD, "<link rel=\"DNS-prefetch\" href=\"//x.example\">"),
    ("early-connection", HEAD, "<link rel=\"next prefetch\" href=\"/\">"),
    ("early-connection", BODY, "<link rel=\"prerender\" href=\"https://x.example/\">"),
    ("third-party-resource", BODY, "<img src=\"https://x.example/a.png\" alt=\"\">"),
    ("third-party-resource", BODY, "<img src=\"//x.example/a.png\" alt=\"\">"),
    ("third-party-resource", BODY, "<img src=\"\\\\x.example/a.png\" alt=\"\">"),
    (
        "third-party-resource",
        BODY,
        "<img src=\"/favicon.svg\" srcset=\"/favicon.svg 1x, https://x.example/b.png 2x\" alt=\"\">",
    ),
    (
        "third-party-resource",
        BODY,
        "<picture><source srcset=\"https://x.example/a.avif\"><img src=\"/favicon.svg\" alt=\"\"></picture>",
    ),
    ("third-party-resource", BODY, "<video src=\"https://x.example/a.mp4\"></video>"),
    ("third-party-resource", BODY, "<audio><source src=\"https://x.example/a.mp3\"></audio>"),
    ("third-party-resource", BODY, "<video poster=\"https://x.example/a.png\"></video>"),
    ("third-party-resource", BODY, "<video><track src=\"https://x.example/a.vtt\"></video>"),
    (
        "third-party-resource",
        BODY,
        "<svg aria-hidden=\"true\"><use href=\"https://x.example/a.svg#b\"/></svg>",
    ),
    (
        "third-party-resource",
        BODY,
        "<svg aria-hidden=\"true\"><image xlink:href=\"https://x.example/a.png\"/></svg>",
    ),
    (
        "third-party-resource",
        BODY,
        "<input type=\"image\" src=\"https://x.example/a.png\" alt=\"x\">",
    ),
    ("third-party-resource", "<body", "<body background=\"https://x.example/a.png\""),
    ("third-party-resource", HEAD, "<link rel=\"stylesheet\" href=\"https://x.example/a.css\">"),
    (
        "third-party-resource",
        HEAD,
        "<link rel=\"apple-touch-icon\" href=\"https://x.example/a.png\">",
    ),
    (
        "third-party-resource",
        HEAD,
        "<link rel=\"preload\" as=\"font\" href=\"https://x.example/a.woff2\">",
    ),
    ("third-party-resource", HEAD, "<link rel=\"manifest\" href=\"https://x.example/a.json\">"),
    (
        "third-party-resource",
        HEAD,
        "<link rel=\"alternate stylesheet\" href=\"https://x.example/a.css\">",
    ),
    ("third-party-resource", HEAD, "<base href=\"https://x.example/\">"),
    ("style-request", HEAD, "<style>a:visited{background:url(/seen)}</style>"),
    ("style-request", HEAD, "<style>@import '/x.css';</style>"),
    ("style-request", HEAD, "<style>@font-face{font-family:x;src:local(x)}</style>"),
    ("style-request", BODY, "<p style=\"background: u\\72l('/x.png')\">x</p>"),
    (
        "style-request",
        BODY,
        "<svg aria-hidden=\"true\"><path fill=\"url(https://x.example/a.svg#b)\"/></svg>",
    ),
    ("style-request", BODY, "<svg aria-hidden=\"true\"><style>a{x:url(/y)}</style></svg>"),
    ("inline-style", BODY, "<p style=\"color:red\">x</p>"),
    ("inline-style", HEAD, "<style>p{color:red}</style>"),
    ("remote-form", BODY, "<form action=\"https://x.example/\"></form>"),
    ("remote-form", BODY, "<form><button formaction=\"//x.example/\">x</button></form>"),
    ("remote-form", BODY, "<form action=\"mailto:a@example.org\"></form>"),
    ("referrer-leak", "<meta name=\"referrer\" content=\"no-referrer\">", ""),
    ("referrer-leak", "content=\"no-referrer\"", "content=\"unsafe-url\""),
    ("referrer-leak", BODY, "<a href=\"/\" referrerpolicy=\"origin\">x</a>"),
    ("missing-policy", POLICY, ""),
    ("weak-policy", "{{ site.csp }}", "default-src *; base-uri 'none'; form-action 'none'"),
    ("weak-policy", "{{ site.csp }}", "{{ site.csp }}; script-src 'unsafe-inline'"),
    ("weak-policy", "{{ site.csp }}", "{{ site.csp }}; font-src data:"),
    ("weak-policy", "{{ site.csp }}", "default-src 'none'; style-src 'self'; img-src 'self'"),
    (
        "weak-policy",
        "<meta http-equiv",
        "<link rel=\"icon\" href=\"/favicon.svg\"><meta http-equiv",
    ),
    ("policies-differ", "{{ site.csp }}", "{{ site.csp }}; media-src 'self'"),
    (
        "policies-differ",
        "{{ site.csp }}",
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'self'; form-action 'none'",
    ),
    ("policy-blocks", BODY, "<video src=\"/favicon.svg\"></video>"),
    ("policy-blocks", BODY, "<img src=\"data:image/gif;base64,R0\" alt=\"\">"),
    ("policy-blocks", BODY, "<form action=\"/\"></form>"),
    ("policy-blocks", HEAD, "<link rel=\"manifest\" href=\"/favicon.svg\">"),
    (
        "hidden-lazy-image",
        BODY,
        "<details><summary>x</summary><img src=\"/favicon.svg\" alt=\"\" loading=\"lazy\"></details>",
    ),
    (
        "hidden-lazy-image",
        BODY,
        "<div hidden><img src=\"/favicon.svg\" alt=\"\" loading=lazy></div>",
    ),
    (
        "hidden-lazy-image",
        BODY,
        "<form><img src=\"/favicon.svg\" alt=\"\" loading=\"lazy\"></form>",
    ),
];

const HEAD: &str = "</head>";
const BODY: &str = "</body>";
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"{{ site.csp }}\">";

/// What looks like a leak and is none.
const HARMLESS: &[(&str, &str)] = &[
    (BODY, "<script type=\"application/ld+json\">{\"@type\": \"WebPage\"}</script>"),
    (BODY, "<p>Write &lt;script&gt; or onclick=\"x()\" or javascript:x() as text.</p>"),
    (
        BODY,
        "<a href=\"https://x.example/\">x</a> <a href=\"mailto:a@example.org\">y</a> <a href=\"tel:112\">z</a>",
    ),
    (BODY, "<a href=\"https://x.example/\" rel=\"noopener\" title=\"url(x)\">x</a>"),
    (BODY, "<img src=\"https://example.org/favicon.svg\" alt=\"\" loading=\"lazy\">"),
    (
        BODY,
        "<svg aria-hidden=\"true\"><path id=\"p_p\" fill=\"url(#p_p)\"/><use href=\"#p_p\"/></svg>",
    ),
    (BODY, "<form><button type=\"reset\">Clear</button></form>"),
    (HEAD, "<link rel=\"license\" href=\"https://creativecommons.org/licenses/by/4.0/\">"),
    ("content=\"no-referrer\"", "content=\"same-origin\""),
];

/// A small site whose base template has one change.
fn site(from: &str, to: &str) -> String {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates/base.html");
    let base = fs::read_to_string(base).expect("the base template");
    assert!(base.contains(from), "the base template has no `{from}`");
    // What is put before an end stands before it; anything else is replaced.
    let to = if from.starts_with("</") { format!("{to}\n{from}") } else { to.to_owned() };
    let changed = base.replacen(from, &to, 1);
    format!("{}--- themes/default/templates/base.html\n{changed}", crate::rules::SITE)
}

#[test]
fn each_leak_is_found_by_its_rule_alone_and_where_it_is() {
    let mut report = String::new();
    for (rule, from, to) in LEAKS {
        let (found, text) = support::check(&site(from, to), &Flags::default());
        let names: BTreeSet<&str> = found.iter().map(|finding| finding.code.name).collect();
        let is_there = found.iter().all(|finding| {
            let place = finding.primary.as_ref().map(|label| label.path.as_str());
            place == Some("themes/default/templates/base.html")
        });
        if names != BTreeSet::from([*rule]) || !is_there {
            report.push_str(&format!("{rule}: {to}\n{text}"));
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn what_only_looks_like_a_leak_is_not_reported() {
    for (from, to) in HARMLESS {
        assert_eq!(support::check(&site(from, to), &Flags::default()).1, "", "{to}");
    }
}

#[test]
fn every_rule_of_privacy_has_a_leak() {
    for rule in rules::ALL.iter().filter(|rule| rule.group == Group::Privacy) {
        let name = rule.code.name;
        assert!(LEAKS.iter().any(|(known, ..)| *known == name), "{name} has no leak");
    }
}

#[test]
fn leaks_in_files_that_are_copied_are_found() {
    for (path, text, rule) in [
        (
            "content/a.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>",
            "event-handler",
        ),
        (
            "content/a.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"https://x.example/\"/></svg>",
            "third-party-resource",
        ),
        ("content/a.css", "@import url(https://x.example/a.css);", "style-request"),
        ("content/a.css", "input:checked~a{background:image-set('/x.png' 1x)}", "style-request"),
    ] {
        let project = format!("{}--- {path}\n{text}\n", crate::rules::SITE);
        let (found, said) = support::check(&project, &Flags::default());
        let names: BTreeSet<&str> = found.iter().map(|finding| finding.code.name).collect();
        assert_eq!(names, BTreeSet::from([rule]), "{text}: {said}");
        assert!(said.starts_with(path), "{said}");
    }
}
