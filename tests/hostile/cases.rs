//! The documents, and what the command makes of them.

use std::fmt::Write;

/// A document with its other files.
pub struct Case {
    pub name: &'static str,
    /// The files; the first one is the document.
    pub document: Vec<(String, String)>,
    pub code: i32,
    /// What the command prints, or an empty string for a harmless crate.
    pub diagnostic: &'static str,
}

impl Case {
    fn new(name: &'static str, text: String, code: i32, diagnostic: &'static str) -> Self {
        Case {
            name,
            document: vec![("api.yaml".to_owned(), text)],
            code,
            diagnostic,
        }
    }
}

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {}\n";

/// A document with these lines as schemas.
fn with_schemas(lines: impl IntoIterator<Item = String>) -> String {
    let mut text = format!("{HEAD}components:\n  schemas:\n");
    for line in lines {
        let _ = writeln!(text, "    {line}");
    }
    text
}

fn reference(name: &str) -> String {
    format!("{{$ref: '#/components/schemas/{name}'}}")
}

/// Unusual texts: nesting, aliases, lengths.
pub fn text() -> Vec<Case> {
    let (deep, large) = ("error[too-deep]", "error[alias-bomb]");
    let nested = format!("{HEAD}x-a: {}", "[".repeat(200_000));
    let blocks: String = (0..1000)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    let powers = (0..12).fold("x-0: &a0 [x, x]\n".to_owned(), |text, step| {
        let alias = format!("*a{step}");
        format!(
            "{text}x-{0}: &a{0} [{1}]\n",
            step + 1,
            vec![alias; 9].join(", ")
        )
    });
    let copies = format!(
        "x-a: &a {}\nx-b: [{}]\n",
        "a".repeat(100_000),
        vec!["*a"; 10_000].join(", ")
    );
    let name = "a".repeat(1_000);
    let long = format!("{name}: {{type: object, properties: {{{name}: {{type: string}}}}}}");
    let quote = format!(
        "A: {{type: string, description: '{}x'}}",
        "> ".repeat(5_000)
    );
    let brackets = format!("A: {{type: string, description: '{}'}}", "[a".repeat(5_000));
    vec![
        Case::new("nested arrays", nested, 1, deep),
        Case::new("nested arrays in JSON", "[".repeat(200_000), 1, deep),
        Case::new("nested blocks", blocks, 1, deep),
        Case::new("aliases of aliases", format!("{HEAD}{powers}"), 1, large),
        Case::new(
            "aliases of a long string",
            format!("{HEAD}{copies}"),
            1,
            large,
        ),
        Case::new("long names", with_schemas([long]), 0, ""),
        Case::new("nested quotes", with_schemas([quote]), 0, ""),
        Case::new("open brackets", with_schemas([brackets]), 0, ""),
    ]
}

/// Many schemas, properties, values and alternatives.
pub fn schemas() -> Vec<Case> {
    let properties = (0..1_000).map(|index| format!("  p{index}: {{type: string}}"));
    let properties = ["A:", "  type: object", "  properties:"]
        .map(str::to_owned)
        .into_iter()
        .chain(properties.map(|line| format!("  {line}")));
    let values: Vec<_> = (0..1_000).map(|index| format!("v{index}")).collect();
    let values = format!("A: {{type: string, enum: [{}]}}", values.join(", "));
    let branch = |index: usize| {
        format!(
            "{{type: object, required: [k{index}], properties: {{k{index}: {{type: string}}}}}}"
        )
    };
    let branches: Vec<_> = (0..200).map(branch).collect();
    let union = format!("A: {{oneOf: [{}]}}", branches.join(", "));
    let chain = (0..300).map(|index| {
        format!(
            "A{index}: {{type: object, properties: {{a: {}}}}}",
            reference(&format!("A{}", index + 1))
        )
    });
    let chain = chain.chain(["A300: {type: string}".to_owned()]);
    let aliases =
        (0..300).map(|index| format!("A{index}: {}", reference(&format!("A{}", index + 1))));
    let aliases = aliases.chain(["A300: {type: string}".to_owned()]);
    let missing = (0..500).map(|index| format!("A{index}: {}", reference(&format!("B{index}"))));
    vec![
        Case::new("properties", with_schemas(properties), 0, ""),
        Case::new("enum values", with_schemas([values]), 0, ""),
        Case::new("alternatives", with_schemas([union]), 0, ""),
        Case::new("a chain of properties", with_schemas(chain), 0, ""),
        Case::new("a chain of aliases", with_schemas(aliases), 0, ""),
        Case::new(
            "dangling references",
            with_schemas(missing),
            0,
            "warning[open-ref]",
        ),
    ]
}

