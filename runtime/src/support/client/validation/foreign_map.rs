//! The checks of the map type that `[crate.types]` of oascribe.toml specifies.

/// Used by the macro `foreign_map!`: makes the map a value with constraints. Paths start with `wire::`, as in all macros
/// that are used in model files.
#[allow(unused_macros)] // not every crate has a map type of its own
macro_rules! checks_of_foreign_map {
    ($($path:ident)::+) => {
        impl<T> wire::Constrained for $($path)::+<::std::string::String, T> {
            fn measure(&self) -> wire::Measure<'_> {
                wire::Measure::Properties(self.len())
            }
        }

        impl<T: wire::Constrained> wire::Listed for $($path)::+<::std::string::String, T> {
            fn items(&self, visit: &mut dyn ::core::ops::FnMut(usize, &dyn wire::Constrained)) {
                for (index, item) in self.values().enumerate() {
                    visit(index, item);
                }
            }
        }

        impl<T> wire::Keyed for $($path)::+<::std::string::String, T> {
            fn keys(&self, visit: &mut dyn ::core::ops::FnMut(&str)) {
                for (key, _) in self {
                    visit(key);
                }
            }
        }

        impl<T: wire::Checked> wire::Checked for $($path)::+<::std::string::String, T> {
            fn check(&self, check: &mut wire::Check) {
                for (key, value) in self {
                    check.entry(key, value);
                }
            }
        }
    };
}
#[allow(unused_imports)]
pub(crate) use checks_of_foreign_map;
