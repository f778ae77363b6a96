//! Parses `Link` headers (RFC 8288).

/// The target of the first link in a header line that has this relation.
pub(super) fn target<'l>(line: &'l str, rel: &str) -> Option<&'l str> {
    let mut rest = line;
    while let Some((_, after)) = rest.split_once('<') {
        let (url, after) = after.split_once('>')?;
        let (parameters, next) = parameters(after);
        if has_relation(parameters, rel) {
            return Some(url);
        }
        rest = next;
    }
    None
}

/// Splits off the parameters of a link, up to the next comma outside quotes.
fn parameters(text: &str) -> (&str, &str) {
    let mut quoted = false;
    let end = text.find(|letter| {
        quoted ^= letter == '"';
        letter == ',' && !quoted
    });
    text.split_at(end.unwrap_or(text.len()))
}

/// `rel` may list several relations, separated by spaces.
fn has_relation(parameters: &str, wanted: &str) -> bool {
    parameters.split(';').any(|parameter| {
        let Some((name, value)) = parameter.split_once('=') else {
            return false;
        };
        let value = value.trim().trim_matches('"');
        name.trim().eq_ignore_ascii_case("rel")
            && value
                .split_ascii_whitespace()
                .any(|rel| rel.eq_ignore_ascii_case(wanted))
    })
}
