//! Typical descriptions and the lines they are converted to.

use super::super::{rustdoc, summary_line};

#[track_caller]
fn becomes(text: &str, lines: &[&str]) {
    assert_eq!(rustdoc(text), lines, "of {text:?}");
}

#[test]
fn empty_descriptions_have_no_lines() {
    for text in [
        "",
        " \n\t\n",
        "<p></p>",
        "<!-- to do -->",
        "---",
        "```\n\n```",
        "\u{200b}",
        "* *",
    ] {
        becomes(text, &[]);
        assert_eq!(summary_line(text), "");
    }
}

#[test]
fn plain_text_is_unchanged() {
    becomes(
        "Lists the boats of a harbour.",
        &["Lists the boats of a harbour."],
    );
    becomes(
        "Between 3 and 5 (a < b, x * y, R&D, snake_case, 50%), see #4.",
        &["Between 3 and 5 (a < b, x * y, R&D, snake_case, 50%), see #4."],
    );
}

#[test]
fn text_never_becomes_markup() {
    becomes(
        "Give [Boat] or [`Mast`].",
        &["Give \\[Boat\\] or \\[`Mast`\\]."],
    );
    becomes("A lone ` and * and **.", &["A lone \\` and * and \\*\\*."]);
    becomes("`odd``", &["\\`odd\\`\\`"]);
    becomes(
        "Send <token> or Vec<u8>.",
        &["Send \\<token> or Vec\\<u8>."],
    );
    becomes(
        "An unclosed <b> or <code>.",
        &["An unclosed \\<b> or \\<code>."],
    );
    becomes("Write &amp;lt; for it.", &["Write \\&lt; for it."]);
    becomes("Pass --force.", &["Pass \\--force."]);
    becomes("1986\\. A year.", &["1986\\. A year."]);
    becomes(
        "\\# one\n\\- two\n\\> three\n\\=\n\\---",
        &["\\# one", "\\- two", "\\> three", "\\=", "\\---"],
    );
    becomes("[^1] and \\[^1]: no", &["\\[^1\\] and \\[^1\\]: no"]);
    becomes("- [ ] do\n- [x] done", &["- \\[ \\] do", "- \\[x\\] done"]);
    becomes(
        "Wow![it](https://a.example/)",
        &["Wow[it](https://a.example/)"],
    );
}

#[test]
fn code_is_never_rust() {
    let fence = |info: &str| format!("```{info}\nfn main() {{}}\n```");
    for info in [
        "",
        "rust",
        "rust,ignore",
        "should_panic",
        "no_run",
        "edition2021",
        "foo bar",
        "{.x}",
    ] {
        becomes(&fence(info), &["```text", "fn main() {}", "```"]);
    }
    becomes("~~~ JSON title\n{}\n~~~", &["```json", "{}", "```"]);
    becomes(
        "Say:\n\n    # not a heading\n\tmore",
        &["Say:", "", "```text", "# not a heading", "more", "```"],
    );
    becomes("````\n```\n````", &["````text", "```", "````"]);
    becomes(
        "<pre><code class=\"language-yaml\">a: 1\n\nb: &quot;2&quot;</code></pre>",
        &["```yaml", "a: 1", "", "b: \"2\"", "```"],
    );
    becomes(
        "See <pre>a\nb</pre> there",
        &["See", "", "```text", "a", "b", "```", "", "there"],
    );
}

