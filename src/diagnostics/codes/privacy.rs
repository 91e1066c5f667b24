//! `X`: whether anybody else learns who reads what.

super::codes! {
    SCRIPT = "X001" "script" Error
        "A published file holds a script that is not a JSON-LD data block.";
    EVENT_HANDLER = "X002" "event-handler" Error
        "An element has an attribute that runs a program when something happens, such as \
         `onclick`.";
    EMBEDDED_PAGE = "X004" "embedded-page" Error
        "A page embeds another page or a plug-in: `iframe`, `frame`, `object`, `embed` or \
         `portal`.";
    THIRD_PARTY_RESOURCE = "X007" "third-party-resource" Error
        "A page loads a picture, a style, a film or anything else from another server, which \
         then learns who reads it.";
    SCRIPT_ADDRESS = "X003" "script-address" Error
        "An address runs a program or hides a page: it begins with `javascript:`, `vbscript:` \
         or, in a link, `data:`.";
    LINK_PING = "X005" "link-ping" Error
        "A link tells another address that it was clicked on: it has the attribute `ping`.";
    EARLY_CONNECTION = "X006" "early-connection" Error
        "A page makes browsers connect or load before anybody clicked: `preconnect`, `dns- \
         prefetch`, `prefetch` or `prerender`.";
    STYLE_REQUEST = "X008" "style-request" Error
        "A stylesheet makes browsers ask for another file: `url()`, `@import`, `@font-face` or \
         the like.";
    INLINE_STYLE = "X009" "inline-style" Error
        "A page has styles in a `style` element or attribute, which the policy of the site \
         forbids.";
    REMOTE_FORM = "X010" "remote-form" Error
        "A form sends what is written in it to another server, or sends it by mail.";
    REFERRER_LEAK = "X011" "referrer-leak" Error
        "A page lets browsers tell other sites which page a reader came from.";
    MISSING_POLICY = "X012" "missing-policy" Error
        "A page does not tell browsers what it may load: it has no content security policy.";
    WEAK_POLICY = "X013" "weak-policy" Error
        "A content security policy allows more than the site's own files, or comes too late.";
    POLICIES_DIFFER = "X014" "policies-differ" Error
        "The content security policy of a page is not the one that `_headers` sends with it.";
    POLICY_BLOCKS = "X015" "policy-blocks" Error
        "A page loads something that its own content security policy forbids.";
    HIDDEN_LAZY_IMAGE = "X016" "hidden-lazy-image" Error
        "A picture is loaded only once a hidden part is shown, so that its server learns who \
         opened it.";
}
