//! Characters that make a text look different from its content.

/// Whether a character must not be printed as itself: a control character, a line separator, an invisible character or
/// a mark that changes the direction of the text after it.
///
/// rustc rejects the marks in comments and literals. Editors and Cargo's parser disagree on what ends a line.
pub(crate) fn is_hidden(ch: char) -> bool {
    ch.is_control()
        || matches!(ch,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}
