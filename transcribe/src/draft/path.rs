//! Paths of requests, whatever the notation of their variables.

use super::schema::Primitive;

/// A path with its variables in braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    pub text: String,
    /// The variables in order. Some notations state a type: `(int:id)`.
    pub variables: Vec<(String, Option<Primitive>)>,
}

impl Path {
    /// Reads `/boats/{id}`, `/boats/:id`, `/boats/<int:id>`, `/boats/(int:id)`, `/boats/[id]` and `/boats/{{id}}`.
    pub fn parse(text: &str) -> Path {
        let text = text.split(['?', '#']).next().unwrap_or_default();
        let mut path = Path {
            text: String::new(),
            variables: Vec::new(),
        };
        let mut rest = text;
        while let Some(char) = rest.chars().next() {
            let starts = path.text.ends_with('/');
            match variable(rest, starts) {
                Some((name, ty, length)) => {
                    let name = path.unused(name);
                    path.text.push_str(&format!("{{{name}}}"));
                    path.variables.push((name, ty));
                    rest = &rest[length..];
                }
                None => {
                    // A brace that belongs to no variable would be a broken template.
                    if !matches!(char, '{' | '}') {
                        path.text.push(char);
                    }
                    rest = &rest[char.len_utf8()..];
                }
            }
        }
        if !path.text.starts_with('/') {
            path.text.insert(0, '/');
        }
        path
    }

    /// Two variables of one path have different names.
    fn unused(&self, name: String) -> String {
        let is_used = |name: &str| self.variables.iter().any(|(known, _)| known == name);
        let mut number = 1;
        let mut unused = name.clone();
        while is_used(&unused) {
            number += 1;
            unused = format!("{name}{number}");
        }
        unused
    }

    /// Whether both are the same request, whatever the names of variables.
    pub fn shape(&self) -> String {
        let mut out = String::new();
        let mut inside = false;
        for char in self.text.chars() {
            match char {
                '{' => {
                    inside = true;
                    out.push_str("{}");
                }
                '}' => inside = false,
                char if !inside => out.push(char),
                _ => {}
            }
        }
        out
    }

    /// Whether a path without variables is one of these: `/boats/17` of `/boats/{id}`.
    pub fn admits(&self, concrete: &str) -> bool {
        let concrete = concrete.split(['?', '#']).next().unwrap_or_default();
        let own: Vec<&str> = self.text.trim_end_matches('/').split('/').collect();
        let other: Vec<&str> = concrete.trim_end_matches('/').split('/').collect();
        let same = |(own, other): (&&str, &&str)| own == other || own.contains('{');
        own.len() == other.len() && own.iter().zip(&other).all(same)
    }
}

/// A variable at the beginning of a text: its name, its type and its length.
fn variable(text: &str, starts: bool) -> Option<(String, Option<Primitive>, usize)> {
    let pairs = [("{{", "}}"), ("{", "}"), ("<", ">"), ("(", ")"), ("[", "]")];
    for (open, close) in pairs {
        let Some(inner) = text.strip_prefix(open) else {
            continue;
        };
        let end = inner.find(close)?;
        let inner_text = &inner[..end];
        let (ty, name) = match inner_text.split_once(':') {
            Some((ty, name)) => (converter(ty), name),
            None => (None, inner_text),
        };
        let name = plain(name.trim().trim_end_matches(['+', '*', '?']));
        return (!name.is_empty()).then_some((name, ty, open.len() + end + close.len()));
    }
    let name = text.strip_prefix(':').filter(|_| starts)?;
    let end = name.find(|char: char| !char.is_alphanumeric() && !matches!(char, '_' | '-'));
    let name = &name[..end.unwrap_or(name.len())];
    (!name.is_empty()).then(|| (plain(name), None, 1 + name.len()))
}

fn plain(name: &str) -> String {
    let allowed = |char: &char| char.is_alphanumeric() || matches!(char, '_' | '-' | '.' | '$');
    name.chars().filter(allowed).collect()
}

fn converter(word: &str) -> Option<Primitive> {
    match word.trim().to_ascii_lowercase().as_str() {
        "int" | "integer" => Some(Primitive::Integer),
        "float" | "number" => Some(Primitive::Number),
        "str" | "string" | "path" | "uuid" => Some(Primitive::String),
        _ => None,
    }
}

/// The server in a URL, if its path ends with a path: `https://a.example/v1` of `https://a.example/v1/boats` and `/boats`.
pub fn base_of(url: &str, path: &Path) -> Option<String> {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = url.split_once("://")?;
    let (host, full) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let full: Vec<&str> = full.trim_end_matches('/').split('/').skip(1).collect();
    let count = path.text.trim_end_matches('/').split('/').skip(1).count();
    let before = full.len().checked_sub(count)?;
    let (base, own) = full.split_at(before);
    let own = format!(
        "/{}",
        Path::parse(&own.join("/")).text.trim_start_matches('/')
    );
    if !path.admits(&own) || host.is_empty() {
        return None;
    }
    let base: String = base.iter().map(|part| format!("/{part}")).collect();
    Some(format!("{scheme}://{host}{base}"))
}
