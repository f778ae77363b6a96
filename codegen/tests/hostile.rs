//! Texts of a document never run as code and never hide code, whatever they are and wherever they stand: in comments they
//! are prose or code that is not Rust, and in literals they are escaped.
//!
//! Judges are syn, a CommonMark parser, rustc, clippy, and rustdoc, which lists the doc tests that it finds.

use oascribe_codegen::Rendered;
use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::lock::Lock;
use oascribe_codegen::source::Sources;
use oascribe_test_support::hostile::{HARMLESS, TEXTS, render};
use oascribe_test_support::workspace::Workspace;
use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

fn rendered(text: &str) -> Rendered {
    let outcome = render(text);
    let rendered = outcome.rendered;
    rendered.unwrap_or_else(|| panic!("{text:?}:\n{}", outcome.diagnostics))
}

/// The emitted files, without the runtime.
fn files(rendered: &Rendered) -> impl Iterator<Item = (&str, &str)> {
    let files = rendered.files.iter();
    files.filter(|(path, _)| !path.contains("/runtime/"))
}

/// The Rust files as tokens, parsed.
fn tokens<'r>(rendered: &'r Rendered, text: &str) -> Vec<(&'r str, TokenStream)> {
    let rust = files(rendered).filter(|(path, _)| path.ends_with(".rs"));
    let parsed = rust.map(|(path, code)| match syn::parse_file(code) {
        Ok(_) => (path, code.parse().expect("a file that parses has tokens")),
        Err(error) => panic!("{text:?}: {path}: {error}\n{code}"),
    });
    parsed.collect()
}

/// The documentation comments of a file, each as one text: runs of `#[doc = "…"]`.
fn comments(tokens: TokenStream, found: &mut Vec<String>) {
    let mut lines: Vec<String> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if matches!(punct.as_char(), '#' | '!') => {}
            TokenTree::Group(group) => match line(group.stream()) {
                Some(line) => lines.push(line),
                None => comments(group.stream(), found),
            },
            _ if lines.is_empty() => {}
            _ => found.push(std::mem::take(&mut lines).join("\n")),
        }
    }
    found.extend((!lines.is_empty()).then(|| lines.join("\n")));
}

/// The line of a documentation comment.
fn line(attribute: TokenStream) -> Option<String> {
    let pair: syn::MetaNameValue = syn::parse2(attribute).ok()?;
    match pair.value {
        syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(line),
            ..
        }) if pair.path.is_ident("doc") => Some(line.value()),
        _ => None,
    }
}

/// The identifiers of a file outside of comments and literals.
fn idents(tokens: TokenStream, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => found.push(ident.to_string()),
            TokenTree::Group(group) => idents(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// The code blocks that rustdoc would run: those without another language.
fn doc_tests(comment: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_TASKLISTS;
    // rustdoc removes the space that all lines begin with.
    let lines: Vec<&str> = comment.lines().collect();
    let lines = lines
        .iter()
        .map(|line| line.strip_prefix(' ').unwrap_or(line));
    let comment = lines.collect::<Vec<_>>().join("\n");
    let blocks = Parser::new_ext(&comment, options).filter_map(|event| match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => Some("indented".to_owned()),
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
            is_rust(&info).then(|| info.to_string())
        }
        _ => None,
    });
    blocks.collect()
}

/// Whether rustdoc takes the block for Rust: no word of the info string names another language.
fn is_rust(info: &str) -> bool {
    let words = info.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let mut words = words.filter(|word| !word.is_empty());
    let known = [
        "rust",
        "should_panic",
        "no_run",
        "custom",
        "test_harness",
        "compile_fail",
    ];
    words.all(|word| {
        known.contains(&word) || word.starts_with("ignore") || word.starts_with("edition")
    })
}

/// Whether rustc rejects the character, or an editor does not show it. The list is not the generator's.
fn is_hidden(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\t')
        || "\u{2028}\u{2029}\u{feff}\u{ad}\u{61c}\u{200b}\u{200e}\u{200f}".contains(letter)
        || ('\u{202a}'..='\u{202e}').contains(&letter)
        || ('\u{2066}'..='\u{2069}').contains(&letter)
        || ('\u{e0000}'..='\u{e007f}').contains(&letter)
}

#[test]
fn no_text_is_code() {
    for text in TEXTS {
        let rendered = rendered(text);
        for (path, tokens) in tokens(&rendered, text) {
            let (mut docs, mut names) = (Vec::new(), Vec::new());
            comments(tokens.clone(), &mut docs);
            idents(tokens, &mut names);
            let run: Vec<String> = docs.iter().flat_map(|comment| doc_tests(comment)).collect();
            let example = path == "src/lib.rs";
            let expected: &[&str] = if example { &["no_run"] } else { &[] };
            assert_eq!(run, expected, "{text:?}: {path}: {docs:#?}");
            assert!(!docs.is_empty() || !path.starts_with("src/api/"), "{path}");
            for name in ["panic", "compile_error"] {
                assert!(!names.iter().any(|own| own == name), "{text:?}: {path}");
            }
        }
    }
}

