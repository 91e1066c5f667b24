//! `Q`: questionnaires.

super::codes! {
    NOT_YAML = "Q001" "questionnaire-not-yaml" Error
        "The questionnaire is not YAML, so nothing in it can be read. The message says what the \
         YAML reader expected and where.";
    UNKNOWN_KEY = "Q002" "unknown-questionnaire-key" Error
        "The questionnaire has a key that means nothing to Goodfit. A misspelt key would otherwise \
         be ignored in silence. Correct it, remove it, or put facts of your own below `extra:`.";
    WRONG_TYPE = "Q003" "wrong-questionnaire-value" Error
        "The value is of the wrong kind: a text where a list is needed, a text where a date is \
         needed. The message says what is expected. `id: false` needs quotes, and so does every \
         text that begins with a bracket or holds a colon and a space.";
    DUPLICATE_KEY = "Q004" "duplicate-questionnaire-key" Error
        "The same key is given twice. Only one of the values could count, so remove the other.";
    MISSING = "Q005" "questionnaire-incomplete" Error
        "A questionnaire needs a title, two answers or more, a section with a question, and the \
         facts by which a reader can judge it: `sources`, `published`, `review_by`, `funding` and \
         `limits`. Every question asks something; every outcome has a heading, a short line and a \
         text.";
    BAD_ID = "Q006" "bad-questionnaire-id" Error
        "A name that conditions can use begins with a small letter and goes on with small letters, \
         digits and hyphens. The words of the language itself cannot be names: `and`, `or`, `not`, \
         `any`, `stop`, `is`, `in`, `among`, `answered`, `unanswered`.";
    DUPLICATE_ID = "Q007" "duplicate-questionnaire-id" Error
        "Two things of the questionnaire have the same name, so that a condition or a link could \
         only mean one of them. Questions and answers may not share names either, since both can \
         begin a condition. Rename one.";
    UNKNOWN_NAME = "Q008" "unknown-name-in-questionnaire" Error
        "A condition, `order`, `flag_on` or `marks` uses a name that the questionnaire does not \
         declare. The help gives the nearest one.";
    BAD_CONDITION = "Q009" "bad-condition" Error
        "The condition cannot be read. The message says what was expected and where. Some \
         conditions: `any stop`, `stop threat`, `register is no`, `no >= 5`, \
         `yes + partly in plan < 3`, `no among core >= 3`, `unanswered > 4`, `no > yes`; joined by \
         `and`, `or`, `not` and parentheses.";
    OUT_OF_RANGE = "Q010" "threshold-out-of-range" Error
        "The comparison can only go one way: it asks for more questions than there are to count, or \
         for 0 or more of them. Choose a number that some answers reach and others do not.";
    NOT_LAST = "Q011" "outcome-without-condition" Error
        "The first outcome whose condition is true is shown, and the last one whenever none is. So \
         exactly the last has no `when:`; an outcome after one without a condition could never \
         show, and without such a last one some readers would get no result.";
    TOO_LARGE = "Q012" "questionnaire-too-large" Error
        "A questionnaire has at most 60 questions and 5 answers, and at most 30 questions if a \
         condition compares two counts. More would make the page slow on a telephone: the style \
         rules grow with the questions, for two counts with their square.";
    NEVER_SHOWN = "Q013" "outcome-never-shown" Error
        "No set of answers leads to this outcome: whenever its condition is true, an earlier one is \
         true as well. All possible answers were looked at. Move the outcome up, change the \
         conditions, or remove it.";
    ONE_WAY_CONDITION = "Q014" "condition-always-or-never-true" Error
        "The condition by itself is true whatever a reader answers, or never true. All possible \
         answers were looked at. An outcome without a real condition belongs at the end, without \
         `when:`; one that cannot come true is a mistake.";
    STOP_NOT_URGENT = "Q015" "stop-sign-not-urgent" Error
        "A reader can tick a stop sign and be shown an outcome that is not marked `urgent: true`. \
         Stop signs are what must not happen, so whoever ticks one must be told so first. Begin \
         the outcomes with one whose condition is `any stop`, and mark it as urgent.";
    WORSE_FOR_BETTER = "Q016" "better-answer-worse-outcome" Error
        "A better answer to one question, all others unchanged, leads to an outcome that stands \
         earlier in the list, which means a worse one. Answers rank as in `order:`, and the best \
         one is better than none. All possible answers were compared. Most often a threshold \
         counts too little or too much, or two outcomes are in the wrong order.";
    TOO_MANY_CASES = "Q017" "too-many-cases" Error
        "A questionnaire is published only if every possible set of answers was looked at. Answers \
         and questions that no condition tells apart are taken together; here more than ten \
         million cases are left. Single out fewer questions and stop signs, use fewer marks and \
         sections in conditions, or name fewer answers.";
    REVIEW_TOO_EARLY = "Q018" "review-before-published" Error
        "`review_by` is the day by which somebody looks at the questionnaire again, so it comes \
         after `published`.";
    OVER_BUDGET = "Q019" "questionnaire-too-heavy" Error
        "The style rules that show the right outcome have become so many that each click would feel \
         slow on an old phone. Comparing two counts costs most, then large numbers: prefer \
         `no >= 4` to `yes <= 12`, and `unanswered > 4` to `answered < 12`.";
    NOT_ONE_PARAGRAPH = "Q050" "questionnaire-not-one-paragraph" Error
        "The text stands where a page can hold words only: in a question, beside a tick box or as \
         an item of a list. It has several paragraphs, a list or a heading. Shorten it to one \
         paragraph, or move the rest into `why:` or `text:`.";
}
