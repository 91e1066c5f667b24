//! `U`: addresses over time.

super::codes! {
    LOST_ADDRESS = "U001" "lost-address" Error
        "An address that the site has published leads nowhere any more: links and bookmarks of \
         readers break.";
    NEW_ADDRESS = "U002" "new-address" Warning
        "The site publishes addresses that `urls.lock` does not remember yet.";
    ADDRESS_BACK = "U003" "address-back" Warning
        "An address that `urls.lock` declares gone is published again, or leads to another page.";
    BAD_LINE = "U004" "urls-lock-line" Error
        "A line of `urls.lock` makes no sense. Each line is an address of the site, such as \
         `/about/`. Behind an address that is gone for good stand `gone:` and a reason. \
         Notes begin with `#`. No address is there twice.";
}
