//! Transcribing reference pages.

codes! {
    NO_PAGES = Error "no-pages", "no pages to transcribe",
        "None of the files is a reference page in a known format.",
        "no document is written.",
        "name the Markdown files of the reference, or their folders. Other diagnostics report what is wrong with each \
         file.";
    UNKNOWN_PAGE = Skipped "unknown-page", "not a reference page in a known format",
        "A reference page has the HTTP method and the path of a request in a heading, in a line of its own or in code, \
         such as `GET /boats/{id}`. Pages of Yandex Cloud are recognized by their English headings, such as `HTTP \
         request`, `Path parameters`, `Response` and `Methods`, and are not mixed with others. This file has nothing of it.",
        "the file is ignored.",
        "leave the file out, name the English version, or transcribe pages of different formats one format at a time.";
    UNREAD_PART = Warning "unread-part", "a part of a page that is not understood",
        "The table, list or sample is at the description of a request, but nothing says what it describes: the heading \
         row of the table has no known words, or the language of the sample is unknown.",
        "the draft does not contain it.",
        "describe it in an overlay, or give the columns of the table common names (`Name`, `Type`, `Required`, `Description`).";
    BROKEN_IMPORT = Skipped "broken-import", "a recording or collection that is not valid JSON",
        "Recordings, collections and discovery documents are JSON. Perhaps the file was cut off.",
        "the file is left out.",
        "export it again.";
    BROKEN_PAGE = Skipped "broken-page", "a page without its request",
        "The page of a method has a heading `HTTP request` with the method and URL: `GET https://host/path`. This page \
         has not.",
        "the page is left out.",
        "restore the line.";
    HALF_PAGE = Warning "half-page", "a page that lacks a section",
        "The page has a request and no response. Perhaps it was cut off.",
        "the rest is transcribed, with a response without a body.",
        "check the page, or add the response in an overlay.";
    BROKEN_FRONT_MATTER = Warning "broken-front-matter", "front matter that is not valid YAML",
        "The text between the lines `---` at the top of a page is YAML. Pages of the third generation have facts there \
         that are nowhere else.",
        "the page is read without it.",
        "correct the YAML.";
    BROKEN_TABLE = Warning "broken-table", "an incomplete table",
        "A wiki table begins with `#|`, ends with `|#`, and has its rows between `||`. The rows of a pipe table have \
         names that form paths from object to object.",
        "the readable part of the table is used, as the label shows.",
        "correct the table.";
    BROKEN_SAMPLE = Warning "broken-sample", "a sample that is not valid JSON",
        "Samples are compared with their tables. This one breaks off. (Comments and extra commas are accepted.)",
        "the rest of the sample is not compared.",
        "correct the sample.";
    UNKNOWN_NOTATION = Warning "unknown-notation", "a type in an unknown notation",
        "In pages of Yandex Cloud, types are written `**string** (int64)`, `**[Msg](#anchor)**`, `**enum** (Name)` or \
         `**object** (map<…>)`. In others, they are common words such as `string`, `integer (int64)`, `array of objects`, \
         `string[]` or `map<string, number>`.",
        "the value becomes untyped JSON.",
        "set the type in an overlay.";
    DANGLING_ANCHOR = Warning "dangling-anchor", "a type without a description",
        "The type of a field links to a section that does not exist, so its fields are unknown.",
        "the value becomes untyped JSON.",
        "add the page with that section, or describe the type in an overlay.";
    PAGE_CONTRADICTION = Warning "page-contradiction", "contradicting pages",
        "Two statements about the same thing differ: in a row and the sample, in the text and the front matter, or on \
         two pages. The message shows both.",
        "text for people takes precedence over data for programs, and the first page over the next. The label shows \
         which statement is used.",
        "if that is the wrong one, correct it in an overlay.";
    COPIED_DESCRIPTION = Warning "copied-description", "a description of another method",
        "The description says that the method reads, but the request deletes, or the other way round. It was probably \
         copied by mistake.",
        "the description is left out.",
        "write the right one in an overlay.";
    MISSING_PAGE = Warning "missing-page", "a listed method without a page",
        "The page of the resource lists a method that no page describes.",
        "the document lacks the method.",
        "add its page.";
    DUPLICATE_PAGE = Note "duplicate-page", "a second page of a method",
        "Two pages describe the same request. Usually one is older.",
        "the first page is used. Differences are reported separately.",
        "leave one of them out.";
    REQUIRED_SPELLING = Note "required-spelling", "an unusual mark of a required value",
        "`Required.` is at the end of a description, occurs twice in a row, or is on only one of two pages.",
        "the value is required.",
        "if the pages are wrong, correct it in an overlay.";
    UNREAD_LIMIT = Note "unread-limit", "a limit that is not understood",
        "The sentence describes a limit in unknown words, or about something else than the value, or the type of the \
         value can't have this limit.",
        "values are not checked against it.",
        "add the limit in an overlay.";
    INFERRED_TYPE = Note "inferred-type", "a type that the page does not state",
        "Parameters of the first generation have no types, and maps look like other objects.",
        "the type is inferred from constraints, from fields of the same name, or from the description.",
        "if it is wrong, set the type in an overlay.";
    INFERRED_NAME = Note "inferred-name", "a name that the page does not state",
        "The title of the page names no resource.",
        "the name is taken from the folder or the path.",
        "if it is wrong, set the name in an overlay.";
    INFERRED_FACT = Note "inferred-fact", "a fact of a draft that its input does not state",
        "Pages of no particular format, recordings and collections leave much open. A draft is completed from samples, \
         paths, titles and sentences.",
        "the fact is marked with `x-inferred` in the document, with its reason.",
        "check it; correct it in an overlay, or describe it where the draft comes from.";
    UNKNOWN_HOST = Note "unknown-host", "a host that is a variable",
        "The pages contain a variable instead of the host.",
        "it becomes a server variable, with a default that is not a real host.",
        "set its value with `--host NAME=VALUE` or in an overlay.";
    UNUSED_HOST = Warning "unused-host", "a value of a host variable that no page has",
        "`--host NAME=VALUE`, or `hosts` in oascribe.toml, sets the value of a variable in the host of a request. No \
         request has the variable.",
        "the value has no effect.",
        "correct the name, or leave the value out.";
}
