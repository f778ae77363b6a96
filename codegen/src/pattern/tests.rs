//! Converted patterns match what the engine of ECMAScript matches.

use super::convert;

/// Pattern, strings that match, strings that don't.
const CASES: &[(&str, &[&str], &[&str])] = &[
    (r"^(?!foo)[a-z]+$", &["bar"], &["foobar", "BAR"]),
    (r"^(a)\1$", &["aa"], &["ab"]),
    (r"^[\w\-\/\.]+$", &["a-b/c.d"], &["a b"]),
    (r"^\/x\_y$", &["/x_y"], &["x_y"]),
    (r"^[\u0000-\u007F]*$", &["abc", ""], &["é"]),
    (r"^[^]$", &["\n", "a"], &["ab"]),
    (r"[]", &[], &["a", ""]),
    (r"^\d+$", &["12"], &["١٢"]),
    (r"^[\w.-]+$", &["a.b-c"], &["a b"]),
    (r"^[a-\d]$", &["a", "-", "7"], &["b"]),
    (r"^{id}$", &["{id}"], &["id"]),
    (r"^a{2,3}]$", &["aa]", "aaa]"], &["a]"]),
    (r"^\uD83D\uDE00$", &["😀"], &["x"]),
    (r"^[&~\[#]$", &["&", "[", "#"], &["a"]),
    (r"^(?<year>\d{4})-\k<year>$", &["2024-2024"], &["2024-2025"]),
    (r"^\s$", &["\u{FEFF}", "\u{A0}"], &["\u{85}"]),
    (r"a.c", &["abc"], &["a\u{2028}c", "a\nc"]),
    (r"^\p{Lu}\P{Lu}$", &["Éa"], &["aa"]),
    (
        r"^(?=.*[A-Z])(?=.*\d)[A-Za-z\d@$!%*?&]{8,}$",
        &["Passw0rd"],
        &["password"],
    ),
];

#[test]
fn converted_patterns_match_the_same_strings() {
    for (pattern, matching, others) in CASES {
        let converted = convert(pattern).expect(pattern);
        let regex = fancy_regex::Regex::new(&converted).expect(&converted);
        let flags = if pattern.contains("\\p") || pattern.contains("\\uD") {
            "u"
        } else {
            ""
        };
        let judge = regress::Regex::with_flags(pattern, flags).expect(pattern);
        for (expected, texts) in [(true, matching), (false, others)] {
            for text in *texts {
                let found = regex.is_match(text).expect(text);
                assert_eq!(found, expected, "{pattern} as {converted}: {text:?}");
                assert_eq!(judge.find(text).is_some(), expected, "{pattern}: {text:?}");
            }
        }
    }
}

#[test]
fn patterns_that_are_not_checked_have_a_reason() {
    for (pattern, reason) in [
        (
            r"/^\d+$/",
            "the slashes around it are part of the pattern, which matches no string",
        ),
        (r"^([a-z$", "it is not a regular expression of ECMAScript"),
        (
            r"^[a-z]{1,100000}$",
            "its counts are too large to be checked",
        ),
        (
            r"^((a{1,100}){1,100}){1,100}$",
            "its counts are too large to be checked",
        ),
    ] {
        assert_eq!(convert(pattern), Err(reason), "{pattern}");
    }
}

/// Random patterns of a small grammar: what is converted is valid, and matches the same strings.
#[test]
fn random_patterns_agree() {
    const PARTS: &[&str] = &[
        "a", "b", "-", "[ab]", "[^a]", "[a-c-]", "[\\d-a]", "\\d", "\\w", "\\s", ".", "(", ")",
        "(?:", "(?=", "(?!", "|", "*", "+", "?", "{2}", "{1,2}", "{", "}", "]", "^", "$", "\\b",
        "\\-", "\\/", "\\1", "[]", "[^]", "\\x61", "&&",
    ];
    const TEXTS: &[&str] = &[
        "", "a", "b", "ab", "aab", "a1 b", "-", "{2}", "a]", "&&", "/", "é", "aa\nb",
    ];
    let mut state = 7_u64;
    let mut next = |most: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % most
    };
    let mut converted = 0;
    for _ in 0..5_000 {
        let length = 1 + next(6);
        let pattern: String = (0..length).map(|_| PARTS[next(PARTS.len())]).collect();
        let Ok(expression) = convert(&pattern) else {
            continue;
        };
        let Ok(regex) = fancy_regex::Regex::new(&expression) else {
            continue;
        };
        converted += 1;
        let judge = regress::Regex::new(&pattern).expect(&pattern);
        for text in TEXTS {
            let found = regex.is_match(text).unwrap_or(true);
            assert_eq!(
                found,
                judge.find(text).is_some(),
                "{pattern} as {expression}: {text:?}"
            );
        }
    }
    assert!(converted > 1_000, "{converted}");
}
