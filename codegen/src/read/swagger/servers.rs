//! `schemes`, `host` and `basePath` as servers.

use super::{Map, Node, texts};

/// What the document says about where it is served.
pub(super) struct Servers {
    schemes: Vec<String>,
    host: Option<String>,
    base: Option<String>,
}

impl Servers {
    /// Takes the three keywords out of the document.
    pub(super) fn take(root: &mut Map) -> Self {
        let schemes = texts(root.take("schemes").as_ref());
        let mut text = |key: &str| match root.take(key) {
            Some(Node::String(text)) => Some(text),
            _ => None,
        };
        Self {
            schemes,
            host: text("host"),
            base: text("basePath"),
        }
    }

    /// The servers, for the schemes of an operation or else of the document, and the keyword that says so; none
    /// where nothing is said.
    pub(super) fn of(&self, schemes: Option<&[String]>) -> Option<(Node, &'static str)> {
        let base = self.base.as_deref().unwrap_or_default();
        let base = base.trim_matches('/');
        let path = match base {
            "" => String::new(),
            base => format!("/{base}"),
        };
        let (urls, written) = match &self.host {
            Some(host) => {
                let host = host.trim_end_matches('/');
                let urls = self.schemes_or(schemes).into_iter();
                let urls = urls.map(|scheme| format!("{scheme}://{host}{path}"));
                (urls.collect(), "host")
            }
            // A scheme alone says nothing.
            None if path.is_empty() || schemes.is_some() => return None,
            None => (vec![path], "basePath"),
        };
        let servers = urls.into_iter().map(|url| {
            let entry = ("url".to_owned(), Node::String(url));
            Node::Object([entry].into_iter().collect())
        });
        Some((Node::Array(servers.collect()), written))
    }

    /// The safe one first; sockets are no servers.
    fn schemes_or<'s>(&'s self, own: Option<&'s [String]>) -> Vec<&'s str> {
        let stated = own.unwrap_or(&self.schemes).iter().map(String::as_str);
        let mut schemes: Vec<_> = stated.filter(|it| !it.starts_with("ws")).collect();
        schemes.sort_by_key(|scheme| *scheme != "https");
        if schemes.is_empty() {
            schemes.push("https");
        }
        schemes
    }

    /// Whether an operation's schemes are those of the document.
    pub(super) fn has_same(&self, schemes: &[String]) -> bool {
        schemes.iter().all(|scheme| self.schemes.contains(scheme))
            && self.schemes.iter().all(|scheme| schemes.contains(scheme))
    }
}
