//! `A`, continued: what a stylesheet does to readers who need more than the usual.

super::codes! {
    LOW_CONTRAST = "A020" "low-contrast" Error
        "Two colours of the theme, of which one stands on the other, are too much alike in light, \
         dark or more contrast.";
    FORCED_COLOURS = "A021" "forced-colours" Warning
        "A stylesheet sets colours for readers who have told their system to choose all colours.";
    FOCUS_REMOVED = "A022" "focus-removed" Error
        "A stylesheet takes the ring away that shows where the keyboard is, and draws no other \
         one.";
    SMALL_TARGET = "A023" "small-target" Error
        "A stylesheet makes something to click on less than 24 pixels wide or high.";
    UNASKED_MOTION = "A024" "unasked-motion" Warning
        "A stylesheet moves things even for readers who have asked for less motion.";
    SMALL_TEXT = "A025" "small-text" Warning
        "A stylesheet makes words on a screen smaller than 12 pixels, which many people cannot read.";
    JUSTIFIED_TEXT = "A026" "justified-text" Warning
        "A stylesheet stretches lines to the same length, which leaves gaps between words.";
}
