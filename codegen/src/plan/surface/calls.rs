//! The lines for calls: groups, operations, and what belongs to those.

use super::{client, former, line};
use crate::ir::Presence;
use crate::plan::Mode;
use crate::plan::api::{Argument, Failure, Group, Headers, Multipart, Operation, Output, Several};
use crate::plan::ty::Scope;

/// The lines of a group.
pub(super) fn group(group: &Group, mode: Mode, lines: &mut Vec<String>) {
    let feature = match (mode, &group.feature) {
        (Mode::Crate, Some(own)) => format!("client, {own}"),
        (mode, _) => client(mode).to_owned(),
    };
    let feature = feature.as_str();
    let path = format!("api::{}", group.name);
    lines.push(line(&path, "struct", "<C>", "Clone Debug", feature));
    let accessor = format!("(&self) -> api::{}<Self>", group.name);
    for name in group.former_accessors.iter().chain([&group.accessor]) {
        let path = format!("Client::{name}");
        lines.push(line(&path, "fn", &accessor, "", feature));
    }
    former(&group.former, "api", feature, lines);
    for operation in &group.operations {
        self::operation(operation, &path, feature, lines);
    }
}

fn operation(operation: &Operation, group: &str, feature: &str, lines: &mut Vec<String>) {
    let path = format!("api::{}", operation.name);
    let arguments: Vec<_> = operation.required().map(argument_text).collect();
    let after_self: String = arguments
        .iter()
        .map(|argument| format!(", {argument}"))
        .collect();
    let signature = format!("(&self{after_self}) -> Call<C, {path}>");
    let methods = operation.former_methods.iter();
    for name in methods.chain([&operation.method_name]) {
        let path = format!("{group}::{name}");
        lines.push(line(&path, "fn", &signature, "", feature));
    }
    let mut traits = "Clone Operation".to_owned();
    if operation.paging.is_some() {
        traits.push_str(" Paged");
    }
    if let Some(stream) = &operation.stream {
        let item = stream.item.text(Scope::Surface).replace("runtime::", "");
        traits.push_str(&format!(" Streamed<{item}>"));
    }
    lines.push(line(&path, "struct", "non_exhaustive", &traits, feature));
    let signature = format!("({}) -> Self", arguments.join(", "));
    lines.push(line(&format!("{path}::new"), "fn", &signature, "", feature));
    for argument in operation.required() {
        let ty = argument.ty.text(Scope::Surface);
        lines.push(line(
            &format!("{path}::{}", argument.name),
            "field",
            &ty,
            "",
            feature,
        ));
    }
    for argument in operation.optional() {
        let ty = argument.ty.clone().option().text(Scope::Surface);
        lines.push(line(
            &format!("{path}::{}", argument.name),
            "field",
            &ty,
            "",
            feature,
        ));
        let setter = format!("Call<C, {path}>::{}", argument.setter);
        let signature = format!("(self, {}) -> Self", argument_text(argument));
        lines.push(line(&setter, "fn", &signature, "", feature));
    }
    if let Some(multipart) = &operation.multipart {
        self::multipart(multipart, feature, lines);
    }
    for progress in &operation.progress {
        let (answer, ty) = (
            progress.answer.text(Scope::Surface),
            progress.ty.text(Scope::Surface),
        );
        let signature = format!("(answer: &{answer}) -> Result<Option<{ty}>, DecodeError>");
        let path = format!("{path}::{}", progress.name);
        lines.push(line(&path, "fn", &signature, "", feature));
    }
    outcome(operation, &path, feature, lines);
    if let Some(headers) = &operation.headers {
        self::headers(headers, feature, lines);
    }
}

fn multipart(multipart: &Multipart, feature: &str, lines: &mut Vec<String>) {
    let path = format!("api::{}", multipart.name);
    let traits = "Clone Debug Multipart";
    lines.push(line(&path, "struct", "non_exhaustive", traits, feature));
    let arguments = multipart.required();
    let arguments = arguments.map(|(name, ty)| format!("{name}: {}", ty.argument(Scope::Surface)));
    let arguments = arguments.collect::<Vec<_>>().join(", ");
    let signature = format!("({arguments}) -> Self");
    lines.push(line(&format!("{path}::new"), "fn", &signature, "", feature));
    for (name, ty, presence) in multipart.fields() {
        let ty = match presence {
            Presence::Required => ty.clone(),
            Presence::Optional => ty.clone().option(),
        };
        let path = format!("{path}::{name}");
        lines.push(line(&path, "field", &ty.text(Scope::Surface), "", feature));
    }
}

fn headers(headers: &Headers, feature: &str, lines: &mut Vec<String>) {
    let path = format!("api::{}", headers.name);
    let traits = "Clone Debug Default PartialEq Headers";
    lines.push(line(&path, "struct", "non_exhaustive", traits, feature));
    for field in &headers.fields {
        let path = format!("{path}::{}", field.name);
        let ty = field.ty.text(Scope::Surface);
        lines.push(line(&path, "field", &ty, "", feature));
    }
    let path = format!("{path}::malformed");
    lines.push(line(&path, "field", "Vec<HeaderError>", "", feature));
}

fn argument_text(argument: &Argument) -> String {
    format!(
        "{}: {}",
        argument.name,
        argument.ty.argument(Scope::Surface)
    )
}

fn outcome(operation: &Operation, path: &str, feature: &str, lines: &mut Vec<String>) {
    let output = operation.output.ty().text(Scope::Surface);
    lines.push(line(
        &format!("{path}::Output"),
        "type",
        &output,
        "",
        feature,
    ));
    let failure = match &operation.failure {
        Some(failure) => format!("api::{}", failure.name),
        None => "Undeclared".to_owned(),
    };
    lines.push(line(
        &format!("{path}::Failure"),
        "type",
        &failure,
        "",
        feature,
    ));
    if let Output::Several(several) = &operation.output {
        self::several(several, feature, lines);
    }
    if let Some(failure) = &operation.failure {
        self::failure(failure, feature, lines);
    }
}

fn several(several: &Several, feature: &str, lines: &mut Vec<String>) {
    let path = format!("api::{}", several.name);
    let variants = several.variants.iter().map(|variant| {
        let signature = match &variant.content {
            Output::Unit => String::new(),
            output => format!("({})", output.ty().text(Scope::Surface)),
        };
        (&variant.name, signature)
    });
    choice(&path, variants, feature, lines);
    if several.is_open() {
        let path = format!("{path}::Undeclared");
        lines.push(line(&path, "variant", "(Received)", "", feature));
    }
}

fn failure(failure: &Failure, feature: &str, lines: &mut Vec<String>) {
    let path = format!("api::{}", failure.name);
    let variants = failure.variants.iter().map(|variant| {
        let signature = format!("({})", variant.body.ty().text(Scope::Surface));
        (&variant.name, signature)
    });
    choice(&path, variants, feature, lines);
}

/// An enum of what an operation may come to, one variant for each answer.
fn choice<'a>(
    path: &str,
    variants: impl Iterator<Item = (&'a String, String)>,
    feature: &str,
    lines: &mut Vec<String>,
) {
    let traits = "Clone Debug PartialEq";
    lines.push(line(path, "enum", "non_exhaustive", traits, feature));
    for (name, signature) in variants {
        let path = format!("{path}::{name}");
        lines.push(line(&path, "variant", &signature, "", feature));
    }
}
