//! The encoding of the parts of a form or of a multipart body.

use oascribe_codegen::read::Node;

use super::super::spec::{At, Spec};
use super::{Both, Pointers, Session, matched_names, media};

/// The depth of unions and `allOf` in which a part is searched.
const MAX_DEPTH: usize = 8;

pub fn compare<'d>(session: &mut Session<'d>, both: &Both<'d>, old: &At<'d>, new: &At<'d>) {
    for (part, was, is) in matched_names(old.get("encoding"), new.get("encoding"), str::to_owned) {
        let pointers = Pointers::new(was.as_ref().or(Some(old)), is.as_ref().or(Some(new)));
        let before = declarations(session.base, old.get("schema"), part);
        let after = declarations(session.revision, new.get("schema"), part);
        if before.is_empty() != after.is_empty() {
            // The property itself was added or removed, which is a finding of its own.
            continue;
        }
        let (mut from, mut to) = (Encoding::of(was.as_ref()), Encoding::of(is.as_ref()));
        let mut each = before.iter();
        if !before.is_empty() && each.all(|at| is_scalar(session.base, at, 0)) {
            // Whatever the style, what clients send is one name and one value.
            (from.style, to.style) = (String::new(), String::new());
        }
        let id = match (from.is_within(&to), to.is_within(&from)) {
            (true, true) => continue,
            (true, false) => "request-body-encoding-widened",
            (false, _) => "request-body-encoding-changed",
        };
        session.report_for(&both.operation, id, part, &to.shown(), pointers);
    }
}

/// The schemas of a part in the schema of the whole body. Empty if it is not declared.
fn declarations<'d>(spec: &'d Spec, schema: Option<At<'d>>, part: &str) -> Vec<At<'d>> {
    let mut found = Vec::new();
    let mut todo: Vec<_> = schema.into_iter().map(|at| (at, 0)).collect();
    while let Some((at, depth)) = todo.pop() {
        let Some(at) = spec.follow(at).filter(|_| depth < MAX_DEPTH) else {
            continue;
        };
        found.extend(at.path(&["properties", part]));
        let inner = ["allOf", "anyOf", "oneOf"]
            .iter()
            .filter_map(|key| at.get(key));
        todo.extend(
            inner
                .flat_map(|list| list.items())
                .map(|at| (at, depth + 1)),
        );
    }
    found
}

/// Whether a schema allows only values that are no lists and no objects.
fn is_scalar<'d>(spec: &'d Spec, schema: &At<'d>, depth: usize) -> bool {
    let Some(at) = spec.follow(schema.clone()).filter(|_| depth < MAX_DEPTH) else {
        return false;
    };
    let types = match at.node.get("type") {
        Some(Node::String(name)) => vec![name.as_str()],
        Some(Node::Array(names)) => names.iter().filter_map(Node::as_str).collect(),
        _ => Vec::new(),
    };
    if !types.is_empty() {
        return types
            .iter()
            .all(|name| !matches!(*name, "array" | "object"));
    }
    let unions = ["anyOf", "oneOf"].iter().filter_map(|key| at.get(key));
    let alternatives: Vec<_> = unions.flat_map(|list| list.items()).collect();
    let mut each = alternatives.iter();
    !alternatives.is_empty() && each.all(|at| is_scalar(spec, at, depth + 1))
}

/// The encoding of a part.
#[derive(Default)]
struct Encoding<'d> {
    /// The allowed media types. Empty if the schema of the part determines it.
    media: Vec<&'d str>,
    style: String,
    required_headers: Vec<&'d str>,
}

impl<'d> Encoding<'d> {
    fn of(at: Option<&At<'d>>) -> Self {
        let Some(at) = at else {
            return Self::default();
        };
        let media = at.text("contentType").unwrap_or_default().split(',');
        let flag = |key: &str| at.node.get(key).and_then(Node::as_bool);
        let has_style = ["style", "explode", "allowReserved"]
            .iter()
            .any(|key| at.get(key).is_some());
        let style = at.text("style").unwrap_or("form");
        let exploded = flag("explode").unwrap_or(style == "form");
        let headers = at.get("headers").map_or(Vec::new(), |at| at.entries());
        let headers = headers.into_iter().filter(|(_, at)| at.flag("required"));
        Self {
            media: media.map(str::trim).filter(|it| !it.is_empty()).collect(),
            style: match has_style
                && (style != "form" || !exploded || flag("allowReserved") == Some(true))
            {
                true => format!("{style} {exploded} {:?}", flag("allowReserved")),
                false => String::new(),
            },
            required_headers: headers.map(|(name, _)| name).collect(),
        }
    }

    /// Whether the other encoding allows every part with this one.
    fn is_within(&self, other: &Self) -> bool {
        let is_allowed = |name: &&str| other.media.iter().any(|range| media::covers(range, name));
        let has = |name: &&str| {
            self.required_headers
                .iter()
                .any(|own| own.eq_ignore_ascii_case(name))
        };
        let is_media_allowed =
            self.media.is_empty() == other.media.is_empty() && self.media.iter().all(is_allowed);
        is_media_allowed && self.style == other.style && other.required_headers.iter().all(has)
    }

    fn shown(&self) -> String {
        match (self.media.is_empty(), self.style.is_empty()) {
            (false, _) => self.media.join(", "),
            (true, false) => self.style.split(' ').next().unwrap_or_default().to_owned(),
            (true, true) => "the default".to_owned(),
        }
    }
}
