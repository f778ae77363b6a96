//! URLs: of links, and in plain text.
//!
//! Guarantees: a printed URL is absolute and contains no special characters of Markdown. No text contains something
//! that rustdoc reports as a bare URL.

use super::tree::Inline;

/// Returns the URL of a link, ready to print. Returns `None` if it is relative, because there is no base URL.
pub(super) fn target(url: &str) -> Option<String> {
    let url = url.trim();
    let web = ["http://", "https://"].iter().any(|scheme| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && url[scheme.len()..].starts_with(|ch: char| !ch.is_whitespace())
    });
    let mail = url.strip_prefix("mailto:").is_some_and(is_mail);
    if !web && !mail {
        return None;
    }
    let mut out = String::with_capacity(url.len());
    for ch in url.chars() {
        match ch {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '|' => {
                out.push_str(&format!("%{:02X}", ch as u32))
            }
            ch if ch.is_whitespace() => out.push_str("%20"),
            ch => out.extend(super::characters::visible(ch)),
        }
    }
    Some(out)
}

/// Creates a link whose text is its URL.
pub(super) fn autolink(url: String) -> Inline {
    match url.strip_prefix("mailto:") {
        Some(mail) if is_mail(mail) => Inline::Autolink(mail.to_owned()),
        _ if is_plain(&url) => Inline::Autolink(url),
        _ => Inline::Code(url),
    }
}

/// Whether the text is an email address without a display name or headers. It must contain a dot, because rustdoc
/// would parse it as a path otherwise.
fn is_mail(text: &str) -> bool {
    let name = |part: &str| {
        let ends = part.starts_with(['.', '-']) || part.ends_with(['.', '-']);
        !part.is_empty()
            && !ends
            && part
                .chars()
                .all(|ch| ch.is_ascii_alphanumeric() || matches!(ch, '.' | '-' | '_' | '+'))
    };
    text.split_once('@').is_some_and(|(user, host)| {
        name(user) && name(host) && host.contains('.') && !host.contains(['_', '+'])
    })
}

/// Splits a text at its URLs. Web URLs become autolinks; other URLs and URL templates become code.
pub(super) fn split_urls(text: &str, mut emit: impl FnMut(Inline)) {
    let mut rest = text;
    let mut from = 0;
    while let Some(at) = rest[from..].find("://").map(|at| from + at) {
        let start = at - scheme(&rest[..at]).len();
        let host = at + "://".len();
        let end = if start < at {
            host + extent(&rest[host..])
        } else {
            host
        };
        let url = trim_end(&rest[start..end]);
        if start + url.len() <= host {
            from = host;
            continue;
        }
        if start > 0 {
            emit(Inline::Text(rest[..start].to_owned()));
        }
        emit(if is_plain(url) {
            Inline::Autolink(url.to_owned())
        } else {
            Inline::Code(url.to_owned())
        });
        rest = &rest[start + url.len()..];
        from = 0;
    }
    if !rest.is_empty() {
        emit(Inline::Text(rest.to_owned()));
    }
}

/// Returns the name of a URL scheme at the end of a text. It is empty if there is none.
fn scheme(text: &str) -> &str {
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let length = text.bytes().rev().take(24).take_while(part).count();
    let name = &text[text.len() - length..];
    name.trim_start_matches(|ch: char| !ch.is_ascii_alphabetic())
}

/// Returns the length of the URL at the start of a text. A placeholder `<name>` is part of it.
fn extent(text: &str) -> usize {
    let mut end = 0;
    while let Some(ch) = text[end..].chars().next() {
        let is_part = ch.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%{}".contains(ch);
        end += match ch {
            '<' => match placeholder(&text[end..]) {
                Some(length) => length,
                None => break,
            },
            _ if is_part => 1,
            _ => break,
        };
    }
    end
}

/// Returns the length of a placeholder `<name>`.
fn placeholder(text: &str) -> Option<usize> {
    let end = text.bytes().take(64).position(|byte| byte == b'>')?;
    let name = text.get(1..end)?;
    let good = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '_' | '-');
    (!name.is_empty() && name.chars().all(good)).then_some(end + 1)
}

fn trim_end(url: &str) -> &str {
    let pairs = [('(', ')'), ('[', ']'), ('{', '}')];
    // The number of closing brackets without an opening one.
    let mut excess = pairs.map(|(open, close)| {
        url.matches(close)
            .count()
            .saturating_sub(url.matches(open).count())
    });
    let mut url = url;
    while let Some(last) = url.chars().next_back() {
        let pair = pairs.iter().position(|(_, close)| *close == last);
        match pair.and_then(|at| excess.get_mut(at)) {
            Some(excess) if *excess > 0 => *excess -= 1,
            None if matches!(last, '?' | '!' | '.' | ',' | ':' | '\'' | ';') => {}
            _ => break,
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    url
}

/// Whether a URL can be printed as `<url>`: it is a web URL and not a template.
fn is_plain(url: &str) -> bool {
    let web = ["http", "https"];
    let (scheme, host) = url.split_once("://").unwrap_or(("", ""));
    web.iter().any(|web| scheme.eq_ignore_ascii_case(web))
        && host.starts_with(|ch: char| ch.is_ascii_alphanumeric())
        && url
            .chars()
            .all(|ch| ch.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()+,;=%".contains(ch))
}
