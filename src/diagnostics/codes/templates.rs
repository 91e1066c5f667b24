//! `T`: the theme's templates and styles.

super::codes! {
    SYNTAX = "T001" "template-syntax" Error
        "A template cannot be read. The place is where the template engine lost track, which is \
         sometimes a little after the mistake.";
    RENDER = "T002" "template-failed" Error
        "A template failed while a page was put together, most often because a field is misspelt or \
         does not exist on this kind of page. The notes name the page and the chain of templates.";
    STYLE = "T003" "stylesheet-syntax" Error
        "A stylesheet cannot be read. Browsers would drop the rule in silence, so the build stops.";
    REQUESTS = "T005" "stylesheet-request" Error
        "A stylesheet uses `url()`, `@import` or `@font-face`. Each makes the browser ask for another \
         file, and a rule that only applies after a choice would tell the server what was chosen. \
         Draw with borders, characters or inline SVG, and use fonts that readers have.";
    MISSING = "T004" "missing-template" Error
        "A template extends or includes another that neither the theme nor the built-in one has. \
         Names are paths below `templates/`: `partials/header.html`. Correct the name, or add the \
         file.";
}
