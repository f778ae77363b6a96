//! The reader: no panic, and the same document gives the same diagnostics.

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::read;
use oascribe_codegen::source::Sources;

use super::safe::printed;

pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    assert_eq!(report(&text), report(&text));
}

fn report(text: &str) -> (bool, String) {
    let (mut sources, mut diags) = (Sources::new(), Diagnostics::new());
    let file = sources.add("api.yaml", text.to_owned());
    let document = read::read(&mut sources, file, &mut diags);
    assert!(
        document.is_some() || diags.has_errors(),
        "nothing is reported"
    );
    (document.is_some(), printed(&diags, &sources))
}
