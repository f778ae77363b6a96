//! Puts more on a line than prettyplease does, where operations would otherwise be mostly short lines: chained calls of
//! checks, descriptions of operations, and the arguments of functions.

/// The width of lines that are joined.
const WIDTH: usize = 110;

/// The start of the description of an operation.
const META: &str = "const META: Meta = Meta::new(";

pub(super) fn compact(item: &str) -> String {
    let mut text = String::with_capacity(item.len());
    let mut lines = item.lines().peekable();
    while let Some(line) = lines.next() {
        let start = line.trim_start();
        let indent = &line[..line.len() - start.len()];
        let is_meta = start.starts_with(META);
        let is_chain = is_name(start) && lines.peek().is_some_and(|next| is_call(next, indent));
        if is_list(start) {
            join(&mut text, line, &mut lines);
            continue;
        }
        if line.ends_with(';') || !(is_meta || is_chain) {
            text.push_str(line);
            text.push('\n');
            continue;
        }
        let mut parts = vec![start];
        for part in lines.by_ref() {
            parts.push(part.trim());
            if part.ends_with(';') {
                break;
            }
        }
        fill(&mut text, indent, &calls(&parts));
    }
    text
}

/// Whether a line begins the arguments of a function, or of the call that a method consists of.
fn is_list(line: &str) -> bool {
    let is_function = line.starts_with("pub fn ") || line.starts_with("fn ");
    line == "Call::new(" || (is_function && line.ends_with('('))
}

/// Adds arguments on one line, if they fit.
fn join<'l>(text: &mut String, first: &str, lines: &mut impl Iterator<Item = &'l str>) {
    let (mut joined, mut apart) = (first.to_owned(), format!("{first}\n"));
    for line in lines {
        append(&mut joined, line.trim());
        apart.push_str(line);
        apart.push('\n');
        if line.trim_start().starts_with(')') {
            break;
        }
    }
    if joined.len() > WIDTH {
        text.push_str(&apart);
    } else {
        text.push_str(&joined);
        text.push('\n');
    }
}

/// Whether a line is only the receiver of a chain.
fn is_name(line: &str) -> bool {
    !line.is_empty()
        && line
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// Whether a line is a call of the chain that begins with this indent.
fn is_call(line: &str, indent: &str) -> bool {
    let rest = line
        .strip_prefix(indent)
        .and_then(|rest| rest.strip_prefix("    "));
    rest.is_some_and(|rest| rest.starts_with('.'))
}

/// The calls of a chain, each on one line.
fn calls(parts: &[&str]) -> Vec<String> {
    let mut calls: Vec<String> = Vec::new();
    for part in parts {
        match calls.last_mut() {
            Some(last) if !part.starts_with('.') => append(last, part),
            _ => calls.push((*part).to_owned()),
        }
    }
    calls
}

/// Appends a line of arguments.
fn append(text: &mut String, part: &str) {
    let closes = part.starts_with([')', ']']);
    if closes && text.ends_with(',') {
        text.pop();
    }
    if !closes && !text.ends_with(['(', '[']) {
        text.push(' ');
    }
    text.push_str(part);
}

/// Adds the calls to lines of the width.
fn fill(text: &mut String, indent: &str, calls: &[String]) {
    let mut width = indent.len();
    text.push_str(indent);
    for (index, call) in calls.iter().enumerate() {
        if index > 0 && width + call.len() > WIDTH {
            text.push_str(&format!("\n{indent}    "));
            width = indent.len() + 4;
        }
        text.push_str(call);
        width += call.len();
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn chains_fill_lines() {
        let long = "x".repeat(100);
        let text = format!(
            "fn f() {{\n    check\n        .value(\"a\", &self.a)\n        .min_length(1)\n        .pattern(\"{long}\");\n    other();\n}}\n"
        );
        let filled = format!(
            "fn f() {{\n    check.value(\"a\", &self.a).min_length(1)\n        .pattern(\"{long}\");\n    other();\n}}\n"
        );
        assert_eq!(compact(&text), filled);
    }

    #[test]
    fn descriptions_have_no_line_for_each_argument() {
        let text = "impl A {\n    const META: Meta = Meta::new(\n            \"a\",\n            Method::Get,\n            \"/a\",\n        )\n        .security(&[&[\"key\"]]);\n}\n";
        let line = "impl A {\n    const META: Meta = Meta::new(\"a\", Method::Get, \"/a\").security(&[&[\"key\"]]);\n}\n";
        assert_eq!(compact(text), line);
        assert_eq!(compact(line), line);
    }

    #[test]
    fn short_arguments_are_on_one_line() {
        let text = "    pub fn get(\n        &self,\n        id: impl Into<String>,\n    ) -> Call<C, Get> {\n        Call::new(\n            &self.client,\n            Get::new(id),\n        )\n    }\n";
        let joined = "    pub fn get(&self, id: impl Into<String>) -> Call<C, Get> {\n        Call::new(&self.client, Get::new(id))\n    }\n";
        assert_eq!(compact(text), joined);
        let name = "x".repeat(90);
        let long = format!("fn f(\n    {name}: String,\n    b: String,\n) -> Self {{\n}}\n");
        assert_eq!(compact(&long), long);
    }

    #[test]
    fn other_code_stays() {
        let text = "fn f() {\n    match a {\n        b => c,\n    }\n    self\n}\n";
        assert_eq!(compact(text), text);
    }
}