/// Schemas with `allOf`, whose properties are copied.
pub fn all_of() -> Vec<Case> {
    let own = |name: &str| format!("{{type: object, properties: {{{name}: {{type: string}}}}}}");
    let extend = |name: &str, base: String| {
        format!("{name}: {{allOf: [{}, {}]}}", reference(&base), own(name))
    };
    let chain = (1..300).map(|index| extend(&format!("A{index}"), format!("A{}", index - 1)));
    let chain = [format!("A0: {}", own("a"))].into_iter().chain(chain);
    let reverse = (0..500).map(|index| {
        format!(
            "A{index}: {{allOf: [{}, {{description: d}}]}}",
            reference(&format!("A{}", index + 1))
        )
    });
    let reverse = reverse.chain([format!("A500: {}", own("a"))]);
    let diamonds = (1..100).flat_map(|index| {
        let base = format!("A{}", index - 1);
        let (left, right) = (format!("B{index}"), format!("C{index}"));
        let both = format!(
            "A{index}: {{allOf: [{}, {}]}}",
            reference(&left),
            reference(&right)
        );
        [extend(&left, base.clone()), extend(&right, base), both]
    });
    let diamonds = [format!("A0: {}", own("a"))].into_iter().chain(diamonds);
    let cycle =
        (0..300).map(|index| extend(&format!("A{index}"), format!("A{}", (index + 1) % 300)));
    let text = "d".repeat(100_000);
    let described =
        format!("A0: {{type: object, properties: {{a: {{type: string, description: {text}}}}}}}");
    let described = [described]
        .into_iter()
        .chain((1..150).map(|index| extend(&format!("A{index}"), "A0".to_owned())));
    let large = "skipped[too-large]";
    vec![
        Case::new("a chain of allOf", with_schemas(chain), 0, large),
        Case::new(
            "a chain of allOf, the base last",
            with_schemas(reverse),
            0,
            "",
        ),
        Case::new("diamonds", with_schemas(diamonds), 0, large),
        Case::new(
            "a cycle of allOf",
            with_schemas(cycle),
            0,
            "warning[ref-cycle]",
        ),
        Case::new(
            "a long description in a base",
            with_schemas(described),
            0,
            large,
        ),
    ]
}

/// References between files, and references that are replaced by copies.
pub fn references() -> Vec<Case> {
    let property =
        |target: String| format!("type: object\nproperties: {{a: {{$ref: '{target}'}}}}\n");
    let entry =
        |target: &str| format!("{HEAD}components: {{schemas: {{A: {{$ref: '{target}'}}}}}}\n");
    let mut files = vec![("api.yaml".to_owned(), entry("0.yaml"))];
    files.extend((0..700).map(|index| {
        (
            format!("{index}.yaml"),
            property(format!("{}.yaml", index + 1)),
        )
    }));
    let mut cycle = vec![("api.yaml".to_owned(), entry("0.yaml"))];
    cycle.extend((0..100).map(|index| {
        (
            format!("{index}.yaml"),
            property(format!("{}.yaml", (index + 1) % 100)),
        )
    }));
    let twice = |index: usize| {
        let next = format!(
            "{{type: object, properties: {{$ref: '#/x-{}'}}}}",
            index + 1
        );
        format!("x-{index}: {{a: {next}, b: {next}}}\n")
    };
    let doubled: String = (0..40).map(twice).collect();
    let doubled = format!(
        "{}{doubled}",
        with_schemas(["A: {type: object, properties: {$ref: '#/x-0'}}".to_owned()])
    );
    let copied: String = (0..700)
        .map(|index| format!("  /{index}: {{get: {{operationId: o{index}, tags: {{$ref: '#/x-tags'}}, responses: {{'204': {{description: d}}}}}}}}\n"))
        .collect();
    let copied = format!(
        "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\nx-tags: [{}]\npaths:\n{copied}",
        "t".repeat(100_000)
    );
    vec![
        Case {
            name: "a chain of files",
            document: files,
            code: 1,
            diagnostic: "error[too-large]",
        },
        Case {
            name: "a cycle of files",
            document: cycle,
            code: 0,
            diagnostic: "",
        },
        Case::new("copies of copies", doubled, 1, "error[too-large]"),
        Case::new("copies of a long string", copied, 1, "error[too-large]"),
    ]
}
