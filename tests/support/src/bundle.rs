//! A document of many files in one.
//!
//! In: the first of the files. Out: one tree. What another file holds becomes a component with the name that it has
//! there, or that the file has; where OpenAPI has no components, it is put in place. Written without a look at how the
//! reader follows references.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use oascribe_codegen::diag::Diagnostics;
use oascribe_codegen::read::{self, Map, Node};
use oascribe_codegen::source::Sources;

/// What `components` can hold.
const SECTIONS: &[&str] = &[
    "callbacks",
    "examples",
    "headers",
    "links",
    "parameters",
    "requestBodies",
    "responses",
    "schemas",
];

/// A place: a file, and the pointer in it.
type Target = (PathBuf, String);

/// The files in one.
pub fn bundled(path: &Path) -> Node {
    let root = path.canonicalize().expect("the file is there");
    let mut bundle = Bundle {
        files: BTreeMap::new(),
        home: root.clone(),
        wanted: BTreeSet::new(),
        names: Names::new(),
    };
    let document = bundle.load(&root);
    let declared = bundle.declared(&document);
    // Names are known when all is known that needs one, and what lies in something that has a name needs none.
    loop {
        let found = bundle.document(&document);
        let names = bundle.names(&declared, &document);
        if names == bundle.names {
            return found;
        }
        bundle.names = names;
    }
}