#[test]
fn unusable_links_become_text() {
    becomes(
        "See [the guide](https://a.example/b).",
        &["See [the guide](https://a.example/b)."],
    );
    becomes(
        "See [the guide](/docs/b) or [this](#x).",
        &["See the guide or this."],
    );
    becomes(
        "See [Boat](Boat) or [Mast](entity:Mast).",
        &["See Boat or Mast."],
    );
    becomes(
        "[a][r]\n\n[r]: https://a.example/ 'Title'",
        &["[a](https://a.example/)"],
    );
    becomes(
        "See https://a.example/b_c. Then",
        &["See <https://a.example/b_c>. Then"],
    );
    becomes(
        "(https://a.example/x_(y))",
        &["(<https://a.example/x_(y)>)"],
    );
    becomes(
        "At https://{host}/v1/<id>, or s3://b/k.",
        &["At `https://{host}/v1/<id>`, or `s3://b/k`."],
    );
    becomes(
        "<a href='https://a.example/?a=1&amp;b=2'>x</a>",
        &["[x](https://a.example/?a=1&b=2)"],
    );
    becomes("<a href=\"/b\">x</a><a name=y></a>", &["x"]);
    becomes(
        "![a boat](https://a.example/b.png) ![c](d.png)",
        &["[a boat](https://a.example/b.png) c"],
    );
    becomes(
        "<a@b.example> or [us](mailto:a@b.example)",
        &["<a@b.example> or [us](mailto:a@b.example)"],
    );
    becomes(
        "https:[//a.example](/x)<span>.b</span>",
        &["<https://a.example.b>"],
    );
    becomes("[x](javascript:alert(1)) [y](mailto:a@b)", &["x y"]);
}

#[test]
fn html_becomes_markdown() {
    becomes(
        "<p>The <b>big</b> <i>boat</i> of <code>a_b</code>.</p><p>Old.<br>New.<br/><br/>Last.</p>",
        &[
            "The **big** *boat* of `a_b`.",
            "",
            "Old.\\",
            "New.",
            "",
            "Last.",
        ],
    );
    becomes(
        "<ul><li>one<li><p>two</p></li></ul><ol><li>three</li></ol>",
        &["- one", "- two", "", "1. three"],
    );
    becomes(
        "<h2>Head</h2>text<h4>Deep</h4>",
        &["**Head**", "", "text", "", "### Deep"],
    );
    becomes(
        "<div>a</div><span>b</span> H<sub>2</sub>O &copy; &#x41;",
        &["a", "", "b H2O © A"],
    );
    becomes("<note><p>Mind the gap.</p></note>", &["> Mind the gap."]);
    becomes("<dl><dt>a</dt><dd>b</dd></dl>", &["**a**", "", "b"]);
    becomes("<script>x</script>", &["\\<script>x\\</script>"]);
    becomes("a <!-- hidden --> b", &["a b"]);
}

#[test]
fn styles_are_recognized_or_removed() {
    becomes("<b> Note: </b>read", &["**Note:** read"]);
    becomes("<b>Note:</b>read", &["Note:read"]);
    becomes(
        "<b>a</b><b>b</b> <b><strong>c</strong></b>",
        &["**ab** **c**"],
    );
    becomes("__a__ _b_ ~~c~~", &["**a** *b* ~~c~~"]);
    becomes(
        "<code>a</code><code>b</code> <code> c </code>d",
        &["`ab` `c` d"],
    );
}

#[test]
fn tables_are_preserved() {
    becomes(
        "|a|b|\n|:-|-:|\n|`x\\|y`||\n|[l](/r)|\\||",
        &["| a | b |", "| :-- | --: |", "| `x\\|y` | |", "| l | \\| |"],
    );
    becomes(
        "<table><tr><th>a<th>b</tr><tr><td>1<br>2<td><ul><li>x<li>y</ul></table>",
        &["| a | b |", "| --- | --- |", "| 1<br>2 | • x<br>• y |"],
    );
    becomes(
        "<table><tr><td>1<td>2</table>",
        &["| | |", "| --- | --- |", "| 1 | 2 |"],
    );
    becomes("a | b\n\\--- | ---", &["a | b", "\\--- | ---"]);
}

#[test]
fn headings_start_at_level_three() {
    becomes(
        "# A\n\ntext\n\n# B\n\n### C #\n",
        &["**A**", "", "text", "", "### B", "", "##### C"],
    );
    becomes(
        "text\n\n#### A\n\nB\n===",
        &["text", "", "###### A", "", "### B"],
    );
    becomes("text\n\n## A \\#", &["text", "", "### A \\#"]);
}

