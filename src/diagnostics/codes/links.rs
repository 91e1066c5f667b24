//! `L`: links, anchors and pictures that lead nowhere.

super::codes! {
    BROKEN = "L001" "broken-link" Error
        "A link names a file that is not there. Links within the site are written as paths to source \
         files, relative to the page they stand in: `../choosing/before-you-book.md`.";
    MISSING_ANCHOR = "L002" "missing-anchor" Error
        "The page exists, but has no heading with that id. The help lists the nearest one. Give the \
         heading an id of its own with `{#id}` if links must survive a change of its words.";
    TO_DRAFT = "L003" "link-to-unpublished" Warning
        "The link leads to a page that is not published: a draft, or one whose day has not come or \
         has passed. Readers see the words without a link.";
    OUTSIDE = "L004" "link-outside-content" Error
        "The link leads out of `content/`, to a file that is not part of the site. Move the file \
         into `content/`, or link to the address where it is published.";
    AS_ADDRESS = "L005" "link-as-address" Error
        "The link is written as an address within the site. Such a link breaks below another base \
         address and in an editor's preview. Write the path to the source file instead; the help \
         gives it.";
    BROKEN_IMAGE = "L006" "broken-image" Error
        "A picture is not there. Its path is relative to the page: `photo.jpg` beside it, or \
         `../images/photo.jpg`.";
    REMOTE_IMAGE = "L007" "remote-image" Error
        "The picture lies on another server, which would learn who reads the page. Put a copy \
         beside the page.";
    WRONG_CASE = "L008" "wrong-case" Error
        "The path differs from the file's name in capital letters only. It works on some disks and \
         fails on the web; write it as the file is named.";
    UNSAFE_SCHEME = "L009" "unsafe-link-scheme" Error
        "A link may use `https:`, `http:`, `mailto:`, `tel:` or `sms:`. Anything else, above all \
         `javascript:` and `data:`, could run code or hide where it leads.";
    UNREADABLE_PICTURE = "L010" "unreadable-picture" Warning
        "The file has the name of a picture, but its header is not one of a picture, or says that \
         the picture has no size or more than 30,000 pixels on a side. Browsers will hardly show it, \
         and the text jumps while they try. Save the picture again.";
    DEAD_LINK = "L101" "dead-link" Error
        "A link in a published page leads to an address of this site that no file has.";
    DEAD_ANCHOR = "L102" "dead-anchor" Error
        "A link leads to a place in a page, such as `#costs`, and nothing in that page has this \
         id.";
    DEAD_RESOURCE = "L103" "dead-resource" Error
        "A page loads a picture, a stylesheet or another file of this site that is not \
         published.";
    DEAD_ENTRY = "L104" "dead-entry" Error
        "A feed, the sitemap, `robots.txt` or `_redirects` names an address that nothing has.";
    LINK_TO_MOVED = "L105" "link-to-moved" Warning
        "A link leads to an old address of this site, from which readers are only sent on.";
    VAGUE_LINK = "L107" "vague-link" Warning
        "The words of a link do not say where it leads: \"here\", \"click here\", \"read more\".";
    SAME_WORDS = "L108" "same-link-words" Warning
        "Two links on a page have the same words and lead to different pages.";
    BARE_ADDRESS = "L109" "bare-address" Warning
        "An address such as `https://example.org/a/b` stands in a text where words should be.";
    NEW_WINDOW = "L110" "new-window" Warning
        "A link opens a new window or tab, which nobody asked for: it has the attribute `target`.";
    LINK_TO_ITSELF = "L111" "link-to-itself" Warning
        "A link in the text of a page leads to the top of the page it is on.";
    BAD_CONTACT = "L112" "bad-contact" Error
        "A link to a phone number or a mail address cannot work: `tel:` or `mailto:` with \
         something else behind it.";
    BAD_ENTRY = "L113" "bad-entry" Error
        "A feed or the sitemap names the same thing twice, or has a day that is none.";
    ENTRY_CONTENT = "L114" "entry-content" Error
        "An entry of a feed has a program in it, or an address that only works on its own page.";
    EXTERNAL_BROKEN = "L120" "external-broken" Warning
        "A link to another site leads nowhere: its server says so, there is no such server, or its \
         certificate is not valid. Only `goodfit check links --external` asks. The first failure is a \
         warning, one on another day an error. Look at it in a browser, and mend it or take it out.";
    EXTERNAL_MOVED = "L121" "external-moved" Warning
        "The server of a link to another site says that the page has moved for good. The help has the \
         new address. Old ones are seldom kept for ever.";
    UNUSED_SKIP = "L122" "unused-skip" Warning
        "An entry of `external_links: skip:` in the configuration begins like no link of the site. Take \
         it out: it would hide a link that breaks later.";
    BAD_LEDGER = "L123" "links-lock" Error
        "The file `links.lock.yaml` cannot be read. The program writes it; mend what a merge has left in \
         it, or delete it, and all links are asked again.";
}
