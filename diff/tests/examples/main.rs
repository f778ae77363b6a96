//! Every example of a finding is a value that one document admits and the other one refuses, in the opinion of the crate
//! `jsonschema`, by both documents written out as JSON Schema 2020-12.

mod confirmed;
mod grammar;
mod judge;
mod mutated;
mod random;
mod rules;
mod sentences;
