//! Acronyms with small letters, as words for snake case.
//!
//! In: a name in camel case. Out: the name with such acronyms as one capitalized word: `podIPs` is `podIps`, which snake
//! case splits into `pod_ips` and not `pod_i_ps`. Guaranteed: only the case of letters changes.

/// Names with a capital inside that are one word.
const ONE_WORD: &[&str] = &["ETag", "OAuth", "GraphQL", "PostgreSQL"];

/// Writes plurals (`URLs`), versions (`IPv6`) and names (`ETag`) as one word.
pub(super) fn join(name: &str) -> String {
    let mut joined = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let starts =
            first.is_ascii_uppercase() && !joined.ends_with(|last: char| last.is_ascii_uppercase());
        let length = if starts { acronym(rest) } else { 0 };
        let (word, after) = rest.split_at(length.max(first.len_utf8()));
        if length > 0 {
            let (capital, others) = word.split_at(1);
            joined.push_str(capital);
            joined.push_str(&others.to_ascii_lowercase());
        } else {
            joined.push_str(word);
        }
        rest = after;
    }
    joined
}

/// The length of the acronym with small letters at the start. Returns 0 if there is none.
fn acronym(text: &str) -> usize {
    if let Some(word) = ONE_WORD.iter().find(|word| text.starts_with(**word)) {
        return ended(text, word.len());
    }
    let capitals = text.bytes().take_while(u8::is_ascii_uppercase).count();
    if capitals < 2 {
        return 0;
    }
    let rest = &text.as_bytes()[capitals..];
    match rest {
        [b's', ..] => ended(text, capitals + 1),
        [b'v', digit, ..] if digit.is_ascii_digit() => capitals + 1,
        _ => 0,
    }
}

/// The length, plus one for a plural, if a word ends there. Returns 0 if it goes on.
fn ended(text: &str, length: usize) -> usize {
    let mut rest = text.bytes().skip(length);
    match (rest.next(), rest.next()) {
        (Some(b's'), Some(next)) if next.is_ascii_lowercase() => 0,
        (Some(b's'), _) => length + 1,
        (Some(next), _) if next.is_ascii_lowercase() => 0,
        _ => length,
    }
}

#[cfg(test)]
mod tests {
    use heck::ToSnakeCase;

    use super::join;

    #[test]
    fn acronyms_with_small_letters_are_one_word() {
        let cases = [
            ("podIPs", "pod_ips"),
            ("clientURLs", "client_urls"),
            ("APIs", "apis"),
            ("nonResourceURLsOfUser", "non_resource_urls_of_user"),
            ("NanoCPUs", "nano_cpus"),
            ("IPv6Gateway", "ipv6_gateway"),
            ("minTLSv1", "min_tlsv1"),
            ("ETag", "etag"),
            ("ifETagsMatch", "if_etags_match"),
            ("OAuth2Token", "oauth2_token"),
            ("GraphQLUrl", "graphql_url"),
        ];
        for (name, expected) in cases {
            assert_eq!(join(name).to_snake_case(), expected, "{name}");
        }
    }

    #[test]
    fn other_words_stay() {
        let cases = [
            ("HTTPSPort", "https_port"),
            ("HTTPServer", "http_server"),
            ("thisIsFine", "this_is_fine"),
            ("IDsomething", "i_dsomething"),
            ("ETagged", "e_tagged"),
            ("xAPIKey", "x_api_key"),
            ("PlanB", "plan_b"),
        ];
        for (name, expected) in cases {
            assert_eq!(join(name).to_snake_case(), expected, "{name}");
        }
    }
}
