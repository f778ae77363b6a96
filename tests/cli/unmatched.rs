//! Settings that match nothing in the document suggest what was meant.

use crate::sandbox::{BOATS, Sandbox};

/// A setting with a misspelled name, and the suggestion.
const MISSPELLED: &[(&str, &str)] = &[
    ("include = ['tag:Boot']", "tag:Boat"),
    ("include = ['op:GetBot']", "op:GetBoat"),
    ("exclude = ['path:/boat/{boatId}']", "path:/boats/{boatId}"),
    ("schemas = ['Boats']", "Boat"),
    ("derives = { Boats = ['Hash'] }", "Boat"),
    ("merge-null = { Boats = true }", "Boat"),
    ("groups = { Boot = 'fleet' }", "Boat"),
    ("names = { GetBot = 'get' }", "GetBoat"),
    (
        "names = { '#/components/schemas/Boats' = 'Ship' }",
        "#/components/schemas/Boat",
    ),
    (
        "types = { '#/components/schemas/Boats' = 'std::string::String' }",
        "#/components/schemas/Boat",
    ),
    ("paging.GetBot = { param = 'a', next = 'b' }", "GetBoat"),
    (
        "poll.Boats = { operation = 'GetBoat', id = 'id', done = 'id' }",
        "Boat",
    ),
    (
        "poll.Boat = { operation = 'GetBot', id = 'id', done = 'id' }",
        "GetBoat",
    ),
    (
        "poll.Boat = { operation = 'GetBoat', id = 'id', done = 'lenght' }",
        "length",
    ),
];

#[test]
fn misspelled_names_have_a_suggestion() {
    for (setting, expected) in MISSPELLED {
        let sandbox = Sandbox::project(BOATS, setting);
        let run = sandbox.run(["generate"]).code(1);
        let help = format!("= help: did you mean `{expected}`?\n");
        assert!(run.stderr.contains(&help), "{setting}: {run:#?}");
    }
}

#[test]
fn the_parameters_of_an_operation_are_listed() {
    let setting = "paging.GetBoat = { param = 'cursor', next = 'next' }";
    Sandbox::project(BOATS, setting)
        .run(["generate"])
        .code(1)
        .stderr_contains("= help: its parameters are `boatId`\n");
}
