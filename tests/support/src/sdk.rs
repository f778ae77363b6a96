//! The committed crate as text: its public items, its sources and its documentation.
//!
//! In: `generated/`. Out: whether a [`Location`] exists. It relies only on the format of surface.txt and on the layout of
//! top-level items, which the goldens hold stable.

use std::collections::BTreeMap;
use std::fs;

use crate::facts::Location;
use crate::{files_below, root};

pub struct Sdk {
    /// Paths and signatures of the public items.
    surface: Vec<(String, String)>,
    /// The text of each file, by path.
    sources: BTreeMap<String, String>,
}

impl Sdk {
    pub fn read() -> Self {
        let folder = root().join("generated");
        let files = files_below(&folder).into_iter();
        let sources: BTreeMap<String, String> = files
            .map(|path| {
                let text = fs::read_to_string(folder.join(&path)).expect("a file of text");
                (path, text)
            })
            .collect();
        let lines = sources["surface.txt"]
            .lines()
            .filter(|line| !line.starts_with('#'));
        let surface = lines.map(|line| {
            let mut columns = line.split('\t');
            let path = columns.next().unwrap_or_default().to_owned();
            (path, columns.nth(1).unwrap_or_default().to_owned())
        });
        let surface = surface.collect();
        Sdk { surface, sources }
    }

    /// Fails with the reason if a location does not exist.
    pub fn find(&self, location: &Location) -> Result<(), String> {
        match location {
            Location::Surface { path, signature } => {
                let mut lines = self
                    .surface
                    .iter()
                    .filter(|(name, _)| name == path)
                    .peekable();
                if lines.peek().is_none() {
                    return Err(format!("generated/surface.txt has no {path}"));
                }
                match signature {
                    Some(wanted) if !lines.any(|(_, found)| found == wanted) => Err(format!(
                        "generated/surface.txt has {path}, but not as {wanted}"
                    )),
                    _ => Ok(()),
                }
            }
            Location::Source {
                file,
                item,
                snippet,
            } => {
                let text = self
                    .sources
                    .get(file)
                    .ok_or(format!("there is no generated/{file}"))?;
                let text = match item {
                    None => text.clone(),
                    Some(start) => {
                        item_of(text, start).map_err(|error| format!("generated/{file} {error}"))?
                    }
                };
                if blanks(&text).contains(&blanks(snippet)) {
                    return Ok(());
                }
                let scope = item.as_deref().unwrap_or("it");
                Err(format!("generated/{file}: {scope} lacks {snippet}"))
            }
        }
    }

    /// Whether the documentation of an item (`api::…` or `models::…`) contains these words in this order.
    pub fn documents(&self, path: &str, words: &str) -> bool {
        let segments: Vec<&str> = path.split("::").collect();
        let (module, owner, name) = match segments[..] {
            [module, name] => (module, None, name),
            [module, owner, name] => (module, Some(owner), name),
            _ => return false,
        };
        let folder = format!("src/{module}/");
        let files = self
            .sources
            .iter()
            .filter(|(path, _)| path.starts_with(&folder));
        let mut items = files.flat_map(|(_, text)| documented(text));
        let wanted = spaced(words);
        items.any(|item| {
            let owned = match (owner, &item.owner) {
                (None, None) => true,
                (Some(wanted), Some(owner)) => spaced(owner).contains(&spaced(wanted)),
                _ => false,
            };
            owned
                && spaced(&item.code).contains(&spaced(name))
                && spaced(&item.docs).contains(&wanted)
        })
    }
}

/// Returns the lines of the item that begins with these words.
fn item_of(text: &str, start: &str) -> Result<String, String> {
    let starts = text.lines().filter(|line| line.starts_with(start)).count();
    if starts != 1 {
        return Err(format!("has {starts} items that begin with {start}"));
    }
    let mut item = String::new();
    for line in text.lines().skip_while(|line| !line.starts_with(start)) {
        item.push_str(line);
        item.push('\n');
        if line.starts_with('}') {
            break;
        }
    }
    Ok(item)
}

/// A documented item or field.
struct Documented {
    docs: String,
    /// The documented line.
    code: String,
    /// The first line of the enclosing item, for a field or variant.
    owner: Option<String>,
}

fn documented(text: &str) -> Vec<Documented> {
    let (mut found, mut docs, mut owner) = (Vec::new(), String::new(), String::new());
    for line in text.lines() {
        let code = line.trim_start();
        if let Some(doc) = code.strip_prefix("///") {
            docs.push_str(doc);
            docs.push('\n');
            continue;
        }
        if code.is_empty() || code.starts_with("#[") {
            continue;
        }
        let member = code.len() < line.len();
        if !docs.is_empty() {
            found.push(Documented {
                docs: std::mem::take(&mut docs),
                code: code.to_owned(),
                owner: member.then(|| owner.clone()),
            });
        }
        if !member {
            line.clone_into(&mut owner);
        }
    }
    found
}

/// Replaces each run of white space by one space.
fn blanks(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Returns the words of a text separated by spaces, without markup and escapes.
fn spaced(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}
