//! Names that a Rust engineer would not have chosen.
//!
//! In: a planned crate and its findings. Out: the public types, variants, fields and functions with a name that only
//! counts (`Variant2`), that is too long to read, or that ends in a number because another item has the name.

use oascribe_codegen::diag::{Diagnostics, codes};
use oascribe_codegen::plan::{Crate, surface};
use serde::{Deserialize, Serialize};

/// The longest name that is not listed.
const MAX_LEN: usize = 60;

/// The names of one document, each with the path of its item.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Names {
    pub counted: Vec<String>,
    pub long: Vec<String>,
    pub numbered: Vec<String>,
}

impl Names {
    pub fn of(krate: &Crate, diags: &Diagnostics) -> Self {
        let mut names = Names::default();
        for item in surface(krate) {
            let name = item.path.rsplit("::").next().unwrap_or_default();
            let is_model = item.path.starts_with("models::");
            if is_model && is_counted(name) {
                names.counted.push(item.path.clone());
            }
            if name.len() > MAX_LEN && !item.path.contains('<') {
                names.long.push(item.path.clone());
            }
        }
        // A field and its setter have one path.
        names.long.dedup();
        let collisions = diags
            .iter()
            .filter(|found| found.code.name == codes::NAME_COLLISION.name);
        let numbered = collisions.filter(|found| {
            let name = found.label.trim_end_matches('`');
            name.ends_with(|last: char| last.is_ascii_digit())
        });
        names.numbered = numbered
            .map(|found| format!("{}: {}", found.message, found.label))
            .collect();
        names
    }

    /// The lists, each with its heading.
    pub fn lists(&self) -> [(&'static str, &[String]); 3] {
        [
            ("counted", &self.counted),
            ("long", &self.long),
            ("numbered", &self.numbered),
        ]
    }
}

/// Whether a name has `Variant` and a number in it.
fn is_counted(name: &str) -> bool {
    let mut rest = name.split("Variant").skip(1);
    rest.any(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}
