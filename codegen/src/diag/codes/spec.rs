//! The content of a spec: references, types, operations and names.

codes! {
    SAME_PATH = Warning "same-path", "two paths that are the same",
        "Names of parameters and escapes make no difference: `/a/{b}` and `/a/{c}` are one path, and a server can't \
         distinguish requests to them.",
        "both are generated.",
        "merge them, or correct one.";
    BAD_CONTENT = Warning "bad-content", "a parameter or header with no schema, or too many",
        "A parameter or header has either a `schema`, or a `content` with one media type.",
        "the label shows which one is used.",
        "remove the others.";
    BAD_SERVER = Warning "bad-server", "a server whose URL and variables do not match",
        "The URL of a server is not empty, each `{name}` in it is declared in `variables`, and a default is one of the \
         listed values.",
        "the label shows what the client does.",
        "correct the URL or the variables.";
    BAD_NAME = Warning "bad-name", "a name that can't be sent",
        "Names of headers and cookies consist of letters, digits and a few signs (`token` in RFC 9110, section 5.6.2). \
         No name is empty.",
        "a response header of such a name is never received, and a call that sends one fails. Cookies and other \
         parameters are sent unchanged.",
        "correct the name.";
    BAD_MEDIA_TYPE = Warning "bad-media-type", "an invalid media type",
        "A media type is two words with a slash between them (RFC 9110, section 8.3.1), such as `application/json`, or \
         a range such as `image/*`.",
        "a request has it unchanged, and a response body is returned as bytes.",
        "correct the media type.";
    BAD_URL = Warning "bad-url", "an invalid URL",
        "The security scheme names the URL that issues tokens, and it is not a URL.",
        "the client is not affected, because it is given its tokens. Programs that fetch tokens are.",
        "correct the URL.";
    UNMATCHED_ENCODING = Warning "unmatched-encoding", "an encoding of an undeclared property",
        "A key of `encoding` is the name of a property of the schema. This schema has no such property.",
        "the encoding is ignored.",
        "correct the name, or declare the property.";
    COMPONENT_NAME = Warning "component-name", "an invalid name of a component",
        "Names of components consist of ASCII letters, digits, `.`, `-` and `_`, so that references to them need no \
         escapes.",
        "the component is generated. Other tools may refuse the document.",
        "rename the component.";
    DANGLING_REF = Skipped "dangling-ref", "a reference to something that does not exist",
        "A `$ref` or a mapping names something that the document does not have.",
        "an operation is left out if its parameter, body or response is missing, because what it sends or returns is \
         unknown.",
        "correct the reference, or declare its target.";
    EXTERNAL_REF = Skipped "external-ref", "a reference to a file that can't be read",
        "References can lead to other files, relative to the file that contains them. The files are YAML or JSON, at most \
         64 MiB each, and inside the folder of the document. References lead to other folders and to hidden files only \
         with `allow-files`, and to the network only with `--allow-remote`.",
        "the reference is treated as one to something that does not exist.",
        "correct the path, add the file, or pass `--allow-files DIR`.";
    MISPLACED_REF = Warning "misplaced-ref", "a reference where OpenAPI does not allow one",
        "OpenAPI allows a `$ref` in place of some objects, such as schemas, parameters and responses. Other values, such \
         as strings, numbers and lists, have to be written where they belong.",
        "the reference is replaced by a copy of its target. Other tools may refuse the document.",
        "write the value in place of the reference.";
    TOO_LARGE = Error "too-large", "a document that expands too far",
        "Schemas that are merged, references that are replaced by copies and references that lead to further files make \
         a document larger than its text. There is a limit, because a short document could use up time and memory.",
        "the label shows what is left out; without a label, nothing is generated.",
        "declare values once, and refer to them where OpenAPI allows a reference.";
    OPEN_REF = Warning "open-ref", "a reference to a missing schema",
        "A `$ref` names a schema that the document does not have, that was left out, or whose file can't be read.",
        "the value becomes untyped JSON. The types around it are not affected.",
        "correct the reference, declare the schema, or add the file (from the network: `--allow-remote`).";
    REF_CYCLE = Warning "ref-cycle", "references that only lead to each other",
        "The schema is a reference that leads back to itself, so it has no type.",
        "it becomes untyped JSON. As one of several alternatives or parts, it is left out.",
        "give one of the schemas in the cycle a type.";
    ENUM_VALUE_TYPE = Warning "enum-value-type", "an enum value of another type",
        "A value in `enum` does not have the type of the schema.",
        "numbers and booleans among strings become strings, and strings among numbers become numbers. Lists and \
         objects are left out. The label shows which.",
        "correct the value, for example by quoting it.";
    DUPLICATE_VALUE = Warning "duplicate-value", "an enum value that is listed twice",
        "The same value occurs twice in `enum`.",
        "the second one is left out.",
        "remove it.";
    LIST_OR_OTHER = Warning "list-or-other", "`items` without `type`",
        "`items` only applies to arrays. Without `type: array`, every other value is valid, too, and servers send objects.",
        "the type is a union of the array and any other JSON value.",
        "add `type: array` if the value is always an array, for example with an overlay.";
    OPEN_TUPLE = Notice "open-tuple", "`prefixItems` of an array without a fixed length",
        "A Rust tuple has a fixed length. This array may have further or fewer items (`minItems`), is a parameter or header, \
         or has more than eight positions.",
        "the type is a list. Its items are a union of the schemas of all positions, so the type does not say which position \
         has which schema. All values are retained.",
        "add `items: false` (or `maxItems`) if the length is fixed, and remove `minItems` or raise it to the number of \
         positions, for example with an overlay.";
    ASSUMED_LENGTH = Note "assumed-length", "a tuple without `minItems`",
        "`prefixItems` with `items: false` or `maxItems` admits arrays with fewer items, down to the empty array. Servers write \
         tuples like this, and always send all items.",
        "the type is a tuple, and arrays with fewer items are errors.",
        "set `minItems` to the number of positions. If there can be fewer items, set it to their number, with an overlay: \
         then the type is a list.";
    FREE_FORMAT = Note "free-format", "a format without its own type",
        "OpenAPI allows any word as `format`. oascribe has no special type for this one.",
        "the value has the type that `type` states.",
        "nothing. To use your own type, see `[crate.types]` in oascribe.toml.";
    TOKEN_FLOW = Notice "token-flow", "an OAuth 2.0 or OpenID Connect scheme",
        "The client runs no flow that needs a user. It gets tokens only from the token endpoint that the scheme declares, \
         with client credentials or a refresh token.",
        "the caller gives the client these, or a token, or a provider that refreshes it. It is sent as a bearer token \
         (RFC 6750).",
        "fetch tokens on behalf of users with an OAuth library.";
    MANUAL_SCHEME = Notice "manual-scheme", "a security scheme that the caller implements",
        "The client supports Bearer, Basic and API keys. This is another HTTP scheme, such as Digest, or a client \
         certificate.",
        "the caller gives the client the complete value of the header (`Credential::authorization`), or configures the \
         certificate in the transport.",
        "nothing.";
    UNKNOWN_SCHEME = Warning "unknown-scheme", "an undeclared security scheme",
        "The scheme is not declared in components/securitySchemes.",
        "alternatives that need it are left out.",
        "declare the scheme, or correct its name.";
    SEVERAL_MEDIA_TYPES = Notice "several-media-types", "media types with the same data",
        "The body can be sent in several media types that carry the same data.",
        "one of them is sent: JSON rather than a form, typed data rather than XML. Media types with other data have \
         their own methods.",
        "nothing.";
    INFERRED_STREAM = Note "inferred-stream", "a stream that only the description declares, or that a parameter requests",
        "A boolean parameter or property `stream` beside a response that can be a stream requests the stream. \
         grpc-gateway describes streams of JSON values in the title or the place of a schema (`Stream result of …`, \
         `x-stream-definitions`), Kubernetes by the media type parameter `stream=watch`. OpenAPI has media types for \
         streams, such as `application/x-ndjson`.",
        "the operation has `events()` besides the usual call. It sets `stream` to true; each line of a stream that is only \
         described is one JSON value.",
        "nothing, or declare the media type with an overlay.";
    UNSUPPORTED_MEDIA_TYPE = Warning "unsupported-media-type", "a body without a media type",
        "The request body has no `content`.",
        "no body is sent.",
        "declare a media type with a schema.";
    XML_AS_TEXT = Notice "xml-as-text", "a body of XML or YAML",
        "Only JSON, forms and multipart bodies become types.",
        "XML and YAML are strings, which the caller writes and parses.",
        "nothing.";
    UNDECLARED_PARTS = Warning "undeclared-parts", "a multipart body whose parts are not declared",
        "The schema of a multipart body is not an object with properties, so its parts have no names and types.",
        "callers can send any parts, each as a file.",
        "declare an object with a property for each part.";
    BODILESS_CONTENT = Warning "bodiless-content", "content of a response that never has a body",
        "Responses with the statuses 204, 205 and 304, and all responses to HEAD, have no body in HTTP.",
        "the content is ignored.",
        "declare another status, such as 200, or remove the content.";
    GROWN_RESPONSE = Warning "grown-response", "a success response of a new type",
        "A call returns one type, or an enum if there were success responses of several types when the operation was \
         first generated. A type that is declared later would change the return type and break callers.",
        "the status becomes an error, whose `failure` contains the body.",
        "to get the enum, set `output = \"each\"` in the line of the operation in oascribe.lock. This is a breaking \
         change.";
    UNDEFINED_STYLE = Warning "undefined-style", "a parameter whose style is undefined",
        "The specification defines styles for strings, lists, and objects of strings, and which styles are allowed in \
         a path, a query, a header and a cookie. It does not define them for nested objects, for lists of objects, \
         and for other positions.",
        "the parameter is sent in the most common form, which the label shows.",
        "compare it with what the server expects. Declare parameters with complex values with `content`.";
    RESERVED_HEADER = Note "reserved-header", "a header that is not a parameter",
        "OpenAPI ignores header parameters named Accept, Content-Type and Authorization, a response header named \
         Content-Type, and Content-Type and Content-Disposition of a part.",
        "it is ignored. The client sets these headers from media types and security schemes.",
        "nothing.";
    SWITCHING_PROTOCOLS = Warning "switching-protocols", "an operation that leaves HTTP",
        "Its response is 101: the connection then uses another protocol, such as WebSocket, which the client does not \
         support.",
        "a call fails with an error of that status.",
        "get the request with `to_http` of the call, and send it with a library for that protocol.";
    HEADER_CONFLICT = Warning "header-conflict", "a response header with two types",
        "One struct contains the headers of all responses of an operation. Two responses declare this header \
         differently.",
        "the first declaration is used. `headers()` returns the value as a string in any case.",
        "declare the header in the same way everywhere.";
    DUPLICATE_PARAMETER = Warning "duplicate-parameter", "a parameter that is declared twice",
        "Parameters are identified by `name` and `in`. Header names are case-insensitive.",
        "the second parameter in the list is left out.",
        "remove or rename one of them.";
    UNUSED_PATH_PARAMETER = Warning "unused-path-parameter", "a path parameter that is not in the path",
        "The path template does not contain the parameter, so it can't be sent.",
        "the parameter is left out.",
        "correct the name, or the path.";
    UNDECLARED_PATH_PARAMETER = Warning "undeclared-path-parameter", "a path parameter that is not declared",
        "The path template contains a parameter that neither the path nor the operation declares.",
        "the parameter is a required string.",
        "declare it.";
    MISSING_OPERATION_ID = Note "missing-operation-id", "an operation without operationId",
        "The name of an operation is made from its operationId.",
        "the name is made from method and path, and the lock keeps it.",
        "add an operationId for a better name.";
    DUPLICATE_OPERATION_ID = Warning "duplicate-operation-id", "two operations with the same operationId",
        "An operationId must be unique.",
        "the name of the second operation is made from method and path.",
        "change one of them.";
    CUSTOM_METHOD = Skipped "custom-method", "an additional operation that can't be called",
        "`additionalOperations` (OpenAPI 3.2) is for methods that have no keyword. GET, PUT, POST, DELETE, OPTIONS, \
         HEAD, PATCH, TRACE and QUERY have one, and a name is a `token` (RFC 9110, section 5.6.2).",
        "the operation is left out.",
        "use the keyword, or correct the name.";
    BAD_STATUS = Warning "bad-status", "an invalid status of a response",
        "A key of `responses` is a status of three digits, a range such as `4XX`, or `default`.",
        "the response is left out.",
        "correct the key.";
    ALL_OF_CONFLICT = Warning "all-of-conflict", "schemas of an allOf that can't be merged",
        "Two schemas of an `allOf` declare the same property with different types, or one of them is not an object.",
        "the label shows which one is used.",
        "declare the property in one of them.";
    UNCHECKED_PATTERN = Warning "unchecked-pattern", "a pattern that is not checked",
        "`pattern` is a regular expression of ECMAScript (JSON Schema 2020-12 Validation, section 6.3.3). This one is \
         invalid, matches no string, or is too large.",
        "the pattern stays in the documentation, and values are sent without this check.",
        "correct the pattern, with an overlay if the document is not yours.";
    CONDITIONAL_MEMBERS = Note "conditional-members", "properties that depend on others",
        "`then`, `else` and `dependentSchemas` declare properties that an object has if others have certain values.",
        "they become optional fields, of any type if several types are declared. Which ones occur together is not \
         checked.",
        "nothing.";
    REQUIRED_UNDECLARED = Note "required-undeclared", "a required property that is not declared",
        "`required` names a property that `properties` does not declare.",
        "it becomes a field of any JSON, which is null if a response lacks it. If the schema has additional \
         properties, it is one of them.",
        "declare the property, or correct the name.";
    UNDECIDED_UNION = Warning "undecided-union", "alternatives that can't be distinguished",
        "Two alternatives match the same values. There is no discriminator, constant, required property or JSON type \
         that distinguishes them, and the later one has no property that the earlier one lacks.",
        "the first alternative that can be decoded is used.",
        "add a discriminator.";
    ENDLESS_TYPE = Warning "endless-type", "a type that requires itself",
        "A required property leads back to its own type, so no finite value exists.",
        "the field is optional.",
        "make the property optional.";
    NAME_COLLISION = Warning "name-collision", "two items with the same Rust name",
        "Two names of the spec result in the same name in Rust.",
        "the later one gets a number, and the lock keeps the result.",
        "choose a better name in the table `names` of oascribe.toml.";
    EQUAL_SCHEMAS = Note "equal-schemas", "equal inline schemas",
        "Inline schemas at several locations have the same properties, values or alternatives. They have no common name: \
         a component with the same structure, or the same `title`.",
        "each is a type of its own.",
        "declare the schema under `components/schemas`, or add the lines of the help to oascribe.toml: a pattern in \
         `[crate.unify]` makes them one type.";
    INFERRED_PAGING = Note "inferred-paging", "an operation that returns pages",
        "The operation takes a page token, and returns the next one together with one list.",
        "`.items()` and `.pages()` are generated.",
        "to confirm or change this, add an entry in the table `paging` of oascribe.toml.";
    NO_SERVERS = Notice "no-servers", "a document without the URL of its server",
        "`servers` of the document (`host` in Swagger 2.0) is missing, or has only relative URLs. Where the server is then \
         depends on where the document came from, which a client can't know.",
        "the client is generated. Building one without `.base_url(\"https://…\")` is an error at run time.",
        "add `servers` to the document, with an overlay if it is not yours, or set the URL of each client.";
    PAGING_CANDIDATES = Note "paging-candidates", "lists that can be paginated by configuration",
        "Operations return a list and have parameters such as `page`, `offset` or `cursor`, but the document doesn't say \
         for certain how the next page is requested.",
        "`.items()` and `.pages()` are not generated for these operations.",
        "compare the lines with the documentation of the API, and add them to oascribe.toml.";
    UNUSABLE_PAGING = Notice "unusable-paging", "an extension about paging that can't be used",
        "`x-pagination`, `x-speakeasy-pagination`, `x-fern-pagination`, `x-ms-pageable` and `x-dropshot-pagination` name \
         the parameters and properties that select the next page. This one has another form, or names something that the \
         operation does not have.",
        "the extension is ignored. `.items()` and `.pages()` are generated only if oascribe.toml or other properties of the \
         operation say how.",
        "correct the extension with an overlay, or add an entry in the table `paging` of oascribe.toml.";
    UNMATCHED_CONFIG = Error "unmatched-config", "an option that matches nothing in the spec",
        "The entry of oascribe.toml names an operation, schema or property that the spec does not have.",
        "nothing is generated.",
        "correct or remove the entry.";
    INTERNAL = Error "internal", "generated code that is not valid Rust",
        "A name or derive in oascribe.toml is not valid Rust, or oascribe has a bug.",
        "nothing is written.",
        "check these options. Otherwise report the bug with the spec.";
}
