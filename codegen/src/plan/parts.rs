//! The parts of the runtime that a crate contains.
//!
//! In: the planned items, and the features of the configuration. Out: the parts that the items use, with those that they
//! need in turn, and the cargo features that the crate offers. Guaranteed: whatever the emitted code uses is in a part of
//! this list; a part that nothing uses is not in it.

use std::collections::BTreeSet;

use super::check::{Check, CheckTarget};
use super::{
    Argument, Call, Crate, Model, Multipart, Operation, Output, PartKind, StreamItem, Ty, Values,
    Written,
};
use crate::config::{CrateConfig, Mode};
use crate::dependency::{feature, part};
use crate::ir::{Api, Rule, SchemeKind, Server, Style};

/// The parts of the runtime, and the cargo features of the crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// What the code contains: parts, and for a module its features.
    present: BTreeSet<&'static str>,
    /// The cargo features that users of the crate choose.
    offered: BTreeSet<&'static str>,
}

impl Parts {
    /// Whether code with the condition `feature = "NAME"` is in the output. `None`: users decide by a cargo feature.
    pub(crate) fn decide(&self, name: &str) -> Option<bool> {
        match self.offered.contains(name) {
            true => None,
            false => Some(self.present.contains(name)),
        }
    }

    /// Whether the part is in the output.
    pub(crate) fn has(&self, part: &str) -> bool {
        self.present.contains(part)
    }

    /// Whether the crate has this cargo feature.
    pub(crate) fn offers(&self, feature: &str) -> bool {
        self.offered.contains(feature)
    }

    fn add(&mut self, name: &str) {
        if let Some(part) = part::find(name)
            && self.present.insert(part.name)
        {
            part.needs.iter().for_each(|name| self.add(name));
        }
    }

    /// Adds a feature, with those that it enables.
    fn enable(&mut self, name: &str, mode: Mode) {
        for feature in feature::closure(&[name.to_owned()]) {
            match mode {
                Mode::Crate => self.offered.insert(feature.name),
                Mode::Module => self.present.insert(feature.name),
                Mode::Models => false,
            };
            feature.parts.iter().for_each(|name| self.add(name));
        }
    }
}

/// Plans the parts of a crate.
pub(super) fn plan(krate: &Crate, api: &Api, config: &CrateConfig) -> Parts {
    let mut parts = Parts::default();
    if krate.mode == Mode::Crate {
        feature::BASE
            .iter()
            .for_each(|name| parts.enable(name, krate.mode));
    }
    for name in &config.features {
        parts.enable(name, krate.mode);
        parts.add(name);
    }
    models(krate, &mut parts);
    if krate.mode == Mode::Models {
        return parts;
    }
    service(krate, &mut parts);
    for operation in krate.groups.iter().flat_map(|group| &group.operations) {
        self::operation(operation, &mut parts);
    }
    if !krate.checked.is_empty() {
        parts.add("checks");
    }
    if !krate.pending.is_empty() {
        parts.add("polling");
    }
    if krate.mode == Mode::Crate {
        chosen_by_the_api(krate, api, &mut parts);
    }
    parts
}

/// The cargo features that only some APIs have a use for.
fn chosen_by_the_api(krate: &Crate, api: &Api, parts: &mut Parts) {
    if !api.webhook_payloads.is_empty() {
        parts.enable("webhooks", Mode::Crate);
    }
    let operations = || krate.groups.iter().flat_map(|group| &group.operations);
    let multiparts = operations().flat_map(|operation| &operation.multipart);
    let checks = operations().flat_map(|operation| &operation.checks);
    let checks = checks.chain(multiparts.flat_map(|multipart| &multipart.checks));
    let mut checks = checks.chain(krate.checked.iter().flat_map(|checked| &checked.checks));
    if checks.any(has_pattern) {
        parts.enable("regex", Mode::Crate);
    }
    if parts.has("times") {
        ["chrono", "jiff", "time"]
            .iter()
            .for_each(|name| parts.enable(name, Mode::Crate));
    }
}

fn has_pattern(check: &Check) -> bool {
    match &check.target {
        CheckTarget::Value(rules) | CheckTarget::Each(rules) | CheckTarget::Keys(rules) => {
            rules.iter().any(|rule| matches!(rule, Rule::Pattern(..)))
        }
        CheckTarget::Nested => false,
    }
}

fn models(krate: &Crate, parts: &mut Parts) {
    if !krate.foreign.is_empty() {
        parts.add("own-types");
    }
    for model in krate.models.iter().flat_map(|file| &file.items) {
        model.types().into_iter().for_each(|ty| self::ty(ty, parts));
        match model {
            Model::Struct(item) if !item.parts.is_empty() => parts.add("composed"),
            Model::Enum(item) => parts.add(match item.values {
                Values::Strings => "string-enums",
                Values::Scalars => "scalar-enums",
            }),
            Model::Union(item) => parts.add(match item.tag {
                Some(_) => "tagged",
                None => "untagged",
            }),
            Model::Struct(_) | Model::Alias(_) => {}
        }
    }
}

