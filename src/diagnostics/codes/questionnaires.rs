//! `Q`: questionnaires.

super::codes! {
    NOT_YAML = "Q001" "questionnaire-not-yaml" Error
        "The questionnaire is not YAML, so nothing in it can be read. The message says what the \
         YAML reader expected and where.";
    NOT_ONE_PARAGRAPH = "Q050" "questionnaire-not-one-paragraph" Error
        "The text stands where a page can hold words only: in a question, beside a tick box or as \
         an item of a list. It has several paragraphs, a list or a heading. Shorten it to one \
         paragraph, or move the rest into `why:` or `text:`.";
}
