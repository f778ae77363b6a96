//! Judges the schemas that are written as JSON Schema 2020-12 with the crate `jsonschema`.
//!
//! In: a document. Out: how many of its schemas are valid, how many of its examples they accept, and the refused
//! examples with reasons.
//!
//! All schemas of one direction are written into one document, which is compiled once. A schema by itself is the same
//! definitions under another root; each is compiled by itself, too, until the budget is spent.

mod examples;
mod judge;
pub mod refused;

use std::collections::{HashMap, HashSet};

use oascribe_codegen::json_schema::{Direction, Message, Schema, Writer};
use oascribe_codegen::read::Document;
use serde::{Deserialize, Serialize};

use examples::Example;
use judge::Judge;

/// The results of one document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Component schemas, and schemas of requests and responses that are not references.
    pub schemas: usize,
    /// Those that are valid and compile.
    pub valid: usize,
    pub examples: usize,
    pub accepted: usize,
    /// Keywords that could not be written.
    pub omitted: usize,
    pub refused: Vec<Refused>,
    /// Schemas that are not valid, with the reasons.
    pub invalid: Vec<Refused>,
}

/// An example that the schema refuses, or a schema that is invalid.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Refused {
    pub pointer: String,
    pub reason: String,
}

const DIRECTIONS: [Direction; 3] = [Direction::Any, Direction::Request, Direction::Response];

/// Judges a document.
pub fn judge(doc: &Document) -> Tally {
    let writer = Writer::new(doc);
    let messages: Vec<_> = writer.requests().chain(writer.responses()).collect();
    let components = writer.components().map(|(_, schema)| schema);
    let mut all: Vec<Schema<'_>> = components.collect();
    all.extend(messages.iter().map(|message| message.schema.clone()));
    let mut known = HashSet::new();
    all.retain(|schema| known.insert(schema.at.clone()));
    let judges = DIRECTIONS.map(|direction| Judge::new(&writer, &all, direction));
    let mut tally = Tally {
        schemas: all.len(),
        omitted: judges.iter().map(|judge| judge.omitted).max().unwrap_or(0),
        ..Tally::default()
    };
    for (index, schema) in all.iter().enumerate() {
        tally.add_schema(index, schema, &judges);
        for example in examples::of_schema(schema) {
            tally.add_example(&example, index, &judges.each_ref());
        }
    }
    tally.add_messages(doc, &messages, &all, &judges);
    tally
}

impl Tally {
    fn add_schema(&mut self, index: usize, schema: &Schema<'_>, judges: &[Judge]) {
        match judges.iter().find_map(|judge| judge.fault(index)) {
            Some(reason) => self.invalid.push(Refused {
                pointer: schema.at.to_string(),
                reason,
            }),
            None => self.valid += 1,
        }
    }

    /// Counts the examples of requests and responses, each in its direction.
    fn add_messages(
        &mut self,
        doc: &Document,
        messages: &[Message<'_>],
        all: &[Schema<'_>],
        judges: &[Judge],
    ) {
        let positions = all.iter().enumerate();
        let positions = positions.map(|(index, schema)| (&schema.at, index));
        let positions: HashMap<_, _> = positions.collect();
        let mut known = HashSet::new();
        for message in messages {
            let is_same = |judge: &&Judge| judge.direction == message.direction();
            let judges: Vec<_> = judges.iter().filter(is_same).collect();
            let Some(index) = positions.get(&message.schema.at) else {
                continue;
            };
            for example in examples::of_message(doc, message) {
                if known.insert((example.at.clone(), *index)) {
                    self.add_example(&example, *index, &judges);
                }
            }
        }
    }

    /// Counts an example. It is accepted if one of the judges accepts it.
    fn add_example(&mut self, example: &Example, index: usize, judges: &[&Judge]) {
        self.examples += 1;
        let refusals = judges.iter().map(|judge| judge.refusal(index, example));
        let refusals: Option<Vec<_>> = refusals.collect();
        match refusals.and_then(|refusals| refusals.into_iter().next()) {
            Some(reason) => self.refused.push(Refused {
                pointer: example.at.clone(),
                reason,
            }),
            None => self.accepted += 1,
        }
    }
}
