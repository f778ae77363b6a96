//! One test for each code of the reader, with its complete output.

mod keywords;
mod syntax;

use oascribe_codegen::diag::codes;

use super::Reading;

#[track_caller]
fn prints(reading: &Reading, expected: &str) {
    let printed = reading.human();
    assert_eq!(printed, expected, "\n{printed}");
}

#[test]
fn every_code_of_the_reader_has_a_test() {
    let source = concat!(include_str!("syntax.rs"), include_str!("keywords.rs"));
    let reader = codes::all().take_while(|code| *code != codes::BAD_CONFIG);
    for code in reader {
        let case = format!("fn {}()", code.name.replace('-', "_"));
        assert!(source.contains(&case), "no {case}");
    }
}
