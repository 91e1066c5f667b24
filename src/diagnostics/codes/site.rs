//! `S`: how files make a site: addresses, sections, taxonomies.

super::codes! {
    SAME_ADDRESS = "S001" "same-address" Error
        "Two sources would become the same file, so one would overwrite the other. Give one of them \
         another `slug:`, or remove the alias that collides.";
    CASE_COLLISION = "S002" "case-collision" Error
        "Two addresses differ only in capital letters, so that they are two files on some disks and \
         one on others; or two folders, such as `Notes` and `notes`, would become one. Give one of \
         them another `slug:` or name.";
    FILE_AND_FOLDER = "S003" "file-and-folder" Error
        "One source would become a file where another needs a folder of the same name. Rename one.";
    BAD_ADDRESS = "S004" "bad-address" Error
        "The name of the file, its `slug:` or an alias does not make an address inside the site, \
         for example because it holds `..`, or because nothing of it is left once characters that \
         addresses cannot hold are removed.";
    BAD_ALIAS = "S005" "bad-alias" Error
        "An alias is an address the page used to have: it begins with `/` and stays inside the site.";
    UNKNOWN_TEMPLATE = "S006" "unknown-template" Error
        "`template:` names a template the theme does not have. The help gives the nearest.";
    TWO_INDEXES = "S007" "two-indexes" Error
        "A folder has both `_index.md` and `index.md`. The first makes it a section, the second a \
         page with its own files; it cannot be both.";
    ORPHAN_IN_BUNDLE = "S008" "page-in-bundle" Error
        "A folder with `index.md` is one page with its files. Another Markdown file inside it would \
         be a page in a page. Move it out, or turn the folder into a section with `_index.md`.";
    NO_CONTENT = "S009" "no-content" Error
        "There is no page to build. A site needs `content/_index.md` or another page in `content/`.";
    HOME_NOT_PUBLISHED = "S010" "home-not-published" Error
        "The home page, `content/_index.md`, is a draft, or its day has not come or has passed. \
         There is no site without it, and publishing the rest alone is hardly what is meant. \
         Publish it, or build with the flag that the help names to look at the site.";
    WRONG_ENDING = "S011" "wrong-ending" Error
        "The file was meant as a page, but pages end in `.md` and questionnaires in \
         `.checklist.yaml`, both in small letters. It would otherwise be published as it is, front \
         matter and drafts included. Rename it.";
    SAME_TERM = "S012" "same-term" Error
        "Two terms of a taxonomy become the same part of an address, such as `C++` and `C#`, which \
         both become `c`, so one list would hold the pages of both. Spellings that differ only in \
         capital letters, spaces and hyphens are the same term. Write one of the two in other words.";
    PAGE_WEIGHT = "S101" "page-weight" Warning
        "A page weighs more than the site has promised under `budget:`, as it is sent.";
}
