//! The encoding of the parts of a form or of a multipart body.

use oascribe_codegen::read::Node;

use super::super::spec::At;
use super::{Both, Pointers, Session, matched_names, media};

pub fn compare(session: &mut Session<'_>, both: &Both<'_>, old: &At<'_>, new: &At<'_>) {
    for (part, was, is) in matched_names(old.get("encoding"), new.get("encoding"), str::to_owned) {
        let pointers = Pointers::new(was.as_ref().or(Some(old)), is.as_ref().or(Some(new)));
        let (from, to) = (Encoding::of(was.as_ref()), Encoding::of(is.as_ref()));
        let id = match (from.is_within(&to), to.is_within(&from)) {
            (true, true) => continue,
            (true, false) => "request-body-encoding-widened",
            (false, _) => "request-body-encoding-changed",
        };
        session.report_for(&both.operation, id, part, &to.shown(), pointers);
    }
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
