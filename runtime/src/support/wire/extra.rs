//! Additional properties of one type.

use serde::de::MapAccess;

use super::super::extra::Extra;
use super::additional::{ReadAdditional, WriteAdditional};
use super::convert::{Read, Write};
use super::fidelity;
use super::tape::Tape;
use super::undeclared::Before;
use super::write::PropertyWriter;

/// A value of another type is stored as JSON instead of making decoding fail, because a new version of the API may
/// have declared the property.
impl<C: Read<T>, T> ReadAdditional<C> for Extra<T> {
    fn read_additional<'de, A: MapAccess<'de>>(
        &mut self,
        key: &str,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let tape = Tape::of_next_value(map)?;
        // If a property occurs more than once, the last value counts.
        self.remove(key);
        self.others_mut().remove(key);
        let before = Before::new();
        match C::read(tape.root()) {
            Ok(value) => drop(self.insert(key.to_owned(), value)),
            Err(_) => {
                before.forget();
                fidelity::note_undeclared_value();
                let value = tape.root().to_value();
                self.others_mut().insert(key.to_owned(), value);
            }
        }
        Ok(())
    }
}

impl<C: Write<T>, T> WriteAdditional<C> for Extra<T> {
    fn write_additional<S: PropertyWriter>(&self, writer: &mut S) {
        WriteAdditional::<C>::write_additional(&**self, writer);
        for (key, value) in self.others() {
            if !self.contains_key(key) {
                writer.write_additional(key, value);
            }
        }
    }
}
