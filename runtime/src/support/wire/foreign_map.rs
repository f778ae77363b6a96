//! `foreign_map!`: the map type that `[crate.types]` of oascribe.toml specifies in place of `BTreeMap`.

/// Implements what models need of a map type with string keys, whose path is passed without type arguments.
macro_rules! foreign_map {
    ($($path:ident)::+) => {
        impl<T: wire::DefaultValue> wire::DefaultValue for $($path)::+<::std::string::String, T> {
            fn default_value() -> Self {
                ::core::default::Default::default()
            }
        }

        impl<C: wire::Read<T>, T> wire::Read<$($path)::+<::std::string::String, T>>
            for wire::codec::Map<C>
        {
            fn read<'de, D: wire::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<$($path)::+<::std::string::String, T>, D::Error> {
                wire::read_entries::<C, T, _, D>(deserializer)
            }
        }

        impl<C: wire::Write<T>, T> wire::Write<$($path)::+<::std::string::String, T>>
            for wire::codec::Map<C>
        {
            fn write<S: wire::Serializer>(
                value: &$($path)::+<::std::string::String, T>,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                wire::write_entries::<C, T, S>(value.iter(), serializer)
            }
        }

        impl<C: wire::Read<T>, T> wire::ReadAdditional<C> for $($path)::+<::std::string::String, T> {
            fn read_additional<'de, A: wire::MapAccess<'de>>(
                &mut self,
                key: &str,
                map: &mut A,
            ) -> ::core::result::Result<(), A::Error> {
                let value = wire::read_additional_value::<C, T, A>(map)?;
                self.insert(key.to_owned(), value);
                ::core::result::Result::Ok(())
            }
        }

        impl<C: wire::Write<T>, T> wire::WriteAdditional<C> for $($path)::+<::std::string::String, T> {
            fn write_additional<S: wire::PropertyWriter>(&self, writer: &mut S) {
                for (key, value) in self {
                    writer.write_additional(key, &wire::with_codec::<C, T>(value));
                }
            }
        }

        wire::checks_of_foreign_map! { $($path)::+ }
    };
}
pub(crate) use foreign_map;
