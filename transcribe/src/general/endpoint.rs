//! The method and the path of a request, as pages write them.

use crate::draft::Path;
use crate::facts::HttpMethod;

/// Where a request is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The full URL, if the page states one.
    pub url: Option<String>,
    pub path: Path,
    /// The names of parameters that the URL shows.
    pub query: Vec<String>,
}

/// A method and a target that are the whole text: `GET /boats/{id}`, `POST https://api.example.com/boats HTTP/1.1`.
pub fn request(text: &str) -> Option<(HttpMethod, Target)> {
    let (method, rest) = method_before(text)?;
    let rest = rest.trim().trim_end_matches(['¶', '#', '🔗']).trim();
    let rest = ["HTTP/1.1", "HTTP/1.0", "HTTP/2"]
        .iter()
        .find_map(|end| rest.strip_suffix(end))
        .unwrap_or(rest);
    Some((method, target(rest)?))
}

/// The method at the beginning, and the text behind it.
fn method_before(text: &str) -> Option<(HttpMethod, &str)> {
    let text = text.trim();
    let end = text.find(|char: char| !char.is_ascii_alphabetic())?;
    let method = HttpMethod::parse(text.get(..end)?)?;
    let rest = text
        .get(end..)?
        .trim_start_matches([':', ' ', '\u{a0}', '\t']);
    Some((method, rest))
}

/// A path or a URL that is the whole text.
pub fn target(text: &str) -> Option<Target> {
    // Sphinx writes blanks around the type and the name of a variable: `/boats/ ( int: id )`.
    let joined: String = text.split_whitespace().collect();
    let text = if joined.contains("/(") {
        joined
    } else {
        text.to_owned()
    };
    let text = text.trim().trim_matches('`');
    if text
        .chars()
        .any(|char| char.is_whitespace() || char.is_control())
        || text.len() > 500
    {
        return None;
    }
    let is_url = text.starts_with("https://") || text.starts_with("http://");
    let path = match text {
        text if text.starts_with('/') && !text.starts_with("//") => text,
        _ if is_url => {
            let rest = text.split_once("://")?.1;
            rest.find('/').map_or("/", |at| &rest[at..])
        }
        // `{{base_url}}/boats`: the variable stands for the server.
        text if text.starts_with("{{") => text.split_once("}}")?.1,
        text if text.starts_with("{base") || text.starts_with("<base") || text.starts_with("$") => {
            let at = text.find('/')?;
            &text[at..]
        }
        _ => return None,
    };
    if !path.starts_with('/') || path.contains(['"', '\'', ',', '|', '\\']) {
        return None;
    }
    let query = path.split_once('?').map_or("", |(_, query)| query);
    let query = query
        .split('&')
        .map(|pair| pair.split('=').next().unwrap_or_default().to_owned());
    let query = query.filter(|name| {
        !name.is_empty()
            && name
                .chars()
                .all(|it| it.is_alphanumeric() || "_-.[]".contains(it))
    });
    let url = is_url.then(|| text.split(['?', '#']).next().unwrap_or_default().to_owned());
    Some(Target {
        url,
        path: Path::parse(path),
        query: query.collect(),
    })
}

/// The method in a text that is only that: `POST`.
pub fn only_method(text: &str) -> Option<HttpMethod> {
    let mut words = text.split_whitespace();
    let method = HttpMethod::parse(words.next()?.trim_matches(['`', '*', '.']))?;
    words.next().is_none().then_some(method)
}
