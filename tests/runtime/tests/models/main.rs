//! The half of the runtime that is always there: values and the tables of the models.

mod base64;
mod composed;
#[cfg(all(feature = "chrono", feature = "time", feature = "jiff"))]
mod date_crates;
mod date_times;
mod dates;
mod durations;
mod integers;
mod lenient;
mod literals;
mod names;
mod objects;
mod paths;
mod slots;
mod sources;
mod tagged;
mod unknown_values;
mod untagged;
