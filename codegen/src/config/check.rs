//! Checks of values, for files and for builders.

use super::{CrateConfig, Mode, check_types, is_crate_name, version::is_version};
use crate::dependency::{feature, is_dependency, part};
use crate::diag::{Diagnostic, codes, similar};
use crate::rust_syntax::attribute_path;

/// The problem and its fix.
pub(super) struct Mistake {
    pub message: String,
    pub help: String,
}

impl Mistake {
    pub(super) fn new(message: String, help: impl Into<String>) -> Option<Self> {
        let help = help.into();
        Some(Mistake { message, help })
    }
}

/// The problems of a configuration that was not read from a file.
pub(crate) fn mistakes(config: &CrateConfig) -> Vec<Diagnostic> {
    let names: Vec<&str> = config.dependencies.keys().map(String::as_str).collect();
    let dependencies = config.dependencies.iter();
    let dependencies = dependencies.map(|(name, source)| dependency(name, source, config.mode));
    let types = config.own_types.iter();
    let types = types.map(|(key, ty)| {
        check_types::key(key).or_else(|| check_types::own_type(key, ty, config.mode, &names))
    });
    let attributes = config.attributes.values().flatten();
    let attributes = attributes.map(|text| attribute(text));
    let releases = config.keep_removed.iter();
    let releases = releases.map(|release| released_version(&release.since));
    let version = config.package.version.as_deref().and_then(package_version);
    let features = config.features.iter().map(|name| feature(name));
    let header = config.idempotency_header.as_deref().and_then(header_name);
    let found = dependencies.chain(types).chain(attributes);
    let found = found.chain(releases).chain(features);
    let name = name(&config.name).map(|mistake| Mistake {
        help: format!("call `.name(…)`: {}", mistake.help),
        ..mistake
    });
    let found = found.chain([name, version, header]);
    let diagnostic = |it: Mistake| Diagnostic::new(codes::BAD_CONFIG, it.message).help(it.help);
    found.flatten().map(diagnostic).collect()
}

/// Why a crate or module can't have this name, and what to do.
pub fn name_problem(text: &str) -> Option<(String, String)> {
    name(text).map(|Mistake { message, help }| (message, help))
}

/// Why no feature and no part has this name, and what to do.
pub fn feature_problem(text: &str) -> Option<(String, String)> {
    feature(text).map(|Mistake { message, help }| (message, help))
}

pub(super) fn name(name: &str) -> Option<Mistake> {
    if is_dependency(name) {
        let message = format!("the generated crate can't have the name of its dependency `{name}`");
        return Mistake::new(message, format!("use another name, such as `{name}_sdk`"));
    }
    if is_crate_name(name) {
        return None;
    }
    let help = "start with a letter; use letters, digits, `_` and `-`; don't use a keyword";
    Mistake::new(format!("`{name}` is not a valid crate name"), help)
}

pub(super) fn feature(name: &str) -> Option<Mistake> {
    let valid = || feature::names().chain(part::names());
    if valid().any(|known| known == name) {
        return None;
    }
    let help = match similar(name, valid()) {
        Some(known) => format!("did you mean `{known}`?"),
        None => {
            let names: Vec<_> = valid().collect();
            format!("valid features: {}", names.join(", "))
        }
    };
    Mistake::new(format!("unknown feature `{name}`"), help)
}

/// Checks the name of a module of the user.
pub(super) fn own_module(name: &str) -> Option<Mistake> {
    const GENERATED: [&str; 4] = ["api", "lib", "models", "runtime"];
    if GENERATED.contains(&name) {
        let message = format!("the crate has a generated module `{name}`");
        return Mistake::new(message, "use another name, such as `ext`");
    }
    if is_crate_name(name) && !name.contains('-') {
        return None;
    }
    let message = format!("`{name}` is not a valid name of a module");
    Mistake::new(message, "use letters, digits and `_`, as in `ext`")
}

pub(super) fn package_version(version: &str) -> Option<Mistake> {
    if is_version(version) {
        return None;
    }
    let message = format!("`{version}` is not a valid version");
    Mistake::new(message, "use three numbers, as in `0.1.0`")
}

/// Checks the name of a header (RFC 9110, section 5.6.2).
pub(super) fn header_name(name: &str) -> Option<Mistake> {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if !name.is_empty() && name.bytes().all(is_allowed) {
        return None;
    }
    let message = format!("`{}` is not a valid header name", name.escape_debug());
    Mistake::new(
        message,
        "use letters, digits and `-`, as in `Idempotency-Key`",
    )
}

pub(super) fn released_version(version: &str) -> Option<Mistake> {
    if is_version(version) {
        return None;
    }
    let message = format!("`{version}` is not a valid version");
    let help = "use the version that the spec was released as, for example `1.4.0`";
    Mistake::new(message, help)
}

/// Checks the name of an additional dependency.
pub(super) fn dependency(name: &str, source: &toml::Value, mode: Mode) -> Option<Mistake> {
    if mode == Mode::Module {
        let message = "`dependencies` need a mode with a manifest: `crate` or `models`";
        let help = "remove it, and declare the dependency in the crate that contains the module";
        return Mistake::new(message.to_owned(), help);
    }
    if !is_crate_name(name) {
        let message = format!("`{name}` is not a valid crate name");
        return Mistake::new(message, "use the name of the crate in its registry");
    }
    if is_dependency(name) && added_features(source).is_none() {
        let message = format!("the generated crate already depends on `{name}`");
        let help = format!("remove it, or add features only: `{name} = {{ features = [\"…\"] }}`");
        return Mistake::new(message, help);
    }
    None
}

/// The features that an entry adds to a dependency that the generated crate has anyway. Returns `None` if it says more.
pub(crate) fn added_features(source: &toml::Value) -> Option<Vec<&str>> {
    let table = source.as_table()?;
    let [("features", toml::Value::Array(features))] =
        [table.iter().next()?].map(|(key, value)| (key.as_str(), value))
    else {
        return None;
    };
    let features: Option<Vec<&str>> = features.iter().map(toml::Value::as_str).collect();
    features.filter(|_| table.len() == 1)
}

/// Checks an attribute of models.
pub(super) fn attribute(text: &str) -> Option<Mistake> {
    let path = match attribute_path(text) {
        Some(path) => path,
        None => {
            let message = format!("`{text}` is not an attribute");
            let help = "write it without `#[…]`: `cfg_attr(feature = \"ui\", derive(my_ui::Show))`";
            return Mistake::new(message, help);
        }
    };
    let help = match path.as_str() {
        "derive" => "use `[crate.derives]`",
        "serde" => {
            "models implement serde's traits without its derives, so the attribute has no effect; remove it"
        }
        "non_exhaustive" => "remove it: all models have it",
        _ => return None,
    };
    Mistake::new(format!("the attribute `{path}` can't be added"), help)
}