/// Where components stand, by what they hold: the section and the name.
type Names = BTreeMap<(&'static str, Target), (String, String)>;

struct Bundle {
    files: BTreeMap<PathBuf, Node>,
    /// The document, whose places stay what they are.
    home: PathBuf,
    wanted: BTreeSet<(&'static str, Target)>,
    names: Names,
}

impl Bundle {
    fn load(&mut self, path: &Path) -> Node {
        if let Some(node) = self.files.get(path) {
            return node.clone();
        }
        let mut sources = Sources::new();
        let file = sources.read(path).expect("the file can be read");
        let node = read::tree(&sources, file, &mut Diagnostics::new()).unwrap_or(Node::Null);
        self.files.insert(path.to_owned(), node.clone());
        node
    }

    /// Components that are nothing but what another file holds.
    fn declared(&self, document: &Node) -> Names {
        let mut names = Names::new();
        for section in SECTIONS {
            let declared = document.get("components").and_then(|it| it.get(section));
            let entries = declared.and_then(Node::as_object).into_iter();
            for (name, node) in entries.flat_map(Map::iter) {
                let reference = node.get("$ref").and_then(Node::as_str);
                let target = reference.map(|reference| target(reference, &self.home));
                if let Some(target) = target.filter(|target| target.0 != self.home) {
                    let names = names.entry((*section, target));
                    names.or_insert(((*section).to_owned(), name.to_owned()));
                }
            }
        }
        names
    }

    /// The document with the components that it leads to.
    fn document(&mut self, document: &Node) -> Node {
        self.wanted = self.names.keys().cloned().collect();
        self.wanted.retain(|(section, target)| {
            let (_, name) = &self.names[&(*section, target.clone())];
            let declared = document.get("components").and_then(|it| it.get(section));
            declared.is_some_and(|declared| declared.get(name).is_some())
        });
        let home = self.home.clone();
        let Node::Object(mut root) = self.walk(document, "root", &home) else {
            return document.clone();
        };
        let mut done = BTreeSet::new();
        let mut found: BTreeMap<String, BTreeMap<String, Node>> = BTreeMap::new();
        while let Some(next) = self.wanted.difference(&done).next().cloned() {
            done.insert(next.clone());
            let (section, target) = &next;
            let node = self.find(target).expect("what is referred to is there");
            let node = self.walk(&node, section, &target.0);
            if let Some((section, name)) = self.names.get(&next).cloned() {
                found.entry(section).or_default().insert(name, node);
            }
        }
        let mut components = match root.get("components") {
            Some(Node::Object(map)) => map.clone(),
            _ => Map::default(),
        };
        for (section, more) in found {
            let declared = match components.get(&section) {
                Some(Node::Object(map)) => map.clone(),
                _ => Map::default(),
            };
            let declared = declared
                .iter()
                .filter(|(name, _)| !more.contains_key(*name));
            let declared = declared.map(|(name, node)| (name.to_owned(), node.clone()));
            let all: Vec<_> = declared.chain(more.clone()).collect();
            components = with(
                &components,
                &section,
                Node::Object(all.into_iter().collect()),
            );
        }
        if !components.is_empty() {
            root = with(&root, "components", Node::Object(components));
        }
        Node::Object(root)
    }

    /// Names for all that is wanted, in the order of files: of several that are called the same, the others have it in a
    /// section of their own.
    fn names(&self, declared: &Names, document: &Node) -> Names {
        let mut names = declared.clone();
        let mut taken: BTreeSet<(String, String)> = BTreeSet::new();
        for section in SECTIONS {
            let declared = document.get("components").and_then(|it| it.get(section));
            let keys = declared
                .and_then(Node::as_object)
                .into_iter()
                .flat_map(Map::keys);
            taken.extend(keys.map(|key| ((*section).to_owned(), key.to_owned())));
        }
        for (section, target) in &self.wanted {
            if names.contains_key(&(section, target.clone())) {
                continue;
            }
            let plain = match target.1.rsplit_once('/') {
                Some((_, last)) => last.replace("~1", "/").replace("~0", "~"),
                None => stem(&target.0),
            };
            let others = (2..).map(|number| format!("x-{section}-{number}"));
            let sections = [(*section).to_owned()].into_iter().chain(others);
            let mut places = sections.map(|section| (section, plain.clone()));
            let place = places.find(|place| taken.insert(place.clone()));
            names.insert((section, target.clone()), place.unwrap_or_default());
        }
        names
    }

    fn walk(&mut self, node: &Node, kind: &'static str, file: &Path) -> Node {
        match node {
            Node::Object(map) => match map.get("$ref").and_then(Node::as_str) {
                Some(reference) if kind != "data" => self.reference(map, reference, kind, file),
                _ => {
                    let entries = map.iter().map(|(key, node)| {
                        let node = self.walk(node, below(kind, key), file);
                        (key.to_owned(), node)
                    });
                    Node::Object(entries.collect())
                }
            },
            Node::Array(items) => {
                let inner = each(kind).unwrap_or(kind);
                let items = items.iter().map(|item| self.walk(item, inner, file));
                Node::Array(items.collect())
            }
            Node::String(reference) if kind == "mapping" && reference.contains(['/', '.']) => {
                Node::String(self.named(reference, "schemas", file))
            }
            other => other.clone(),
        }
    }

    fn reference(&mut self, map: &Map, reference: &str, kind: &'static str, file: &Path) -> Node {
        let target = target(reference, file);
        if !SECTIONS.contains(&kind) && target.0 != self.home {
            let node = self.find(&target).expect("what is referred to is there");
            return self.walk(&node, kind, &target.0);
        }
        let reference = self.named(reference, kind, file);
        Node::Object(with(map, "$ref", Node::String(reference)))
    }

    /// The reference to the component that this one becomes.
    fn named(&mut self, reference: &str, section: &'static str, file: &Path) -> String {
        let target = target(reference, file);
        if target.0 == self.home {
            return format!("#{}", target.1);
        }
        let inside = |(_, outer): &&(&str, Target)| {
            let rest = target.1.strip_prefix(outer.1.as_str());
            outer.0 == target.0 && rest.is_some_and(|rest| rest.starts_with('/'))
        };
        let outer = self.names.keys().find(inside).cloned();
        let wanted = outer.unwrap_or((section, target.clone()));
        let (section, name) = self.names.get(&wanted).cloned().unwrap_or_default();
        let name = name.replace('~', "~0").replace('/', "~1");
        let rest = &target.1[wanted.1.1.len()..];
        let reference = format!("#/components/{section}/{name}{rest}");
        self.wanted.insert(wanted);
        reference
    }

    fn find(&mut self, target: &Target) -> Option<Node> {
        let mut node = &self.load(&target.0);
        for key in target.1.split('/').skip(1) {
            let key = key.replace("~1", "/").replace("~0", "~");
            node = match node {
                Node::Array(items) => items.get(key.parse::<usize>().ok()?)?,
                node => node.get(&key)?,
            };
        }
        Some(node.clone())
    }
}

/// The same with this entry.
fn with(map: &Map, key: &str, node: Node) -> Map {
    let others = map.iter().filter(|(other, _)| *other != key);
    let others = others.map(|(key, node)| (key.to_owned(), node.clone()));
    others.chain([(key.to_owned(), node)]).collect()
}

fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

fn target(reference: &str, file: &Path) -> Target {
    let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let path = match path {
        "" => file.to_owned(),
        path => {
            let beside = file.parent().unwrap_or(Path::new("")).join(path);
            beside.canonicalize().expect("the file is there")
        }
    };
    (path, fragment.trim_end_matches('/').to_owned())
}

/// What each entry of a map or list of those is.
fn each(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "each callbacks" => "callbacks",
        "each examples" => "examples",
        "each headers" => "headers",
        "each item" => "item",
        "each links" => "links",
        "each mapping" => "mapping",
        "each media" => "media",
        "each parameters" => "parameters",
        "each requestBodies" => "requestBodies",
        "each responses" => "responses",
        "each schemas" => "schemas",
        _ => return None,
    })
}

/// What stands under a key, where one of these stands above.
fn below(kind: &'static str, key: &str) -> &'static str {
    if let Some(kind) = each(kind) {
        return kind;
    }
    match (kind, key) {
        ("data", _) | (_, "example" | "default" | "enum" | "const" | "value") => "data",
        (_, key) if key.starts_with("x-") => "data",
        ("schemas", "allOf" | "anyOf" | "oneOf" | "patternProperties" | "properties") => {
            "each schemas"
        }
        ("schemas", "additionalProperties" | "items" | "not") => "schemas",
        ("schemas", "discriminator") => "discriminator",
        ("discriminator", "mapping") => "each mapping",
        ("schemas" | "links", _) => "data",
        ("root", "paths" | "webhooks") => "each item",
        ("callbacks", _) => "item",
        (_, "schema") => "schemas",
        (_, "schemas") => "each schemas",
        (_, "callbacks") => "each callbacks",
        (_, "content") => "each media",
        (_, "examples") => "each examples",
        (_, "headers") => "each headers",
        (_, "links") => "each links",
        (_, "parameters") => "each parameters",
        (_, "requestBodies") => "each requestBodies",
        (_, "requestBody") => "requestBodies",
        (_, "responses") => "each responses",
        _ => "other",
    }
}
