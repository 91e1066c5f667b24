//! `X`: whether anybody else learns who reads what.

super::codes! {
    SCRIPT = "X001" "script" Error
        "A published file holds a script that is not a JSON-LD data block.";
    EVENT_HANDLER = "X002" "event-handler" Error
        "An element has an attribute that runs a program when something happens, such as \
         `onclick`.";
    EMBEDDED_PAGE = "X004" "embedded-page" Error
        "A page embeds another page or a plug-in: `iframe`, `frame`, `object`, `embed` or \
         `portal`.";
    THIRD_PARTY_RESOURCE = "X007" "third-party-resource" Error
        "A page loads a picture, a style, a film or anything else from another server, which \
         then learns who reads it.";
}
