//! `C`: the site's configuration and the theme's settings.

super::codes! {
    NOT_YAML = "C001" "config-not-yaml" Error
        "The file is not YAML, so nothing in it can be read. The message says what the YAML reader \
         expected and where. Most often a colon is not followed by a space, a text that begins with \
         a quote or bracket is not quoted, or lines are not indented alike.";
    UNKNOWN_KEY = "C002" "unknown-config-key" Error
        "The configuration has a key that means nothing to Goodfit. A misspelt key would otherwise \
         be ignored in silence. Correct it, remove it, or put facts of your own below `extra:`.";
    WRONG_TYPE = "C003" "wrong-config-value" Error
        "The value is of the wrong kind: a text where a number is needed, a list where a text is \
         needed, a word that is not one of the choices. The message says what is expected.";
    MISSING = "C004" "missing-config" Error
        "A site needs a `goodfit.yaml` with at least `title:` and `base_url:`. Without the address \
         no feed, sitemap or redirect can be right. Run `goodfit init` to get a folder with both.";
    BAD_BASE_URL = "C005" "bad-base-url" Error
        "`base_url` must be an absolute address such as `https://example.org/` or \
         `https://example.org/guide/`, without a query or a fragment.";
    DUPLICATE_KEY = "C006" "duplicate-config-key" Error
        "The same key is given twice. Only one of the values could count, so remove the other.";
    TO_BE_SET = "C009" "to-be-set" Warning
        "The site holds health information (pages of `type: health` or `evidence`), and readers \
         should be told who is responsible for it, who pays and where to report a mistake. Set \
         `publisher:`, `contact:`, `funding:` and the real `base_url:` in `goodfit.yaml`. Until \
         then pages say that it is to be set by the publisher; do not invent it.";
    NO_THEME = "C007" "unknown-theme" Error
        "`theme:` names a folder below `themes/` that does not exist. Leave the key out to use the \
         theme that is built in, or create the folder.";
    UNKNOWN_RULE = "C008" "unknown-rule" Error
        "`check:` names a rule or a group of rules that does not exist, or something that always \
         stops the site and so has no level. `goodfit rules` lists all rules and groups.";
}
