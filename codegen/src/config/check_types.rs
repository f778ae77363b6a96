//! Checks of `[crate.types]`.

use super::check::Mistake;
use super::{MAP, Mode, OwnType};
use crate::dependency::own_crates;
use crate::rust_syntax::{RustType, is_expression, is_module_path};

/// Crates that every generated file can name without a further dependency.
const AVAILABLE: &[&str] = &["alloc", "core", "serde_json", "std"];

/// The traits that derives for models can need of a type.
const TRAITS: &[&str] = &["Copy", "Default", "Eq", "Hash", "Ord", "PartialOrd"];

/// Checks what a type stands for.
pub(super) fn key(key: &str) -> Option<Mistake> {
    if !key.trim().is_empty() {
        return None;
    }
    let help = "name a `format`, the pointer of a schema or property, or `map`";
    Mistake::new(
        "an entry of `[crate.types]` has an empty key".to_owned(),
        help,
    )
}

/// Checks a type that stands for schemas.
pub(super) fn own_type(
    key: &str,
    own: &OwnType,
    mode: Mode,
    dependencies: &[&str],
) -> Option<Mistake> {
    let OwnType {
        path,
        default,
        with,
        traits,
    } = own;
    let Some(ty) = RustType::parse(path) else {
        return not_a_path(path);
    };
    if key == MAP {
        return map(own, &ty, mode, dependencies);
    }
    if let Some(default) = default
        && !is_expression(default)
    {
        let message = format!("`{default}` is not a Rust expression");
        let help = "write a value of the type: `my_crate::Money::ZERO`";
        return Mistake::new(message, help);
    }
    if let Some(with) = with
        && !is_module_path(with)
    {
        let message = format!("`{with}` is not the path of a module");
        let help = "name a module with the functions `serialize` and `deserialize`: `time::serde::rfc3339`";
        return Mistake::new(message, help);
    }
    if let Some(unknown) = traits.iter().find(|name| !TRAITS.contains(&name.as_str())) {
        let message = format!("`{unknown}` is not a trait that models can derive");
        return Mistake::new(message, format!("valid traits: {}", TRAITS.join(", ")));
    }
    paths(path, &ty, mode, dependencies)
}

/// Checks the type for maps, whose arguments are the key and the value of each map.
fn map(own: &OwnType, ty: &RustType, mode: Mode, dependencies: &[&str]) -> Option<Mistake> {
    let path = &own.path;
    if path.contains('<') || !is_module_path(path.trim_start_matches("::")) {
        let message = format!("the type for maps, `{path}`, has arguments");
        let help = "write its path alone, as in `std::collections::HashMap`: the arguments are those of each map";
        return Mistake::new(message, help);
    }
    if own.default.is_some() || own.with.is_some() || !own.traits.is_empty() {
        let message =
            format!("the type for maps, `{path}`, can't have `default`, `with` or `traits`");
        return Mistake::new(
            message,
            "write its path alone: `map = \"std::collections::HashMap\"`",
        );
    }
    paths(path, ty, mode, dependencies)
}

/// Checks that all paths in a type are full, and that their crates are dependencies.
fn paths(text: &str, ty: &RustType, mode: Mode, dependencies: &[&str]) -> Option<Mistake> {
    let mut mistake = None;
    ty.each(&mut |ty| {
        if mistake.is_some() {
            return;
        }
        mistake = match ty.path.split_once("::") {
            Some((root, _)) => undeclared(root, mode, dependencies),
            None if crate::dependency::own_types::is_provided(ty) || ty.path == "str" => None,
            None => not_a_path(&ty.path).map(|found| match ty.path == text {
                true => found,
                false => Mistake {
                    message: format!("{}, in `{text}`", found.message),
                    ..found
                },
            }),
        };
    });
    mistake
}

fn not_a_path(path: &str) -> Option<Mistake> {
    let message = format!("`{path}` is not the full path of a type");
    let help =
        "start the path with its crate: `my_crate::Money`, `std::collections::HashMap<String, u8>`";
    Mistake::new(message, help)
}

fn undeclared(root: &str, mode: Mode, dependencies: &[&str]) -> Option<Mistake> {
    let declared = |name: &&str| name.replace('-', "_") == root;
    let is_known = || AVAILABLE.contains(&root) || own_crates::known(root).is_some();
    if mode == Mode::Module || is_known() || dependencies.iter().any(declared) {
        return None;
    }
    let message = format!("`{root}` is not a dependency of the generated crate");
    let help = format!("add it to `[crate.dependencies]`: `{root} = \"…\"`");
    Mistake::new(message, help)
}