/// The doc test in the documentation of the crate is code that the generator wrote.
#[test]
fn the_example_is_the_same_for_every_text() {
    let example = |text: &str| {
        let rendered = rendered(text);
        let root = rendered.files.get("src/lib.rs").expect("the root");
        let lines = root
            .lines()
            .skip_while(|line| *line != "//! ```no_run")
            .skip(1);
        let lines = lines.take_while(|line| *line != "//! ```");
        let code: Vec<&str> = lines
            .map(|line| line.trim_start_matches("//! # ").trim_start_matches("//! "))
            .collect();
        let code: syn::File = syn::parse_file(&code.join("\n")).expect("the example is Rust");
        let Some(syn::Item::Fn(function)) = code.items.first() else {
            panic!("{text:?}: an example is a function");
        };
        (code.items.len(), function.block.stmts.len())
    };
    for text in TEXTS {
        assert_eq!(example(text), example(HARMLESS), "{text:?}");
    }
}

#[test]
fn no_file_has_hidden_characters() {
    for text in TEXTS {
        let rendered = rendered(text);
        for (path, content) in files(&rendered) {
            let hidden = content.chars().find(|letter| is_hidden(*letter));
            assert_eq!(hidden, None, "{text:?}: {path}");
        }
        let expected = self::rendered(HARMLESS);
        assert_eq!(manifest(&rendered), manifest(&expected), "{text:?}");
    }
}

#[test]
fn locks_have_no_hidden_characters_and_lose_none() {
    for text in TEXTS {
        let mut lock = Lock::default();
        lock.crates
            .insert("hostile".to_owned(), rendered(text).lock);
        let printed = lock.to_text();
        let hidden = printed.chars().find(|letter| is_hidden(*letter));
        assert_eq!(hidden, None, "{text:?}:\n{printed}");
        let mut sources = Sources::new();
        let file = sources.add("oascribe.lock", printed);
        let parsed = Lock::parse(&sources, file, &mut Diagnostics::new());
        assert_eq!(parsed, Some(lock), "{text:?}");
    }
}

/// Literals have the values of the document: the names of a parameter, of two properties and of a part.
#[test]
fn literals_keep_their_values() {
    for text in TEXTS {
        let mut literals = Vec::new();
        for (_, tokens) in tokens(&rendered(text), text) {
            strings(tokens, &mut literals);
        }
        for name in ["query", "one", "kind", "f"] {
            let value = format!("{name}{text}");
            assert!(literals.contains(&value), "{value:?} in {literals:#?}");
        }
    }
}

/// The values of the string literals of a file.
fn strings(tokens: TokenStream, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Literal(literal) => {
                if let syn::Lit::Str(text) = syn::Lit::new(literal) {
                    found.push(text.value());
                }
            }
            TokenTree::Group(group) => strings(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Ident(_) => {}
        }
    }
}

/// The client without a transport: TLS is not built.
const CLIENT: [&str; 3] = ["--no-default-features", "--features", "client"];

/// All crates as modules of one, which rustdoc reads without a warning. The only doc test of each is the example that the
/// generator writes.
#[test]
fn rustdoc_finds_no_doc_test_of_a_document() {
    let texts = [HARMLESS].into_iter().chain(TEXTS.iter().copied());
    let crates = texts.enumerate();
    let crates = crates.map(|(index, text)| (format!("text{index:02}"), rendered(text)));
    let crates: Vec<(String, Rendered)> = crates.collect();
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "hostile");
    workspace.add_as_modules("hostile", &crates);
    workspace.cargo(&[&["doc", "--quiet", "--no-deps"], &CLIENT[..]].concat());
    let list = ["--", "--test", "--test-args", "--list"];
    let list = [&["rustdoc", "--quiet", "-p", "hostile"], &CLIENT[..], &list].concat();
    let listed = workspace.try_cargo(&list);
    let messages = String::from_utf8_lossy(&listed.stderr);
    assert!(listed.status.success(), "{messages}");
    let listed = String::from_utf8_lossy(&listed.stdout);
    let listed = listed.lines().filter(|line| line.ends_with(": test"));
    let mut listed: Vec<&str> = listed
        .filter_map(|line| line.split(" (line ").next())
        .collect();
    listed.sort_unstable();
    let expected = crates.iter();
    let expected = expected.map(|(name, _)| format!("crates/hostile/src/{name}/mod.rs - {name}"));
    assert_eq!(listed, expected.collect::<Vec<_>>());
}

/// Two crates with all texts, one after the other, at every position. The third has names that begin with a digit.
#[test]
fn crates_with_all_texts_compile_without_a_warning() {
    let workspace = Workspace::new(env!("CARGO_TARGET_TMPDIR"), "hostile-joined");
    let (some, others) = TEXTS.split_at(TEXTS.len() / 2);
    for (name, texts) in [("some", some), ("others", others), ("digits", &["2fa"])] {
        let mut files = rendered(&texts.concat()).files;
        let manifest = files.get("Cargo.toml").unwrap_or_default();
        files.insert(
            "Cargo.toml",
            manifest.replace("\"hostile\"", &format!("\"{name}\"")),
        );
        workspace.add_files(name, &files);
    }
    let lint = [
        &["clippy", "--quiet", "--workspace"],
        &CLIENT[..],
        &["--", "-Dwarnings"],
    ];
    workspace.cargo(&lint.concat());
}

/// The lines of the manifest, but for those of the feature `regex`: not all texts are valid patterns.
fn manifest(rendered: &Rendered) -> Vec<&str> {
    let text = rendered.files.get("Cargo.toml").expect("a manifest");
    let is_regex = |line: &&str| line.contains("regex") || line.contains("`pattern`");
    text.lines().filter(|line| !is_regex(line)).collect()
}