#[test]
fn blocks_nest() {
    becomes(
        "- a\n  continued\n  1. b\n  2. c\n- d",
        &["- a", "  continued", "  1. b", "  2. c", "- d"],
    );
    becomes(
        "10. a\n\n    ```sh\n    ls\n    ```\n11. b",
        &["10. a", "", "    ```sh", "    ls", "    ```", "", "11. b"],
    );
    becomes("- a\nlazy\n\n* b", &["- a", "  lazy", "", "* b"]);
    becomes("> a\nlazy\n>\n> - b", &["> a", "> lazy", ">", "> - b"]);
    let deep = rustdoc(&format!("{}x", "> ".repeat(1000)));
    assert!(deep.iter().all(|line| line.len() < 100), "{deep:?}");
}

#[test]
fn text_indented_as_a_whole_is_not_code() {
    becomes(
        "\n        First.\n\n        Second.\n    ",
        &["First.", "", "Second."],
    );
    becomes("    First.\n    Second.", &["First.", "Second."]);
}

#[test]
fn misleading_characters_are_removed() {
    becomes(
        "a\u{202e}b\u{200b}c\u{0}d\u{feff}&#x202e;&#8203;e\u{7}",
        &["abcde"],
    );
    becomes("a\r\nb\rc\u{a0}d\te", &["a", "b", "c d e"]);
    becomes(
        "`a\u{2066}b`\n\n    c\u{202e}\u{a0}d",
        &["`ab`", "", "```text", "c d", "```"],
    );
}

#[test]
fn long_lines_are_wrapped() {
    let word = "harbour ";
    becomes(&word.repeat(12), &[word.repeat(12).trim()]);
    becomes(&word.repeat(13), &[word.repeat(12).trim(), "harbour"]);
    let code = format!("`{}`", word.repeat(14).trim());
    becomes(&format!("a {code} b"), &["a", &code, "b"]);
    let short = "One line.\nAnother that is not joined.";
    becomes(short, &["One line.", "Another that is not joined."]);
}

#[test]
fn a_change_of_a_sentence_changes_few_lines() {
    let tail =
        "Then there is more to say about it, at some length and without any need. And so on.";
    let text = |words: usize| format!("{}end. {}", "Sail ".repeat(words), [tail; 6].join(" "));
    let (one, other) = (rustdoc(&text(12)), rustdoc(&text(14)));
    let same = one
        .iter()
        .rev()
        .zip(other.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    assert!(same + 2 >= one.len(), "{one:#?}\n{other:#?}");
}

#[test]
fn summaries_are_one_sentence() {
    let is = |text: &str, line: &str| assert_eq!(summary_line(text), line, "of {text:?}");
    is("Lists boats. At most ten.", "Lists boats.");
    is(
        "Lists boats, e.g. Sloops, i.e. all\nof them! Yes.",
        "Lists boats, e.g. Sloops, i.e. all of them!",
    );
    is(
        "# Boats\n\nThe **big** [`boats`](https://a.example/), a|b",
        "The big `boats`, a\\|b",
    );
    is("# Boats", "Boats");
    is("- one\n- two", "one");
    is(
        "<p>The <id> of v1.2 is it.</p><p>More.</p>",
        "The \\<id> of v1.2 is it.",
    );
    let long = summary_line(&"harbour ".repeat(60));
    assert!(long.ends_with("harbour…") && long.len() < 170, "{long}");
}

#[test]
fn unusual_texts_take_linear_time() {
    let fragments = [
        "> ", "- ", "[", "*a ", "<ul><li>", "<b>", "://", "a://", "&", "`", "<!--", "|", "_",
    ];
    for fragment in fragments {
        let text = format!("{} x </ul></b>", fragment.repeat(50_000 / fragment.len()));
        let start = std::time::Instant::now();
        rustdoc(&text);
        summary_line(&text);
        assert!(
            start.elapsed().as_secs() < 10,
            "{fragment:?}: {:?}",
            start.elapsed()
        );
    }
}
