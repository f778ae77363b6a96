//! Reading a spec: its syntax and its keywords.

codes! {
    SYNTAX = Error "syntax", "the text is neither YAML nor JSON",
        "The file can't be parsed from this location on. Text that begins with `{` or `[` is parsed as JSON, other \
         text as YAML 1.2.",
        "nothing is generated.",
        "in YAML, check the indentation first: use spaces, and the same number for all keys of an object. Quote \
         strings that contain `: ` or ` #`, or begin with a character such as `@` or `*`.";
    NOT_UTF8 = Warning "not-utf8", "bytes that are not valid UTF-8",
        "OpenAPI documents are UTF-8, and this file contains other bytes.",
        "these bytes are read as U+FFFD, the replacement character. Strings and names may be wrong.",
        "save the file as UTF-8.";
    TOO_DEEP = Error "too-deep", "nesting that is too deep",
        "Lists and objects can be nested 120 levels deep. A YAML alias inside of the value that it repeats also \
         exceeds this limit.",
        "nothing is generated.",
        "move inner schemas to components/schemas and refer to them.";
    ALIAS_BOMB = Error "alias-bomb", "aliases that repeat too much",
        "YAML aliases repeat the value of their anchor, and aliases of aliases multiply. The document would have over \
         a million values more than it has characters.",
        "nothing is generated.",
        "use `$ref` instead of aliases.";
    SEVERAL_DOCUMENTS = Warning "several-documents", "a file with several YAML documents",
        "A line `---` begins another document, but a file describes one API.",
        "the first document that is not empty is used, and the others are ignored.",
        "move the others to their own files.";
    UNKNOWN_TAG = Warning "unknown-tag", "a YAML tag that OpenAPI does not define",
        "Tags such as `!include` or `!Ref` are instructions to a particular program. OpenAPI defines none.",
        "the value is read without the tag.",
        "process the file with that program first.";
    NOT_OPENAPI = Error "not-openapi", "not an OpenAPI document",
        "An OpenAPI document is an object with the key `openapi`, for example `openapi: 3.0.3`. This file is not.",
        "nothing is generated.",
        "check that this is the right file, and add the key if it is missing.";
    UNSUPPORTED_VERSION = Error "unsupported-version", "an unsupported version of OpenAPI",
        "Supported versions are Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2.",
        "nothing is generated.",
        "convert the document. If it uses no new features, change the version.";
    DUPLICATE_KEY = Warning "duplicate-key", "a key that occurs twice in one object",
        "Keys of an object must be unique.",
        "the last one is used, as in most YAML and JSON readers, and the others are ignored.",
        "remove or rename one of them.";
    WRONG_TYPE = Warning "wrong-type", "a value of the wrong type",
        "The keyword takes a value of another type.",
        "if the meaning is clear (`\"true\"` for `true`, `1.0` for a string), the value is converted. Otherwise the \
         value is left out, or the object around it if that needs the value. The label shows which.",
        "correct the value.";
    BAD_VALUE = Warning "bad-value", "a value that the keyword does not allow",
        "The keyword takes one of a few words, which the message lists.",
        "the value is left out, or the object around it if that needs the value. The label shows which.",
        "use one of the words.";
    BAD_BOUND = Warning "bad-bound", "a limit that no value can satisfy",
        "Lengths and counts can't be negative, a minimum can't be above the maximum, and `multipleOf` must be \
         greater than 0.",
        "the limit is left out, so values are not checked against it.",
        "correct the limit.";
    BAD_PATH = Skipped "bad-path", "a path that is not a valid template",
        "A path begins with `/`. Its braces come in pairs around the name of a parameter, and each name occurs once.",
        "a path that does not begin with `/` is left out with all its operations. In other cases the label shows how \
         the path is read.",
        "correct the path.";
    UNKNOWN_KEYWORD = Warning "unknown-keyword", "a keyword that OpenAPI does not define here",
        "Objects of OpenAPI have fixed keywords. This one is misspelled, in the wrong object, or part of another \
         version.",
        "the keyword is ignored.",
        "correct it. For your own keywords, use names that begin with `x-`.";
    OTHER_VERSION = Note "other-version", "a keyword or value of another version of OpenAPI",
        "The document states one version of OpenAPI and uses a feature of another one.",
        "it is read as in that version. Other tools may ignore or refuse it.",
        "change the version that the document states.";
    BODY_CONFLICT = Warning "body-conflict", "several bodies in one operation of Swagger 2.0",
        "An operation sends one body: one parameter with `in: body`, or parameters with `in: formData`, which make up \
         a form.",
        "the first `body` is used, and other body or form parameters are left out.",
        "remove the parameters that are not sent.";
    MISSING_KEYWORD = Warning "missing-keyword", "a required keyword that is missing",
        "The specification requires this keyword.",
        "an object that makes no sense without it, such as a parameter without `name`, is left out. In other cases \
         the label shows how it is read.",
        "add the keyword.";
    UNUSED_KEYWORD = Notice "unused-keyword", "a keyword without effect",
        "The keyword is valid, but oascribe does not use it.",
        "the output is the same without it. This is reported once for each kind of object, with the number of uses.",
        "nothing, unless callers of the SDK need it.";
    UNUSED_EXAMPLE = Notice "unused-example", "examples, which are not part of an SDK",
        "`example` and `examples` show values of schemas, parameters, headers and bodies. They are checked only for \
         references that lead nowhere.",
        "the output is the same without them. This is reported once, with the number of uses.",
        "nothing. To show values in the documentation of the SDK, write them in descriptions.";
    UNUSED_EXTENSION = Notice "unused-extension", "extensions without effect",
        "Names that begin with `x-` are extensions of a vendor or a tool. oascribe uses `x-enum-varnames`, \
         `x-enum-descriptions`, `x-long-running`, `x-oneof`, `x-propertyNames`, `x-kubernetes-int-or-string` and \
         `x-nullable` (Swagger 2.0), the streams in `x-stream-definitions`, and the extensions for paging: \
         `x-pagination`, `x-speakeasy-pagination`, `x-fern-pagination`, `x-ms-pageable` and `x-dropshot-pagination`.",
        "the output is the same without the others. This is reported once, with the name and the number of uses of \
         each.",
        "if an extension describes something that oascribe.toml can state, such as paging, state it there.";
    NOT_STRICT = Warning "not-strict", "an entry that a strict reader refuses",
        "With `check --strict`, the crate `openapiv3` reads every entry as a cross-check, after removal of what was \
         reported before. It refuses this one. The message is its own and has no location: look for the keyword that \
         it mentions.",
        "the entry is generated. Other tools may refuse it.",
        "correct the entry.";
}
