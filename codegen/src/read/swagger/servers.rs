//! Converts `schemes`, `host` and `basePath` to servers.

use super::{Map, Node, strings};

/// The keywords of a document that describe its servers.
pub(super) struct Servers {
    schemes: Vec<String>,
    host: Option<String>,
    base: Option<String>,
}

impl Servers {
    /// Removes the three keywords from the document.
    pub(super) fn take(root: &mut Map) -> Self {
        let schemes = strings(root.take("schemes").as_ref());
        let mut string = |key: &str| match root.take(key) {
            Some(Node::String(text)) => Some(text),
            _ => None,
        };
        Self {
            schemes,
            host: string("host"),
            base: string("basePath"),
        }
    }

    /// Returns the servers for the schemes of an operation or of the document, with the keyword that they come from, or
    /// `None` if no keyword describes them.
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
                let urls = self.http_schemes(schemes).into_iter();
                let urls = urls.map(|scheme| format!("{scheme}://{host}{path}"));
                (urls.collect(), "host")
            }
            // A scheme without a host does not define a server.
            None if path.is_empty() || schemes.is_some() => return None,
            None => (vec![path], "basePath"),
        };
        let servers = urls.into_iter().map(|url| {
            let entry = ("url".to_owned(), Node::String(url));
            Node::Object([entry].into_iter().collect())
        });
        Some((Node::Array(servers.collect()), written))
    }

    /// The schemes of an operation or of the document: `https` first, without WebSocket schemes.
    fn http_schemes<'s>(&'s self, own: Option<&'s [String]>) -> Vec<&'s str> {
        let stated = own.unwrap_or(&self.schemes).iter().map(String::as_str);
        let mut schemes: Vec<_> = stated.filter(|it| !it.starts_with("ws")).collect();
        schemes.sort_by_key(|scheme| *scheme != "https");
        if schemes.is_empty() {
            schemes.push("https");
        }
        schemes
    }

    /// Whether the schemes of an operation are those of the document.
    pub(super) fn has_same(&self, schemes: &[String]) -> bool {
        schemes.iter().all(|scheme| self.schemes.contains(scheme))
            && self.schemes.iter().all(|scheme| schemes.contains(scheme))
    }
}
