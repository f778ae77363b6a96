//! The comparison of operations.

use oascribe_codegen::read::Document;

use super::comparison::Comparison;
use super::node_ref::NodeRef;

const HTTP_METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Keys of an operation that are compared as values.
const VALUES: [&str; 4] = ["operationId", "tags", "deprecated", "x-long-running"];

/// Keys of an operation that are compared in detail, or are texts.
const DETAILS: [&str; 6] = [
    "parameters",
    "requestBody",
    "responses",
    "summary",
    "description",
    "servers",
];

impl<'c> Comparison<'c> {
    pub(super) fn paths(&mut self, pages: &NodeRef<'c>, spec: &NodeRef<'c>) {
        for (path, item) in pages.entries() {
            let other = spec.get(path);
            for (method, operation) in operations(&item) {
                let subject = format!("{} {path}", method.to_uppercase());
                let known = other
                    .as_ref()
                    .and_then(|other| other.get(method).map(|it| (other, it)));
                match known {
                    Some((item, known)) => self.operation(&subject, &operation, &known, item),
                    None => self.missing(subject, &operation, &spec.at),
                }
            }
        }
        for (path, item) in spec.entries() {
            for (method, operation) in operations(&item) {
                if pages.get(path).and_then(|item| item.get(method)).is_none() {
                    self.beyond(format!("{} {path}", method.to_uppercase()), &operation);
                }
            }
        }
    }

    fn operation(
        &mut self,
        subject: &str,
        pages: &NodeRef<'c>,
        spec: &NodeRef<'c>,
        item: &NodeRef<'c>,
    ) {
        self.texts(subject, pages, spec);
        for key in VALUES {
            self.key(subject, key, pages, spec);
        }
        if pages.get("servers").is_some() {
            self.servers(subject, pages, spec);
        }
        self.parameters(subject, pages, spec, item);
        self.body(subject, pages, spec);
        self.responses(subject, pages, spec);
        for (key, value) in spec.entries() {
            let known = pages.get(key).is_some() || DETAILS.contains(&key) || VALUES.contains(&key);
            if !known {
                self.beyond(format!("{subject}: {key}"), &value);
            }
        }
    }

    fn parameters(
        &mut self,
        subject: &str,
        pages: &NodeRef<'c>,
        spec: &NodeRef<'c>,
        item: &NodeRef<'c>,
    ) {
        let list = |side: &NodeRef<'c>, document: &'c Document| {
            let list = side.items_of("parameters").into_iter();
            list.map(|side| side.resolved(document)).collect::<Vec<_>>()
        };
        let ours = list(pages, self.pages);
        let mut theirs = list(spec, self.spec);
        theirs.extend(list(item, self.spec));
        for parameter in &ours {
            let (location, name) = identity(parameter);
            let subject = format!("{subject}: {location} parameter `{name}`");
            match theirs.iter().find(|it| identity(it) == identity(parameter)) {
                Some(known) => self.parameter(&subject, parameter, known),
                None => self.missing(subject, parameter, &spec.at),
            }
        }
        for parameter in &theirs {
            if !ours.iter().any(|it| identity(it) == identity(parameter)) {
                let (location, name) = identity(parameter);
                let subject = format!("{subject}: {location} parameter `{name}`");
                self.beyond(subject, parameter);
            }
        }
    }

    fn parameter(&mut self, subject: &str, pages: &NodeRef<'c>, spec: &NodeRef<'c>) {
        self.texts(subject, pages, spec);
        for key in ["required", "deprecated"] {
            // `false` is the default of both.
            let flag =
                |side: &NodeRef<'c>| side.get(key).filter(|it| it.node.as_bool() == Some(true));
            let (one, other) = (flag(pages), flag(spec));
            let subject = format!("{subject}: {key}");
            self.value(subject, one.as_ref(), other.as_ref(), &spec.at);
        }
        if let (Some(one), Some(other)) = (pages.get("schema"), spec.get("schema")) {
            self.schema(subject, &one, &other);
        }
    }

    fn body(&mut self, subject: &str, pages: &NodeRef<'c>, spec: &NodeRef<'c>) {
        let subject = format!("{subject}: the request body");
        let ours = pages.get("requestBody").map(|it| it.resolved(self.pages));
        let theirs = spec.get("requestBody").map(|it| it.resolved(self.spec));
        match (ours, theirs) {
            (Some(one), Some(other)) => self.content(&subject, &one, &other),
            (Some(one), None) => self.missing(subject, &one, &spec.at),
            (None, Some(other)) => self.beyond(subject, &other),
            (None, None) => {}
        }
    }

    fn responses(&mut self, subject: &str, pages: &NodeRef<'c>, spec: &NodeRef<'c>) {
        let (ours, theirs) = (pages.entries_of("responses"), spec.entries_of("responses"));
        for (status, one) in &ours {
            let subject = format!("{subject}: the response {status}");
            match theirs.iter().find(|(other, _)| other == status) {
                Some((_, other)) => {
                    let (one, other) = (one.resolved(self.pages), other.resolved(self.spec));
                    self.texts(&subject, &one, &other);
                    self.content(&subject, &one, &other);
                }
                None => self.missing(subject, one, &spec.at),
            }
        }
        for (status, other) in &theirs {
            if !ours.iter().any(|(one, _)| one == status) {
                self.beyond(format!("{subject}: the response {status}"), other);
            }
        }
    }

    fn content(&mut self, subject: &str, pages: &NodeRef<'c>, spec: &NodeRef<'c>) {
        let (ours, theirs) = (pages.entries_of("content"), spec.entries_of("content"));
        for (name, one) in &ours {
            match theirs.iter().find(|(other, _)| other == name) {
                Some((_, other)) => {
                    if let (Some(one), Some(other)) = (one.get("schema"), other.get("schema")) {
                        self.schema(subject, &one, &other);
                    }
                }
                None => self.missing(format!("{subject}: `{name}`"), one, &spec.at),
            }
        }
        for (name, other) in &theirs {
            if !ours.iter().any(|(one, _)| one == name) {
                self.beyond(format!("{subject}: `{name}`"), other);
            }
        }
    }
}

/// The two keys that identify a parameter: `in` and `name`.
fn identity(parameter: &NodeRef<'_>) -> (String, String) {
    let text = |key| parameter.get(key).map(|it| it.text()).unwrap_or_default();
    (text("in"), text("name"))
}

fn operations<'c>(item: &NodeRef<'c>) -> Vec<(&'c str, NodeRef<'c>)> {
    let entries = item.entries().into_iter();
    entries
        .filter(|(key, _)| HTTP_METHODS.contains(key))
        .collect()
}
