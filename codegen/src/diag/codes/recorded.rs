//! Comparing recorded responses.

codes! {
    RESPONSE_MISMATCH = Error "response-mismatch", "a recorded response that the schema does not describe",
        "`oascribe check --against` compares a response of the server with the schema of the operation. The value that \
         the message names by its JSON pointer is null, has another type or is missing, and emitted types can't decode \
         it. Notes are about values that are decoded anyway.",
        "`check --against` prints an overlay with which the response is decoded.",
        "save the overlay and list it in `overlays` of oascribe.toml, or correct the document. If the server is wrong, \
         report it to its operators.";
}
