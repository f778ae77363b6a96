//! Reference pages that others wrote: `transcribe`, `transcribe --check` and `update`.

use oascribe_test_support::fragments::Hostile;

use crate::verbs::harmless;

/// The parts of a page that a case changes.
struct Page<'t> {
    front: &'t str,
    prose: &'t str,
    rows: &'t str,
    sample: &'t str,
}

const PLAIN: Page = Page {
    front: "editable: false",
    prose: "Returns a boat.",
    rows: "id | **string**<br><p>The ID.</p>",
    sample: "{\"id\": \"string\"}",
};

impl Page<'_> {
    fn text(&self) -> String {
        let Page {
            front,
            prose,
            rows,
            sample,
        } = self;
        format!(
            "---\n{front}\n---\n\n# Harbour API, REST: Boat.get\n{prose}\n\n## HTTP request {{#https-request}}\n```\n\
             GET https://{{{{ api-host }}}}/v1/boats/{{boatId}}\n```\n\n## Path parameters {{#path_params}}\n\n\
             Parameter | Description\n--- | ---\nboatId | <p>Required. The boat.</p>\n\n## Response {{#responses}}\n\
             **HTTP Code: 200 - OK**\n\n```json\n{sample}\n```\n\nField | Description\n--- | ---\n{rows}\n"
        )
    }
}

/// A page of generation 2, whose messages refer to each other.
fn messages(count: usize, next: impl Fn(usize) -> usize) -> String {
    let mut text = "# Harbour API, REST: Boat.Get {#Get}\n\n## HTTP request\n\n```\nGET https://a.example/v1/boats\n```\n\n\
                    ## Response {#a.M0}\n\n**HTTP Code: 200 - OK**\n\n```json\n{\"m\": {\"m\": {}}}\n```\n"
        .to_owned();
    for index in 0..count {
        let next = next(index);
        text.push_str(&format!(
            "\n## M{index} {{#a.M{index}}}\n\n#|\n||Field | Description ||\n|| m | **[M{next}](#a.M{next})**\n\nThe next. ||\n|#\n"
        ));
    }
    text
}

/// A name, and the text of a page.
type Case = (&'static str, String);

fn cases() -> Vec<Case> {
    let mut cases = cases_of_fields();
    cases.extend(cases_of_prose());
    cases.push(("a chain of messages", messages(1_000, |index| index + 1)));
    let cycle = messages(500, |index| (index + 1) % 500);
    cases.push(("a cycle of messages", cycle));
    let open = format!("{}\n#|\n{}", PLAIN.text(), "|| a | ".repeat(5_000));
    cases.push(("an open table", open));
    cases
}

/// Samples and tables.
fn cases_of_fields() -> Vec<Case> {
    let nested = format!("{}1{}", "{\"a\": ".repeat(20_000), "}".repeat(20_000));
    let deep: Vec<_> = (0..300)
        .map(|depth| format!("{}x | **object**<br><p>x</p>", "a.<br>".repeat(depth)))
        .collect();
    let wide: Vec<_> = (0..3_000)
        .map(|index| format!("a{index} | **string**<br><p>Acceptable values are 1 to {index}.</p>"))
        .collect();
    let values: String = (0..5_000)
        .map(|index| format!("<li>V{index}: A value.</li> "))
        .collect();
    let values = format!("id | **string**<br><p>x</p> <ul> {values}</ul>");
    let rows = |rows: &str| Page { rows, ..PLAIN }.text();
    let sample = Page {
        sample: &nested,
        ..PLAIN
    };
    vec![
        ("a nested sample", sample.text()),
        ("deep paths", rows(&deep.join("\n"))),
        ("many rows", rows(&wide.join("\n"))),
        ("many values", rows(&values)),
    ]
}

/// Descriptions and front matter.
fn cases_of_prose() -> Vec<Case> {
    let ticks: String = (1..1_000).map(|count| "`".repeat(count) + " ").collect();
    let list: String = (0..200)
        .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
        .collect();
    let aliases = (0..12).fold("x0: &a0 [x, x]\n".to_owned(), |text, step| {
        format!(
            "{text}x{0}: &a{0} [{1}]\n",
            step + 1,
            vec![format!("*a{step}"); 9].join(", ")
        )
    });
    let prose = |prose: &str| Page { prose, ..PLAIN }.text();
    let front = |front: &str| Page { front, ..PLAIN }.text();
    let nested = format!("a: {}", "[".repeat(20_000));
    vec![
        ("open tags", prose(&"<p>".repeat(20_000))),
        ("open links", prose(&"[a](".repeat(5_000))),
        ("nested quotes", prose(&"> ".repeat(5_000))),
        ("backticks", prose(&ticks)),
        ("a nested list", prose(&list)),
        ("nested front matter", front(&nested)),
        ("aliases of aliases", front(&aliases)),
    ]
}

const CONFIG: &str =
    "[[crate]]\nspec = 'spec.yaml'\npages = ['pages']\nout = 'sdk'\nname = 'sdk'\n";

/// Compares the document with the pages.
const CHECK: [&str; 6] = [
    "transcribe",
    "pages",
    "--out",
    "spec.yaml",
    "--check",
    "--words",
];

/// The files of a project with a page, and a document of another page.
fn project(page: String, document: &str) -> Vec<(String, String)> {
    let files = [
        ("pages/Boat/get.md", page),
        ("oascribe.toml", CONFIG.to_owned()),
        ("spec.yaml", document.to_owned()),
    ];
    files.map(|(name, text)| (name.to_owned(), text)).into()
}

/// The document of the plain page.
fn plain_document() -> String {
    let files = project(PLAIN.text(), "");
    let outcome = harmless("a plain page", &files, &["transcribe", "pages"], &[]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    outcome.stdout
}

#[test]
fn unusual_pages_end_in_time() {
    let document = plain_document();
    for (name, page) in cases() {
        let files = project(page, &document);
        let outcome = harmless(
            name,
            &files,
            &["update"],
            &["work/spec.yaml", "work/oascribe."],
        );
        let outcome = outcome.then(&CHECK);
        assert!(
            matches!(outcome.code, Some(0 | 1)),
            "{name}: {}",
            outcome.printed()
        );
    }
}

/// Hostile texts in pages have no effect in any output about them.
#[test]
fn texts_of_pages_have_no_effect() {
    let document = plain_document();
    let mut random = Hostile::new(11);
    for number in 0..40 {
        let texts: Vec<String> = (0..4).map(|_| random.text()).collect();
        let (prose, sample) = (
            format!("a {}", texts[0]),
            format!("{{\"id\": \"{}\"}}", texts[1]),
        );
        let rows = format!(
            "id | **string**<br><p>{}</p>\n{} | **integer**<br><p>x</p>",
            texts[2], texts[3]
        );
        let page = Page {
            front: "editable: false",
            prose: &prose,
            rows: &rows,
            sample: &sample,
        };
        let files = project(page.text(), &document);
        let format = ["text", "json"][number % 2];
        let check = [&CHECK[..], &["--format", format]].concat();
        harmless("a page", &files, &check, &[]);
        if number % 4 == 0 {
            let format = ["human", "json", "github"][number / 4 % 3];
            let update = ["update", "--message-format", format];
            harmless(
                "a page",
                &files,
                &update,
                &["work/spec.yaml", "work/oascribe."],
            );
        }
    }
}