fn ty(ty: &Ty, parts: &mut Parts) {
    ty.each(&mut |ty| match ty {
        Ty::Runtime("DateTime" | "Date" | "Duration") => parts.add("times"),
        Ty::Runtime("Base64") => parts.add("base64"),
        Ty::Extra(_) => parts.add("extra"),
        Ty::Tuple(_) => parts.add("tuples"),
        Ty::Body | Ty::File => parts.add("readers"),
        _ => {}
    });
}

/// Servers and security schemes.
fn service(krate: &Crate, parts: &mut Parts) {
    let service = &krate.service;
    if !service.schemes.is_empty() {
        parts.add("auth");
    }
    for scheme in &service.schemes {
        match scheme.kind {
            SchemeKind::Basic => parts.add("basic"),
            SchemeKind::OAuth2 { .. } => parts.add("oauth"),
            _ => {}
        }
    }
    let servers = || service.servers.iter().filter_map(|server| server.plain());
    let named = || service.server_constants.iter().map(|named| &named.server);
    let has_variables = |server: &Server| !server.variables.is_empty();
    let is_choice = service.servers.len() > 1 || servers().chain(named()).any(has_variables);
    if is_choice || !service.operation_servers.is_empty() {
        parts.add("servers");
    }
    // Without a host, users set the server: services on their machine may have a socket.
    let has_host = |server: &Server| server.url.contains("://") && !server.url.contains("unix:");
    if !servers().chain(named()).any(has_host) {
        parts.add("unix-sockets");
    }
}

fn operation(operation: &Operation, parts: &mut Parts) {
    let used = [
        ("auth", !operation.security.is_empty()),
        ("servers", operation.server.is_some()),
        ("checks", !operation.checks.is_empty()),
        ("idempotency", operation.idempotency_key.is_some()),
        ("failures", operation.failure.is_some()),
        ("headers", operation.headers.is_some()),
        ("events", operation.stream.is_some()),
        ("paging", operation.paging.is_some()),
        ("polling", !operation.progress.is_empty()),
        ("conditional", is_conditional(operation)),
    ];
    let used = used.into_iter().filter(|(_, is_used)| *is_used);
    used.for_each(|(part, _)| parts.add(part));
    operation
        .arguments
        .iter()
        .for_each(|one| argument(one, parts));
    operation
        .multipart
        .iter()
        .for_each(|one| multipart(one, parts));
    output(&operation.output, parts);
    for variant in operation
        .failure
        .iter()
        .flat_map(|failure| &failure.variants)
    {
        ty(&variant.body.ty(), parts);
    }
    for field in operation.headers.iter().flat_map(|headers| &headers.fields) {
        ty(&field.ty, parts);
    }
    for progress in &operation.progress {
        ty(&progress.ty, parts);
    }
    match operation.stream.as_ref().map(|stream| &stream.item) {
        Some(StreamItem::Event(of, _) | StreamItem::Object(of) | StreamItem::Json(of, _)) => {
            ty(of, parts);
        }
        Some(StreamItem::Text) | None => {}
    }
}

fn argument(argument: &Argument, parts: &mut Parts) {
    ty(&argument.ty, parts);
    match &argument.call {
        Call::Param(location, style, written) => {
            if *style != Style::default_for(*location) || *written != Written::Strings {
                parts.add("styles");
            }
        }
        Call::Form(..) => parts.add("styles"),
        Call::Multipart(_) => parts.add("multipart"),
        Call::Json(_) | Call::JsonBy(..) | Call::Text(_) | Call::Body(_) => {}
    }
}

fn multipart(multipart: &Multipart, parts: &mut Parts) {
    parts.add("multipart");
    if !multipart.checks.is_empty() {
        parts.add("checks");
    }
    multipart.fields().for_each(|(_, of, _)| ty(of, parts));
    if multipart
        .parts
        .iter()
        .any(|part| matches!(part.kind, PartKind::File))
    {
        parts.add("readers");
    }
}

fn output(output: &Output, parts: &mut Parts) {
    match output {
        Output::Json(of, _) => ty(of, parts),
        Output::Bytes => parts.add("transfers"),
        Output::ByStatus(several) => {
            let contents = several.variants.iter().map(|variant| &variant.content);
            contents.for_each(|content| self::output(content, parts));
        }
        Output::First(first, _) => self::output(first, parts),
        Output::Unit | Output::Text => {}
    }
}

/// Whether the operation has headers of conditional requests (RFC 9110, section 13).
fn is_conditional(operation: &Operation) -> bool {
    const SENT: [&str; 3] = ["if-match", "if-none-match", "if-modified-since"];
    const RECEIVED: [&str; 2] = ["etag", "last-modified"];
    let is_one_of =
        |names: &[&str], wire: &str| names.iter().any(|name| wire.eq_ignore_ascii_case(name));
    let headers = operation.headers.iter().flat_map(|headers| &headers.fields);
    let mut received = headers.map(|field| field.wire.as_str());
    let mut sent = operation
        .arguments
        .iter()
        .map(|argument| argument.wire.as_str());
    sent.any(|wire| is_one_of(&SENT, wire)) || received.any(|wire| is_one_of(&RECEIVED, wire))
}
