//! Every code, with its explanation.
//!
//! In: nothing. Out: one constant per code, and [`ALL`] of them. Guaranteed: names are unique and never change
//! their meaning.

use super::Severity;

/// A kind of finding.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Code {
    /// The word printed in brackets.
    pub name: &'static str,
    /// What it means for the output.
    pub severity: Severity,
    /// One line.
    pub title: &'static str,
    /// A paragraph: what it means and what to do.
    pub explain: &'static str,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $constant:ident = $severity:ident $name:literal, $title:literal, $explain:expr;)*) => {
        $(
            #[doc = $title]
            pub const $constant: &Code = &Code {
                name: $name,
                severity: Severity::$severity,
                title: $title,
                explain: $explain,
            };
        )*

        /// Every code, in the order of the stages.
        pub const ALL: &[&Code] = &[$($constant),*];
    };
}

codes! {
    SYNTAX = Error "syntax", "the text is neither YAML nor JSON",
        "The file can't be read at all from the place shown on. A text that begins with `{` or `[` is read as JSON, \
         any other as YAML 1.2. In YAML, look at the indentation first: it must be made of spaces, the same number \
         for all keys of an object. Text that holds `: ` or ` #`, or begins with a sign such as `@` or `*`, needs \
         quotes.";
    NOT_UTF8 = Warning "not-utf8", "bytes that are no UTF-8",
        "OpenAPI documents are UTF-8. The bytes that are none were read as U+FFFD, the replacement character, so \
         texts and names may be wrong. Save the file as UTF-8.";
    TOO_DEEP = Error "too-deep", "nested too deeply",
        "Lists and objects may be nested 120 levels deep, more than any API needs. An alias that stands inside of \
         what it repeats has no end and stops here, too. Move inner schemas to components/schemas, and refer to \
         them.";
    ALIAS_BOMB = Error "alias-bomb", "aliases that repeat too much",
        "YAML aliases repeat what their anchor marks; aliases of aliases make a short text endless. The document \
         would have over a million values more than it has characters. Use `$ref` instead of aliases.";
    SEVERAL_DOCUMENTS = Warning "several-documents", "a file with several YAML documents",
        "A line `---` begins another document, and one file is one API. The first document that holds anything is \
         read. Move the others to files of their own.";
    UNKNOWN_TAG = Warning "unknown-tag", "a YAML tag without a meaning",
        "Tags such as `!include` or `!Ref` are instructions to one particular program, and OpenAPI knows none. The \
         value is read as if the tag were not there. Run the program that knows the tag first.";
    NOT_OPENAPI = Error "not-openapi", "no OpenAPI document",
        "An OpenAPI document is an object with the key `openapi` and the version as its value, for example \
         `openapi: 3.0.3`. The file holds something else.";
    UNSUPPORTED_VERSION = Error "unsupported-version", "a version of OpenAPI that is not read yet",
        "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are read. Convert the document, or, where it uses nothing that is \
         new, change the version that it states.";
    DUPLICATE_KEY = Warning "duplicate-key", "a key that stands twice in one object",
        "Keys must be unique. As in most readers of YAML and JSON the last one counts, and what stands under the \
         others is lost. Remove or rename one of them.";
    WRONG_TYPE = Warning "wrong-type", "a value of the wrong type",
        "The keyword asks for a value of another type. Where there is no doubt about what is meant (`\"true\"` for \
         `true`, `1.0` for the text) it is read so, else the value is left out, or with it the object that means \
         nothing without it; the label says which. Correct the value.";
    BAD_VALUE = Warning "bad-value", "a word that the keyword does not know",
        "The keyword takes one of a few words, and this is none of them. It is left out, or with it the object that \
         means nothing without it; the label says which. The message lists the words.";
    BAD_BOUND = Warning "bad-bound", "a bound that nothing can satisfy",
        "Lengths and counts can't be negative, a lower bound can't be above the upper one, and `multipleOf` must be \
         above 0. The bound is left out, so values are not checked against it. Correct it.";
    BAD_PATH = Skipped "bad-path", "a path that is no template",
        "Paths are appended to the server's URL, so each begins with `/`; one that does not is left out with all its \
         operations. Braces go in pairs around the name of a parameter, each of which stands there once; otherwise \
         the label says how the path is read.";
    UNKNOWN_KEYWORD = Warning "unknown-keyword", "a keyword that OpenAPI does not have here",
        "Objects of OpenAPI have fixed keywords; others are ignored, which makes the output poorer where a keyword \
         is misspelt, stands at the wrong place, or belongs to another version of OpenAPI. Correct it; for keywords \
         of your own, use names that begin with `x-`.";
    OTHER_VERSION = Note "other-version", "a keyword or value of another version of OpenAPI",
        "The document says one version of OpenAPI and uses what another one has. There is no doubt about what is \
         meant, so it is read as that version means it. Other tools may not; change the version that the document \
         states.";
    BODY_CONFLICT = Warning "body-conflict", "several bodies in one operation of Swagger 2.0",
        "An operation sends one body: either one parameter `in: body`, or parameters `in: formData`, which make a \
         form. The first `body` counts, and what stands beside it is left out. Remove what is not sent.";
    MISSING_KEYWORD = Warning "missing-keyword", "a keyword that must be there",
        "The object lacks a keyword that the specification asks for. Where it means nothing without it (a parameter \
         without `name`) it is left out; else it is read as the label says. Add the keyword.";
    UNUSED_KEYWORD = Note "unused-keyword", "a keyword that has no effect",
        "The keyword is right, and this version makes nothing of it, so the output is the same without it. It is \
         said once for each kind of object, with the number of places.";
    NOT_STRICT = Warning "not-strict", "an entry that a strict reader refuses",
        "With `check --strict` every entry is offered to a second reader, the crate `openapiv3`, after what we found \
         wrong was taken out. The entry is generated all the same; other tools may refuse it. Its own words follow, \
         which name no place: look for the keyword that they mention.";
    BAD_CONFIG = Error "bad-config", "a mistake in oascribe.toml",
        "The file that says which document becomes which crate can't be followed: a key is unknown, a value has \
        the wrong type, or two entries contradict each other. Nothing is generated until it is corrected at the \
        line shown. `oascribe init` writes a file that shows every key.";
    BAD_LOCK = Error "bad-lock", "oascribe.lock can't be understood",
        "The lock keeps the names that your code already uses. It is written by `oascribe generate` and committed \
        with the output; without it names could change, so a lock that can't be read stops everything. After a \
        merge, resolve the conflict by keeping the lines of both sides. If the file is lost, restore it from \
        version control; if that is impossible, delete it: names are then given anew.";
    BAD_OVERLAY = Error "bad-overlay", "an overlay that can't be applied",
        "An overlay (OpenAPI Overlay 1.0 or 1.1) is an object with `overlay`, `info` and a list of `actions`. Each has \
         a `target`, a JSONPath of RFC 9535, and one of `update` (an object is merged into objects, a value is added \
         to lists, a plain value takes the place of plain values), `copy` (the same, with what another JSONPath \
         selects) or `remove: true`. The message says what this one has instead.";
    UNMATCHED_ACTION = Error "unmatched-action", "an action of an overlay that matches nothing",
        "No node of the document is where the JSONPath looks, so the action changes nothing. The document may have \
         been corrected, or something moved. Remove the action, or correct its target; what stands there now can be \
         found with a shorter path.";
    FOREIGN_OVERLAY = Note "foreign-overlay", "an overlay that is made for another document",
        "The overlay says in `extends` which document it is made for, and that has another name. It is applied all \
         the same.";
    FOREIGN_FILE = Error "foreign-file", "a file that oascribe did not write is in the way",
        "Only files whose first line says that oascribe generated them are replaced or removed. A file, folder or \
        symbolic link without that line stands where the output belongs, so nothing was written. Move it away, or \
        choose another output folder.";

    NO_PAGES = Error "no-pages", "nothing to transcribe",
        "None of the files is a reference page of a format that is known, so there is no document to write. Name \
         the Markdown files of the reference, or folders that hold them; what is wrong with each is said beside \
         this.";
    UNKNOWN_PAGE = Skipped "unknown-page", "no reference page of a known format",
        "A reference page is known by its headings: `HTTP request`, `Path parameters`, `Response`, `Methods` and so \
         on, in English. This file has none of them, and nothing of it is transcribed. Leave it out of the pages, \
         or name the English version.";
    BROKEN_PAGE = Skipped "broken-page", "a page without its request",
        "The page of a method says under `HTTP request` which method goes to which URL: `GET https://host/path`. \
         Without it the page means nothing and is left out; all others count. Restore the line.";
    HALF_PAGE = Warning "half-page", "a page that lacks a section",
        "The page has a request and no response, as if it had been cut off. What it has is transcribed, with an \
         answer without a body. Look at the page, or complete it in an overlay.";
    BROKEN_FRONT_MATTER = Warning "broken-front-matter", "front matter that can't be read",
        "What stands between the lines `---` at the top of a page is YAML. This is none, so the page is read without \
         it. Correct it: pages of the third generation have facts there that stand nowhere else.";
    BROKEN_TABLE = Warning "broken-table", "a table that is not whole",
        "A wiki table begins with `#|`, ends with `|#`, and has its rows between `||`; the rows of a pipe table have \
         names that lead from object to object. What can be read of the table is kept, as the label says.";
    BROKEN_SAMPLE = Warning "broken-sample", "a sample that is no JSON",
        "Samples are compared with their tables. This one breaks off, so what comes after is not compared. Comments \
         and commas are no reason: they are read over.";
    UNKNOWN_NOTATION = Warning "unknown-notation", "a type in a notation that is not known",
        "Types are written `**string** (int64)`, `**[Msg](#anchor)**`, `**enum** (Name)` or `**object** (map<…>)`. \
         This is none of them; the value is kept as untyped JSON. Give the type in an overlay.";
    DANGLING_ANCHOR = Warning "dangling-anchor", "a type that is described nowhere",
        "The type of a field links to a section that the page does not have, so its fields are not known and the \
         value is kept as untyped JSON. Add the page that has it, or describe the type in an overlay.";
    PAGE_CONTRADICTION = Warning "page-contradiction", "pages that contradict themselves",
        "Two places say different things about the same: a row and the sample, the text and the front matter, one \
         page and another. The message shows both, the label which one was taken. What people read counts before \
         what programs read, and the first page before the next. Correct it in an overlay, where it is wrong.";
    COPIED_DESCRIPTION = Warning "copied-description", "a description that belongs to another method",
        "The description says that the method reads, and the request deletes (or the other way round): it was copied \
         by mistake. It is left out, since a wrong description is worse than none. Write the right one into an \
         overlay.";
    MISSING_PAGE = Warning "missing-page", "a method that is listed and has no page",
        "The page of the resource lists a method that none of the pages describes, so the document lacks it. Add its \
         page.";
    DUPLICATE_PAGE = Note "duplicate-page", "a second page of a method",
        "Two pages describe the same request, as a rule an older and a newer one. The first one counts; where the \
         second one says something else, that is reported by itself.";
    REQUIRED_SPELLING = Note "required-spelling", "an unusual way to say that something is required",
        "`Required.` at the end of a description, twice in a row, or on one page and not on the other. It is taken \
         as required. Correct it in an overlay, where the pages are wrong.";
    UNREAD_LIMIT = Note "unread-limit", "a limit that is kept in words only",
        "The sentence speaks of a limit in words that are not among the known ones, it is about something else than \
         the value itself, or the value has a type that can't have such a limit. Nothing is checked against it.";
    INFERRED_TYPE = Note "inferred-type", "a type that the page does not give",
        "Parameters of the first generation have no types, and maps look like other objects. The type was concluded \
         from constraints, from fields of the same name, or from the description.";
    INFERRED_NAME = Note "inferred-name", "a name that the page does not give",
        "The title of the page names no resource, so the name was taken from the folder or the path.";
    UNKNOWN_HOST = Note "unknown-host", "a host that is a variable",
        "The pages name the host by a variable that the vendor fills in. It became a variable of the server, with a \
         default that can't be anybody's. Give its value by `--host NAME=VALUE`, or in an overlay.";

    SAME_PATH = Warning "same-path", "two paths that are the same",
        "Names of parameters and escapes make no difference between paths: `/a/{b}` and `/a/{c}` are one path, and a \
         server can't tell requests to them apart. Both have calls all the same. Join them, or correct one.";
    BAD_CONTENT = Warning "bad-content", "a parameter or header of several contents, or of none",
        "A parameter or a header has a `schema`, or a `content` with one media type that says how its value is \
         written. The label says what counts here. Remove the rest.";
    BAD_SERVER = Warning "bad-server", "a server whose URL and variables do not fit",
        "Each `{name}` in the URL of a server is declared in `variables`, with a default that is one of its values \
         where they are listed, and the URL is not empty. The label says what the client makes of it.";
    BAD_NAME = Warning "bad-name", "a name that can't be sent",
        "Names of headers and cookies are made of letters, digits and a few signs (`token` in RFC 9110, section 5.6.2), \
         and no name is empty. A header of another name never comes, and a call that sends one ends with an error; \
         cookies and parameters are sent as they stand. Correct the name.";
    BAD_MEDIA_TYPE = Warning "bad-media-type", "a media type that is none",
        "A media type is two words with a slash between them (RFC 9110, section 8.3.1), such as `application/json`, \
         or a range of them, such as `image/*`. What is no media type is sent as it stands, and what comes is taken as \
         bytes. Correct it.";
    BAD_URL = Warning "bad-url", "a URL that is none",
        "The security scheme says where a token is got, and this is no URL. The client is given its tokens, so it goes \
         on without; those who get them can't. Correct it.";
    UNMATCHED_ENCODING = Warning "unmatched-encoding", "an encoding of a property that is not there",
        "A key of `encoding` is a property of the schema beside it, and this schema has none of that name, so nothing \
         is sent in that way. Correct the name, or declare the property.";
    COMPONENT_NAME = Warning "component-name", "a component under a name that is none",
        "Names of components are made of the letters A to Z and a to z, digits, `.`, `-` and `_`, so that references \
         to them need no escapes. Other tools may refuse the document; rename the component.";
    DANGLING_REF = Skipped "dangling-ref", "a reference leads nowhere",
        "A `$ref` or a mapping names something that the document does not have. In an operation a parameter, a body or \
         a response that is not there costs the operation, since what it sends or returns is not known. Correct the \
         reference, or declare what it names.";
    EXTERNAL_REF = Skipped "external-ref", "a reference into a file that can't be read",
        "References may lead into other files, relative to the file that they stand in; into the network only where \
         `--allow-remote` says so. What refers to a file that can't be read is treated as a reference that leads \
         nowhere. Correct the path, or get the file.";
    OPEN_REF = Warning "open-ref", "a reference to a schema that is not there",
        "A `$ref` names a schema that the document does not have, that was left out, or that stands in a file which \
         can't be read. What is around it is known, so the value is kept as untyped JSON and the rest is typed. \
         Correct the reference, declare what it names, or get the file (from the network with `--allow-remote`).";
    REF_CYCLE = Warning "ref-cycle", "references that only lead to each other",
        "A schema that is nothing but a reference, by way of others, to itself has no shape. It is kept as untyped \
         JSON; where it is one of several alternatives or parts, it is left out. Give one of the schemas in the \
         circle a type.";
    ENUM_VALUE_TYPE = Warning "enum-value-type", "an enum value of another type",
        "A value in `enum` is not of the schema's own type. A number or boolean among texts is taken as the text \
         that it is written as, a text among numbers as the number; the label says so. A list or an object is left \
         out. Correct the value, for example by quoting it.";
    DUPLICATE_VALUE = Warning "duplicate-value", "an enum value is listed twice",
        "The second one is left out: it means the same as the first. Remove it.";
    FREE_FORMAT = Note "free-format", "a format without a type of its own",
        "`format` is an open list in OpenAPI; this one is taken as the plain type that it refines.";
    TOKEN_FLOW = Note "token-flow", "an OAuth 2.0 or OpenID Connect scheme",
        "How a token is got is left to the caller, who gives the client a token or a provider that refreshes it; \
         it is sent as a bearer token (RFC 6750).";
    MANUAL_SCHEME = Note "manual-scheme", "a security scheme that is left to the caller",
        "Bearer, Basic and keys are put into requests by the client. The value of any other HTTP scheme, such as \
         Digest, is given to the client as a whole (`Credential::authorization`), and a client certificate to the \
         transport.";
    UNKNOWN_SCHEME = Warning "unknown-scheme", "a security scheme that is not declared",
        "The scheme is not declared under components/securitySchemes. Alternatives that need it are left out.";
    SEVERAL_MEDIA_TYPES = Note "several-media-types", "media types that say the same",
        "The body may be sent in several media types that carry the same data. One of them is sent: JSON before a \
         form, typed data before XML. Media types that carry something else have methods of their own.";
    UNSUPPORTED_MEDIA_TYPE = Warning "unsupported-media-type", "a body without a media type",
        "The request body has no `content`, so nothing can be sent in it. Declare a media type, with a schema.";
    XML_AS_TEXT = Note "xml-as-text", "a body of XML or YAML",
        "Only JSON, forms and multipart bodies become types. XML and YAML are sent as the text that the caller \
         makes.";
    UNDECLARED_PARTS = Warning "undeclared-parts", "a multipart body whose parts are not declared",
        "The schema of a multipart body is no object with properties, so that its parts have no names and no types. \
         Any parts can be sent, each as a file. Declare an object with a property for each part.";
    BODILESS_CONTENT = Warning "bodiless-content", "content of a response that never has a body",
        "HTTP sends no body with the statuses 204, 205 and 304, nor with any answer to HEAD; what the document \
         declares for it can't come. Declare another status, such as 200, or remove the content.";
    GROWN_RESPONSE = Warning "grown-response", "a second kind of success, where there was one",
        "What a call returns is one type, or an enum where the document declared successes of several shapes when \
         the operation was first generated. A shape that is declared later would change that type and break those \
         who call it, so its status becomes an error, whose `failure` holds the body. To have the enum, set \
         `output = \"each\"` in the operation's line of oascribe.lock; that is a breaking change.";
    UNDEFINED_STYLE = Warning "undefined-style", "a parameter in a style that is not defined for it",
        "The specification says what each style makes of a text, a list and an object of texts, and which styles a \
         path, a query, a header and a cookie may have. This parameter goes beyond that: nested objects, lists of \
         objects, or a style in the wrong place. It is sent in the most usual way, which the label shows; compare \
         it with what the server expects. Parameters of complex values are best declared with `content`.";
    RESERVED_HEADER = Note "reserved-header", "a header that is not a parameter",
        "OpenAPI ignores header parameters named Accept, Content-Type and Authorization: the client sets them from \
         the media types and the security schemes. A response header named Content-Type is ignored, too, and so are \
         Content-Type and Content-Disposition of a part.";
    SWITCHING_PROTOCOLS = Warning "switching-protocols", "an operation that leaves HTTP",
        "Its answer is 101: from then on the connection speaks another protocol, such as WebSocket, which this client \
         does not. A call ends with an error of that status. `to_http` of the call gives the request, for a library \
         that speaks the protocol.";
    HEADER_CONFLICT = Warning "header-conflict", "a response header of two types",
        "The headers of all responses of an operation are one struct, so that a response declared later changes no \
         type. Where two of them declare a header differently, the first one says what it is; the text of the other \
         is at hand in `headers()`.";
    DUPLICATE_PARAMETER = Warning "duplicate-parameter", "a parameter is declared twice",
        "Name and place tell parameters apart, and the case of letters makes no difference to the name of a header; the \
         second one of the same list is left out.";
    UNUSED_PATH_PARAMETER = Warning "unused-path-parameter", "a path parameter that the path has no room for",
        "The path template does not mention it, so it can't be sent and is left out. Correct the name, or the path.";
    UNDECLARED_PATH_PARAMETER = Warning "undeclared-path-parameter", "a path parameter that nobody declared",
        "The path template asks for it, and neither the path nor the operation declares it. It is taken as a \
         required string. Declare it.";
    MISSING_OPERATION_ID = Note "missing-operation-id", "an operation without operationId",
        "Its name is derived from method and path, and the lock keeps it. Give it an operationId for a better one.";
    DUPLICATE_OPERATION_ID = Warning "duplicate-operation-id", "two operations with the same operationId",
        "An operationId must be unique. The second operation is called by method and path instead. Rename one.";
    CUSTOM_METHOD = Skipped "custom-method", "an additional operation that has no call",
        "`additionalOperations` (OpenAPI 3.2) has operations of methods that have no keyword, each by the name of its \
         method as it is sent. GET, PUT, POST, DELETE, OPTIONS, HEAD, PATCH, TRACE and QUERY have one, and a name is \
         made of the letters of a `token` (RFC 9110, section 5.6.2). The operation is left out.";
    BAD_STATUS = Warning "bad-status", "a response for something that is no status",
        "A key of `responses` is a status of three digits, a class such as `4XX`, or `default`. The response is \
         left out.";
    ALL_OF_CONFLICT = Warning "all-of-conflict", "schemas of an allOf that can't be merged",
        "Two schemas of an `allOf` declare the same member with different types, or one of them is no object. The \
         label says which was taken.";
    CONDITIONAL_MEMBERS = Note "conditional-members", "members that depend on others",
        "`then`, `else` and `dependentSchemas` declare members that an object has where others have certain values. \
         They are optional members of the object, of any type where they have several; which go together is not \
         checked.";
    REQUIRED_UNDECLARED = Note "required-undeclared", "a required member that no property declares",
        "`required` names a member whose type is nowhere declared, perhaps by mistake. It is any JSON; where an answer \
         lacks it, it is null. Where the schema keeps undeclared members, it is one of them.";
    UNDECIDED_UNION = Warning "undecided-union", "alternatives that can't be told apart",
        "Two alternatives fit the same values: no discriminator, constant, required member or JSON type tells them \
         apart, and the later one has no member that the earlier one lacks. The first one that decodes is taken. \
         Add a discriminator.";
    ENDLESS_TYPE = Warning "endless-type", "a type that requires itself",
        "A required member leads back to its own type, so no finite value exists. The member is made optional.";
    NAME_COLLISION = Warning "name-collision", "two things with the same Rust name",
        "Both names come out the same in Rust; the later one gets a number. The lock keeps the result. Choose a \
         better name in the table `names` of oascribe.toml.";
    INFERRED_PAGING = Note "inferred-paging", "a list operation, recognised by its shape",
        "The operation takes a page token and returns the next one beside one list, so `.items()` and `.pages()` \
         are generated. State it under `paging` in oascribe.toml, or switch it off there.";
    UNMATCHED_CONFIG = Error "unmatched-config", "an entry of oascribe.toml that matches nothing",
        "The entry names an operation, schema or member that the document does not have. Correct or remove it.";
    INTERNAL = Error "internal", "something planned does not come out as Rust",
        "A name or derive from oascribe.toml that is no Rust, or else a fault of oascribe itself: please report it \
         with the document. Nothing was written.";
}
