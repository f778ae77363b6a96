//! The targets: functions of bytes that panic if a property does not hold.

mod config;
mod diff;
mod events;
mod generate;
mod jsonpath;
mod overlay;
mod pages;
mod reader;
mod safe;
mod unions;

use crate::mutate::{self, Mutate};

/// A function of bytes with its properties.
pub struct Target {
    pub name: &'static str,
    /// Panics if a property does not hold for the input.
    pub run: fn(&[u8]),
    pub mutate: Mutate,
    /// The folder of its seeds.
    pub seeds: &'static str,
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target {
        name: "reader",
        run: reader::run,
        mutate: mutate::document,
        seeds: "document",
    },
    Target {
        name: "generate",
        run: generate::run,
        mutate: mutate::document,
        seeds: "document",
    },
    Target {
        name: "diff",
        run: diff::run,
        mutate: mutate::documents,
        seeds: "document",
    },
    Target {
        name: "pages",
        run: pages::run,
        mutate: mutate::pages,
        seeds: "pages",
    },
    Target {
        name: "overlay",
        run: overlay::run,
        mutate: mutate::overlay,
        seeds: "overlay",
    },
    Target {
        name: "jsonpath",
        run: jsonpath::run,
        mutate: mutate::query,
        seeds: "jsonpath",
    },
    Target {
        name: "config",
        run: config::run,
        mutate: mutate::config,
        seeds: "config",
    },
    Target {
        name: "events",
        run: events::run,
        mutate: mutate::events,
        seeds: "events",
    },
    Target {
        name: "unions",
        run: unions::run,
        mutate: mutate::value,
        seeds: "unions",
    },
];

/// The target with a name.
pub fn find(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
