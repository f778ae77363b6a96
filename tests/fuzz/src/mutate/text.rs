//! Changes a text: lines, ranges, bytes and the words of a language.

use oascribe_test_support::random::Random;

pub const MARKDOWN: &[&str] = &[
    "\n# ",
    "\n## ",
    "\n### ",
    "\n#|\n",
    "\n|#\n",
    "||",
    "|",
    "\n--- | ---\n",
    "\n```\n",
    "```json\n",
    "<br>",
    "<b>",
    "</b>",
    "<a name=\"a\"></a>",
    "[a](#a)",
    "[a](b.md)",
    "{#a}",
    "**",
    "__",
    "`",
    "\\",
    "GET ",
    "POST ",
    "https://",
    "{{ host }}",
    "{id}",
    "/v1/",
    "Required. ",
    "string",
    "object",
    "array",
    "enum",
    "int64",
    "(*int64*)",
    "string[]",
    "The maximum string length in characters is ",
    "Acceptable values are 1 to ",
    "Value must match the regular expression ` [a-z]+ `.",
    "99999999999999999999",
    "\n\n",
    "\n",
    "\t",
    "\r",
    "\0",
    "\u{1b}[2J",
    "\u{2028}",
    "\u{feff}",
    "::error::x",
    "---\n",
    "&nbsp;",
    "&lt;",
    "<!--",
    "-->",
    "    ",
    "$ref",
    "oneOf",
    "Query parameters",
    "Path parameters",
    "Body parameters",
    "Response",
    "HTTP request",
    "![](x)",
    "\u{202e}",
    "{% note %}",
    "{% endnote %}",
    "@team",
];

pub const JSONPATH: &[&str] = &[
    "$",
    "@",
    ".",
    "..",
    "*",
    "[",
    "]",
    "?",
    "(",
    ")",
    "'",
    "\"",
    ":",
    ",",
    "[*]",
    "[0]",
    "[-1]",
    "[::2]",
    "[1:5:-1]",
    "[?@.a]",
    "[?!@.a]",
    "&&",
    "||",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "!",
    "length(",
    "count(",
    "match(",
    "search(",
    "value(",
    "@.*",
    "$..*",
    "9223372036854775807",
    "-9223372036854775808",
    "1e400",
    "-0",
    "0.1",
    "null",
    "true",
    "\\u0041",
    "\\ud83d\\ude00",
    "\\n",
    "'(a+)+$'",
    "'[a-'",
    " ",
    "\n",
    "\0",
    "é",
    "paths",
    "get",
    "['a','b']",
    "a_b-c",
];

pub const TOML: &[&str] = &[
    "[[crate]]\n",
    "[crate.rename]\n",
    "[crate.package]\n",
    "[diff]\n",
    "[crate.unify]\n",
    "[crate.paging]\n",
    "[operations]\n",
    "[types]\n",
    "[properties]\n",
    "[aliases]\n",
    "[boxes]\n",
    "[groups]\n",
    "[arguments]\n",
    " = ",
    "\"\"",
    "\"a\"",
    "\"\"\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    ",",
    ".",
    "\n",
    "true",
    "1",
    "-1",
    "9223372036854775807",
    "1979-05-27T07:32:00Z",
    "nan",
    "\"crate\"",
    "\"self\"",
    "\"Self\"",
    "\"type\"",
    "\"String\"",
    "\"Pet\"",
    "\"PetId\"",
    "\"#/components/schemas/Pet\"",
    "\"GET /pets\"",
    "\"\\u0000\"",
    "\"\\u202e\"",
    "\"\\n\"",
    "\"a b\"",
    "\"ü\"",
    "\"../a\"",
    "\"/dev/zero\"",
    "\"*\"",
    "\"tag:a\"",
    "\"op:listPets\"",
    "\"1.0.0\"",
    "mode = \"module\"\n",
    "mode = \"models\"\n",
    "unused = \"drop\"\n",
    "#",
    "\0",
    "\u{2028}",
    "\r\n",
];

pub const EVENTS: &[&str] = &[
    "data: ",
    "data:",
    "data",
    "event: ",
    "id: ",
    "retry: ",
    ":",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\r\n\r\n",
    "\r\r",
    "[DONE]",
    "{}",
    "{\"a\":1}",
    "\u{feff}",
    "\u{1e}",
    "\0",
    "\"",
    "\\",
    "\\\"",
    "1",
    "null",
    "99999999999999999999",
    "{",
    "}",
    "[",
    "]",
    "é",
    " ",
    ": ping",
];

pub const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "null",
    "true",
    "1",
    "-0",
    "1.0",
    "1e5",
    "1e400",
    "0.1",
    "9223372036854775808",
    "18446744073709551616",
    "\\ud800",
    "\\u0000",
    "\0",
    "é",
    " ",
    "[[[[",
    "{\"a\":",
];

/// The longest text.
const MOST: usize = 1 << 16;

/// The text with a few changes, some of which insert these words.
pub fn mutated(data: &[u8], words: &[&str], random: &mut Random) -> Vec<u8> {
    let mut data = data.to_vec();
    for _ in 0..=random.below(4) {
        let (start, end) = range(data.len(), random);
        match random.below(8) {
            0 => drop(data.drain(start..end)),
            1 => {
                let copy = data[start..end].to_vec();
                let at = random.below(data.len() + 1);
                drop(data.splice(at..at, copy));
            }
            2 | 3 => {
                let word = random.pick(words).unwrap_or_default();
                drop(data.splice(start..start, word.bytes()));
            }
            4 => {
                let word = random.pick(words).unwrap_or_default();
                drop(data.splice(start..end, word.bytes()));
            }
            5 => {
                let byte = u8::try_from(random.below(256)).unwrap_or_default();
                data.get_mut(start).into_iter().for_each(|old| *old = byte);
            }
            _ => data = lines(&data, random),
        }
    }
    data.truncate(MOST);
    data
}

/// A range of a few bytes; now and then a long one.
fn range(len: usize, random: &mut Random) -> (usize, usize) {
    let start = random.below(len + 1);
    let most = match random.below(4) {
        0 => len,
        _ => 8,
    };
    (start, len.min(start + random.below(most + 1)))
}

/// Removes, repeats or moves a line.
fn lines(data: &[u8], random: &mut Random) -> Vec<u8> {
    let mut lines: Vec<&[u8]> = data.split_inclusive(|byte| *byte == b'\n').collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let (one, other) = (random.below(lines.len()), random.below(lines.len()));
    match random.below(3) {
        0 => drop(lines.remove(one)),
        1 => lines.insert(other, lines[one]),
        _ => lines.swap(one, other),
    }
    lines.concat()
}
