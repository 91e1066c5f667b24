//! `W`: whether everybody can understand what is written.

super::codes! {
    LONG_SENTENCE = "W001" "long-sentence" Warning
        "A sentence has more than 25 words, which is more than a tired reader keeps in mind.";
    LONG_PARAGRAPH = "W002" "long-paragraph" Warning
        "A paragraph has more than three sentences, so nobody sees where a new thought begins.";
    PASSIVE_VOICE = "W003" "passive-voice" Warning
        "A sentence is in the passive voice, so it may not say who does what.";
    JARGON = "W004" "jargon" Warning
        "A word of a profession is used before the page explains it or links to an explanation.";
    UNKIND_WORD = "W005" "unkind-word" Warning
        "A page uses a word that the site's list asks to leave out, because it hurts or says nothing.";
    US_SPELLING = "W006" "us-spelling" Warning
        "A word is spelt as in the United States, on a site in British English or a relative of it.";
    PERCENTAGE = "W007" "percentage" Warning
        "A text gives a percentage, which fewer people can picture than \"1 in 7\".";
    EXCLAMATION_MARK = "W008" "exclamation-mark" Warning
        "A sentence ends in an exclamation mark, which sounds like shouting or advertising.";
    LANGUAGE_BUDGET = "W011" "language-budget" Error
        "A rule about language finds more than `language-budget.yaml` allows: texts became harder.";
    BAD_BUDGET = "W012" "bad-language-budget" Error
        "`language-budget.yaml` has a line that cannot be used. Each line is the name of a rule about \
         language, a colon and a whole number. `goodfit report language --write-budget` writes it.";
}
