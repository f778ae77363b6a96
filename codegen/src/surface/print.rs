//! Items → the text of `surface.txt`.

use std::fmt;

use super::{Argument, Function, Item, Receiver, Signature, StructForm};

/// The lines of `surface.txt`, sorted.
pub fn print(items: &[Item]) -> String {
    let mut lines: Vec<String> = items.iter().map(Item::to_string).collect();
    lines.sort_unstable();
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// One line of `surface.txt`.
impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = [
            self.path.clone(),
            self.kind().to_string(),
            self.signature.to_string(),
            self.traits.join(" "),
            self.features.join(", "),
        ];
        f.write_str(line.join("\t").trim_end())
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Signature::Alias(ty)
            | Signature::Const(ty)
            | Signature::Field(ty)
            | Signature::Type(ty) => f.write_str(ty),
            Signature::Enum => f.write_str("non_exhaustive"),
            Signature::Struct(form) => f.write_str(form.as_str()),
            Signature::Trait(required) => write!(f, "{{{}}}", required.join(", ")),
            Signature::Variant(None) => Ok(()),
            Signature::Variant(Some(ty)) => write!(f, "({ty})"),
            Signature::Fn(function) => function.fmt(f),
        }
    }
}

impl StructForm {
    /// The word for it in `surface.txt`.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            StructForm::NonExhaustive => "non_exhaustive",
            StructForm::Exhaustive => "exhaustive",
            StructForm::Client => "<C>",
        }
    }
}

impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let receiver = match self.receiver {
            Receiver::None => None,
            Receiver::Borrowed => Some("&self".to_owned()),
            Receiver::Mutable => Some("&mut self".to_owned()),
            Receiver::Owned => Some("self".to_owned()),
        };
        let arguments = self.arguments.iter().map(Argument::to_string);
        let arguments: Vec<String> = receiver.into_iter().chain(arguments).collect();
        write!(f, "({}) -> {}", arguments.join(", "), self.returns)
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.ty)
    }
}
