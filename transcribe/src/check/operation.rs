//! Operations of both sides.
//!
//! In: the paths of both. Out: findings.

use super::{Check, Side};

const VERBS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

impl<'c> Check<'c> {
    pub(super) fn paths(&mut self, pages: &Side<'c>, spec: &Side<'c>) {
        for (path, item) in pages.entries() {
            let other = spec.get(path);
            for (verb, operation) in operations(&item) {
                let subject = format!("{} {path}", verb.to_uppercase());
                let known = other
                    .as_ref()
                    .and_then(|other| other.get(verb).map(|it| (other, it)));
                match known {
                    Some((item, known)) => self.operation(&subject, &operation, &known, item),
                    None => self.missing(subject, &operation, &spec.at),
                }
            }
        }
        for (path, item) in spec.entries() {
            for (verb, operation) in operations(&item) {
                if pages.get(path).and_then(|item| item.get(verb)).is_none() {
                    self.beyond(format!("{} {path}", verb.to_uppercase()), &operation);
                }
            }
        }
    }

    fn operation(&mut self, subject: &str, pages: &Side<'c>, spec: &Side<'c>, item: &Side<'c>) {
        self.words(subject, pages, spec);
        for key in ["operationId", "tags", "deprecated", "x-long-running"] {
            let (one, other) = (pages.get(key), spec.get(key));
            self.value(
                format!("{subject}: {key}"),
                one.as_ref(),
                other.as_ref(),
                &spec.at,
            );
        }
        if pages.get("servers").is_some() {
            self.servers(subject, pages, spec);
        }
        self.parameters(subject, pages, spec, item);
        self.body(subject, pages, spec);
        self.responses(subject, pages, spec);
        let compared = [
            "parameters",
            "requestBody",
            "responses",
            "summary",
            "description",
            "servers",
        ];
        for (key, side) in spec.entries() {
            let known = pages.get(key).is_some() || compared.contains(&key);
            if !known && !["operationId", "tags", "deprecated", "x-long-running"].contains(&key) {
                self.beyond(format!("{subject}: {key}"), &side);
            }
        }
    }

    fn parameters(&mut self, subject: &str, pages: &Side<'c>, spec: &Side<'c>, item: &Side<'c>) {
        let list = |side: &Side<'c>, document| {
            let list = side
                .get("parameters")
                .map(|list| list.items())
                .unwrap_or_default();
            let list = list.into_iter().map(move |side| side.resolved(document));
            list.collect::<Vec<_>>()
        };
        let ours = list(pages, self.pages);
        let mut theirs = list(spec, self.spec);
        theirs.extend(list(item, self.spec));
        let key = |side: &Side<'c>| {
            let text = |key| side.get(key).map(|it| it.says()).unwrap_or_default();
            (text("in"), text("name"))
        };
        for parameter in &ours {
            let (place, name) = key(parameter);
            let subject = format!("{subject}: {place} parameter `{name}`");
            let Some(known) = theirs.iter().find(|it| key(it) == key(parameter)) else {
                self.missing(subject, parameter, &spec.at);
                continue;
            };
            self.words(&subject, parameter, known);
            for key in ["required", "deprecated"] {
                let is =
                    |side: &Side<'c>| side.get(key).filter(|it| it.node.as_bool() == Some(true));
                let (one, other) = (is(parameter), is(known));
                self.value(
                    format!("{subject}: {key}"),
                    one.as_ref(),
                    other.as_ref(),
                    &known.at,
                );
            }
            if let (Some(one), Some(other)) = (parameter.get("schema"), known.get("schema")) {
                self.schema(&subject, &one, &other);
            }
        }
        for parameter in &theirs {
            if !ours.iter().any(|it| key(it) == key(parameter)) {
                let (place, name) = key(parameter);
                self.beyond(format!("{subject}: {place} parameter `{name}`"), parameter);
            }
        }
    }

    fn body(&mut self, subject: &str, pages: &Side<'c>, spec: &Side<'c>) {
        let subject = format!("{subject}: the body");
        let ours = pages.get("requestBody").map(|it| it.resolved(self.pages));
        let theirs = spec.get("requestBody").map(|it| it.resolved(self.spec));
        match (ours, theirs) {
            (Some(one), Some(other)) => self.content(&subject, &one, &other),
            (Some(one), None) => self.missing(subject, &one, &spec.at),
            (None, Some(other)) => self.beyond(subject, &other),
            (None, None) => {}
        }
    }

    fn responses(&mut self, subject: &str, pages: &Side<'c>, spec: &Side<'c>) {
        let ours = pages
            .get("responses")
            .map(|it| it.entries())
            .unwrap_or_default();
        let theirs = spec
            .get("responses")
            .map(|it| it.entries())
            .unwrap_or_default();
        for (status, one) in &ours {
            let subject = format!("{subject}: the answer {status}");
            match theirs.iter().find(|(other, _)| other == status) {
                Some((_, other)) => {
                    let (one, other) = (one.resolved(self.pages), other.resolved(self.spec));
                    self.words(&subject, &one, &other);
                    self.content(&subject, &one, &other);
                }
                None => self.missing(subject, one, &spec.at),
            }
        }
        for (status, other) in &theirs {
            if !ours.iter().any(|(one, _)| one == status) {
                self.beyond(format!("{subject}: the answer {status}"), other);
            }
        }
    }

    fn content(&mut self, subject: &str, pages: &Side<'c>, spec: &Side<'c>) {
        let media = |side: &Side<'c>| {
            side.get("content")
                .map(|it| it.entries())
                .unwrap_or_default()
        };
        let (ours, theirs) = (media(pages), media(spec));
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

fn operations<'c>(item: &Side<'c>) -> Vec<(&'c str, Side<'c>)> {
    let entries = item.entries().into_iter();
    entries.filter(|(key, _)| VERBS.contains(key)).collect()
}
