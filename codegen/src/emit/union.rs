//! Unions: the enum, and the table by which a value is decoded.

use quote::quote;

use super::EmitError;
use super::models::{derives, table_name};
use super::print::{comment, deprecated, ident, items, literal, parse};
use crate::ir::{ExpectedForm, Form, Literal, Presence, VariantContent};
use crate::plan::{ProbeExpr, TyScope, Union, UnionVariant};

pub(super) fn union(item: &Union) -> Result<String, EmitError> {
    let name = ident(&item.name)?;
    let (about, old) = (comment(&item.docs), deprecated(&item.deprecated));
    let derives = derives(&item.derives, &item.attributes)?;
    let unknown = ident(&item.unknown)?;
    let mut variants = Vec::new();
    for variant in &item.variants {
        let name = ident(&variant.name)?;
        if let Some(unit) = &variant.unit {
            let (about, old) = (comment(&unit.docs), deprecated(&unit.deprecated));
            variants.push(quote! { #about #old #name });
            continue;
        }
        let ty: syn::Type = parse(&variant.ty.text(TyScope::Models))?;
        let about = comment(&variant.docs);
        variants.push(quote! { #about #name(#ty) });
    }
    let tokens = quote! {
        #about
        #old
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that matches no declared schema, as it was received.
            #unknown(serde_json::Value),
        }
    };
    let mut text = items(&item.name, tokens)?;
    text.push_str(&table(item));
    text.push_str(&conversions(item));
    text.push_str(&constructors(item));
    Ok(text)
}

/// The table of the types that convert to the union, if there are any.
fn conversions(item: &Union) -> String {
    let of_text = item.of_text().map(|name| format!(", str as {name}"));
    let rows = item.conversions().map(|(ty, variant)| {
        let ty = ty.text(TyScope::Models);
        format!("    {ty} => {variant},\n")
    });
    let rows: String = rows.collect();
    if rows.is_empty() && of_text.is_none() {
        return String::new();
    }
    let (name, of_text) = (&item.name, of_text.unwrap_or_default());
    match rows.as_str() {
        "" => format!("\nwire::from! {{ {name}{of_text} {{}} }}\n"),
        rows => format!("\nwire::from! {{ {name}{of_text} {{\n{rows}}} }}\n"),
    }
}

/// The table of the functions that create variants, if there are any.
fn constructors(item: &Union) -> String {
    let rows = item.variants.iter().filter_map(|variant| {
        let constructor = variant.constructor.as_ref()?;
        let arguments = constructor.arguments.iter();
        let arguments = arguments
            .map(|argument| format!("{}: {}", argument.name, argument.ty(TyScope::Models)));
        let arguments: Vec<String> = arguments.collect();
        let (name, variant, value) = (&constructor.name, &variant.name, constructor.value());
        Some(format!(
            "    {name}({}) => {variant}({value}),\n",
            arguments.join(", ")
        ))
    });
    match rows.collect::<String>().as_str() {
        "" => String::new(),
        rows => format!("\nwire::constructors! {{ {} {{\n{rows}}} }}\n", item.name),
    }
}

fn table(item: &Union) -> String {
    let name = table_name(&item.name, &item.unknown);
    let units = units(item);
    let is_plain = units.is_empty() && name == item.name;
    let by = match &item.tag {
        Some(tag) => format!(" by {}", literal(tag)),
        None => String::new(),
    };
    let table = match &item.tag {
        Some(_) => "tagged",
        None => "untagged",
    };
    let (own, unknown) = (&item.name, &item.unknown);
    let mut text = match is_plain {
        true => format!("\nwire::{table}! {{ {own}{by} {{\n"),
        false => format!("\nwire::{table}! {{ {own} or {unknown}{by} [{units}] {{\n"),
    };
    for row in &item.rows {
        let variant = &item.variants[*row];
        if variant.unit.is_some() {
            continue;
        }
        let (name, codec) = (&variant.name, &variant.codec);
        let content = content(variant, item.tag.is_some());
        let line = if item.tag.is_some() {
            let tags: Vec<String> = variant.tags.iter().map(|tag| literal(tag)).collect();
            let mark = if item.untagged == Some(*row) {
                ".."
            } else {
                ""
            };
            format!(
                "    {mark}{name}: {}{content} => {codec},\n",
                tags.join(" | ")
            )
        } else {
            format!(
                "    {name}{content} => {codec}, {}{};\n",
                probe(&variant.probe),
                forms(&variant.forms)
            )
        };
        text.push_str(&line);
    }
    text.push_str("} }\n");
    text
}

/// The words of a row that state which part of the value the type of a variant is.
fn content(variant: &UnionVariant, is_tagged: bool) -> String {
    match &variant.content {
        VariantContent::Whole => String::new(),
        VariantContent::BesideTag(Presence::Required) => " required".to_owned(),
        VariantContent::BesideTag(Presence::Optional) => " optional".to_owned(),
        VariantContent::Property(name) if is_tagged => format!(" required in {}", literal(name)),
        VariantContent::Property(name) => format!(" in {}", literal(name)),
    }
}

/// The rows of the variants without content.
fn units(item: &Union) -> String {
    let units = item.variants.iter().filter_map(|variant| {
        let unit = variant.unit.as_ref()?;
        let name = &variant.name;
        Some(format!("\n    {name}: {},", literal(&unit.text)))
    });
    let mut text: String = units.collect();
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

fn probe(probe: &ProbeExpr) -> String {
    match probe {
        ProbeExpr::Any => "Matcher::any()".to_owned(),
        ProbeExpr::Text => "Matcher::string()".to_owned(),
        ProbeExpr::Integer => "Matcher::integer()".to_owned(),
        ProbeExpr::Number => "Matcher::number()".to_owned(),
        ProbeExpr::Bool => "Matcher::boolean()".to_owned(),
        ProbeExpr::List => "Matcher::array()".to_owned(),
        ProbeExpr::Object {
            required,
            constants,
            nested,
        } => {
            let mut text = format!("Matcher::object(&[{}])", literals(required));
            for (name, values) in constants {
                text.push_str(&constant(&literal(name), values));
            }
            for constants in nested {
                text.push_str(&constant(&literal(&constants.property), &constants.values));
                text.push_str(&format!(".within(&[{}])", literals(&constants.outer)));
            }
            text
        }
    }
}

/// The forms of a string or of properties.
fn forms(expected: &[ExpectedForm]) -> String {
    let mut text = String::new();
    let mut properties = Vec::new();
    for expected in expected {
        let form = form(&expected.form);
        match &expected.property {
            None => text.push_str(&format!(".like({form})")),
            Some(name) => properties.push(format!("({}, {form})", literal(name))),
        }
    }
    if !properties.is_empty() {
        text.push_str(&format!(".with_forms(&[{}])", properties.join(", ")));
    }
    text
}

fn form(form: &Form) -> String {
    match form {
        Form::Ipv4 => "Form::Ipv4".to_owned(),
        Form::Ipv6 => "Form::Ipv6".to_owned(),
        Form::Uuid => "Form::Uuid".to_owned(),
        Form::Chars(ranges) => format!("Form::Chars(&{ranges:?})"),
    }
}

fn literals(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| literal(name)).collect();
    names.join(", ")
}

/// The allowed values of a property, which all have one type.
fn constant(name: &str, values: &[Literal]) -> String {
    let texts = values.iter().filter_map(|value| match value {
        Literal::String(text) => Some(literal(text)),
        _ => None,
    });
    let integers = values.iter().filter_map(|value| match value {
        Literal::Int(value) => Some(value.to_string()),
        _ => None,
    });
    match values {
        [Literal::Bool(value), ..] => format!(".with_bool({name}, {value})"),
        [Literal::Int(_), ..] => {
            let integers: Vec<String> = integers.collect();
            format!(".with_int({name}, &[{}])", integers.join(", "))
        }
        _ => {
            let texts: Vec<String> = texts.collect();
            format!(".with({name}, &[{}])", texts.join(", "))
        }
    }
}
