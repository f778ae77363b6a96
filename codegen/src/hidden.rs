//! Characters that make a text look different from its content.

/// Whether a character must not be in emitted code as itself: one that has an effect, or any other invisible one.
///
/// rustc rejects marks of text direction in comments and literals. Editors and Cargo's parser disagree on what ends a
/// line.
pub(crate) fn is_hidden(ch: char) -> bool {
    if ch.is_ascii() {
        return ch.is_ascii_control();
    }
    has_an_effect(ch) || matches!(ch, '\u{ad}' | '\u{180e}' | '\u{e0080}'..='\u{e0fff}')
}

/// Whether a character controls a terminal, changes the direction of text, breaks a line or is invisible.
///
/// The joiners U+200C and U+200D are not among them: some scripts need them. Neither are soft hyphens and selectors of
/// variants, which prose contains.
pub fn has_an_effect(ch: char) -> bool {
    ch.is_control()
        || matches!(ch,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
