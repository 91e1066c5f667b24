//! `Q`: questionnaires.

super::codes! {
    NOT_YAML = "Q001" "questionnaire-not-yaml" Error
        "The questionnaire is not YAML, so nothing in it can be read. The message says what the \
         YAML reader expected and where.";
}
