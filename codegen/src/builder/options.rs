//! The options of a [`Builder`]: one method for each key of `oascribe.toml`.

use std::io;
use std::path::PathBuf;

use super::{Builder, Warnings};
use crate::config::{
    Deny, ForSchemas, KeepRemoved, Mode, OwnType, Package, Paging, Poll, RequiredProperties,
    UnknownProperties, Unused,
};
use crate::diag::{Diagnostic, codes};
use crate::source::Fetch;

impl Builder {
    /// Sets the folder that receives the output of [`keep_in_step`](Builder::keep_in_step).
    ///
    /// Files that oascribe did not write are never replaced or removed.
    pub fn out(mut self, folder: impl Into<PathBuf>) -> Self {
        self.config.out = folder.into();
        self
    }

    /// Sets the name of the module or crate. Default: the file name of the spec without extension.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.config.name = name.into();
        self
    }

    /// Sets the kind of output. Default: [`Mode::Module`].
    pub fn mode(mut self, mode: Mode) -> Self {
        self.config.mode = mode;
        self
    }

    /// Sets the modules of yours that the root of the crate declares if they exist. Default: `ext`.
    pub fn own_modules(mut self, modules: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.config.own_modules = strings(modules);
        self
    }

    /// Sets the features whose code is generated, and parts of the runtime that the API does not need itself.
    ///
    /// A module has no features of its own, so they are decided when it is generated. Default: `client`, `reqwest` and
    /// `rustls`; without any of them, only the models are generated. A crate has `client`, `reqwest`, `tokio`, `rustls`,
    /// `rustls-no-provider`, `native-tls`, `webpki-roots`, `gzip`, `brotli`, `zstd` and `http2` in any case; others are
    /// `blocking`, `charset`, `tracing`, `recording`, `webhooks`, `regex`, `chrono`, `jiff` and `time`.
    pub fn features(mut self, features: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.config.features = strings(features);
        self
    }

    /// Adds an OpenAPI overlay that is applied to the spec. Several are applied in order.
    pub fn overlay(mut self, file: impl Into<PathBuf>) -> Self {
        self.config.overlays.push(file.into());
        self
    }

    /// Sets the file that keeps the generated names stable. Default: `oascribe.lock` in [`out`](Builder::out); no
    /// lock without `out`.
    pub fn lock(mut self, file: impl Into<PathBuf>) -> Self {
        self.lock = Some(file.into());
        self
    }

    /// Sets which findings, besides errors, make generation fail. Default: [`Deny::Nothing`].
    pub fn deny(mut self, deny: Deny) -> Self {
        self.config.deny = deny;
        self
    }

    /// Generates only these component schemas besides those of the operations, with all types that they need. In the mode
    /// [`Models`](Mode::Models), generates no others.
    pub fn schemas(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.config.schemas = strings(names);
        self
    }

    /// Sets whether component schemas that no operation uses are generated. Default: [`Unused::Keep`], or
    /// [`Unused::Drop`] if [`include`](Builder::include) selects operations.
    pub fn unused(mut self, unused: Unused) -> Self {
        self.config.unused = Some(unused);
        self
    }

    /// Generates only these operations: `tag:T`, `op:ID` or `path:P` (with all paths below it).
    pub fn include(mut self, operations: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.config.include = strings(operations);
        self
    }

    /// Leaves out these operations: `tag:T`, `op:ID` or `path:P` (with all paths below it).
    pub fn exclude(mut self, operations: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.config.exclude = strings(operations);
        self
    }

    /// Adds derives to a type, for example `.derive("Boat", ["Hash"])`. The names `*`, `structs` and `enums` stand for all such
    /// types.
    pub fn derive(
        mut self,
        ty: impl Into<String>,
        derives: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.config.derives.insert(ty.into(), strings(derives));
        self
    }

    /// Adds attributes to a type, without `#[…]`, or to all types for `*`, `structs` or `enums`.
    pub fn attribute(
        mut self,
        ty: impl Into<String>,
        attributes: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.config
            .attributes
            .insert(ty.into(), strings(attributes));
        self
    }

    /// Uses your own type for schemas: by `format`, as in `.own_type("uuid", "uuid::Uuid")`, or by the pointer of a schema
    /// or property, as in `.own_type("#/components/schemas/Money", "my_money::Money")`. The key `map` sets the type of maps.
    pub fn own_type(mut self, schema: impl Into<String>, ty: impl Into<OwnType>) -> Self {
        self.config.own_types.insert(schema.into(), ty.into());
        self
    }

    /// Adds a dependency to the manifest of a generated crate, for types of [`own_type`](Builder::own_type).
    ///
    /// `source` is a version requirement, or an inline table as in `Cargo.toml`.
    pub fn dependency(mut self, name: impl Into<String>, source: &str) -> Self {
        let name = name.into();
        let value = match source.trim_start().starts_with('{') {
            true => toml::from_str(&format!("value = {source}")),
            false => Ok(toml::Table::from_iter([(
                "value".to_owned(),
                source.into(),
            )])),
        };
        match value.map(|mut table: toml::Table| table.remove("value")) {
            Ok(Some(value)) => {
                self.config.dependencies.insert(name, value);
            }
            _ => {
                let message = format!("the dependency `{name}` is not valid TOML");
                let help = "write it as in Cargo.toml: `{ version = \"1\" }`";
                let mistake = Diagnostic::new(codes::BAD_CONFIG, message).help(help);
                self.mistakes.push(mistake);
            }
        }
        self
    }

    /// Declares how the pages of a list operation follow each other. `*` in the operation ID matches any text.
    pub fn paging(mut self, operation: impl Into<String>, paging: Paging) -> Self {
        self.config.paging.insert(operation.into(), paging);
        self
    }

    /// Declares that operations that return this schema run on until they are polled to the end.
    pub fn poll(mut self, schema: impl Into<String>, poll: Poll) -> Self {
        self.config.poll.insert(schema.into(), poll);
        self
    }

    /// Chooses the Rust name of a schema (`#/components/schemas/X`) or an operation (by its ID). `*` matches any text without
    /// `/`, which replaces the `*` of the name.
    pub fn rename(mut self, item: impl Into<String>, name: impl Into<String>) -> Self {
        self.config.names.insert(item.into(), name.into());
        self
    }

    /// Removes a prefix from the names of types: with `IoK8sApi`, the schema `io.k8s.api.core.v1.Pod` is `CoreV1Pod`. Types
    /// that would get the same name keep the prefix.
    pub fn strip_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.config.strip_prefix.push(prefix.into());
        self
    }

    /// Makes equal inline schemas one type with this name. `*` in the pointers of the schemas matches any text.
    pub fn unify(
        mut self,
        name: impl Into<String>,
        schemas: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let schemas = schemas.into_iter().map(Into::into).collect();
        self.config.unify.insert(name.into(), schemas);
        self
    }

    /// Chooses the group of an operation (by its ID) or of a tag.
    pub fn group(mut self, item: impl Into<String>, group: impl Into<String>) -> Self {
        self.config.groups.insert(item.into(), group.into());
        self
    }

    /// Sets whether each group of operations of a generated crate gets a cargo feature.
    pub fn group_features(mut self, group_features: bool) -> Self {
        self.config.group_features = Some(group_features);
        self
    }

    /// Sets the header for idempotency keys. Each POST and PATCH request gets a new key in it and may be retried. Without
    /// this option, only operations that declare `Idempotency-Key` or `X-Idempotency-Key` do.
    pub fn idempotency_header(mut self, header: impl Into<String>) -> Self {
        self.config.idempotency_header = Some(header.into());
        self
    }

    /// Sets for how many breaking releases the old name of a renamed item remains as a deprecated alias. Default: 1.
    pub fn keep_old_names(mut self, releases: u64) -> Self {
        self.config.keep_old_names = releases;
        self
    }

    /// Declares required properties of responses as optional, for servers that leave them out or send null.
    pub fn lenient_responses(mut self) -> Self {
        self.config.required_properties = ForSchemas::All(RequiredProperties::Lenient);
        self
    }

    /// Does the same for one schema, by its name or pointer. Can be repeated.
    pub fn lenient_response(mut self, schema: impl Into<String>) -> Self {
        let required = &mut self.config.required_properties;
        required.set(schema.into(), RequiredProperties::Lenient);
        self
    }

    /// Collects the undeclared properties of responses, so that they are not lost when a value is sent back.
    pub fn keep_unknown_properties(mut self) -> Self {
        self.config.unknown_properties = ForSchemas::All(UnknownProperties::Keep);
        self
    }

    /// Does the same for one schema, by its name or pointer. Can be repeated.
    pub fn keep_unknown_properties_of(mut self, schema: impl Into<String>) -> Self {
        let unknown = &mut self.config.unknown_properties;
        unknown.set(schema.into(), UnknownProperties::Keep);
        self
    }

    /// Declares optional properties that can be null as `Option<T>`: null is read as missing and never sent.
    pub fn merge_null(mut self) -> Self {
        self.config.merge_null = ForSchemas::All(true);
        self
    }

    /// Does the same for one schema, by its name or pointer. Can be repeated.
    pub fn merge_null_of(mut self, schema: impl Into<String>) -> Self {
        self.config.merge_null.set(schema.into(), true);
        self
    }

    /// Retains items that the spec of an earlier release has and this one does not, until the next breaking release.
    ///
    /// `released` is the spec of that release, and `since` its version.
    pub fn keep_removed(mut self, released: impl Into<PathBuf>, since: impl Into<String>) -> Self {
        self.config.keep_removed = Some(KeepRemoved {
            of: released.into(),
            since: since.into(),
        });
        self
    }

    /// Sets the `[package]` table of a generated crate.
    pub fn package(mut self, package: Package) -> Self {
        self.config.package = package;
        self
    }

    /// Lets references of the spec lead to this folder or file, besides the folder of the spec. Can be repeated.
    pub fn allow_files(mut self, path: impl Into<PathBuf>) -> Self {
        self.config.allow_files.push(path.into());
        self
    }

    /// Lets the spec refer to documents on the network, which `fetch` downloads by their URL.
    ///
    /// `fetch` decides which hosts and how many bytes it accepts. It is called for at most 200 files of a spec.
    pub fn allow_remote(
        mut self,
        fetch: impl Fn(&str) -> io::Result<String> + Send + Sync + 'static,
    ) -> Self {
        self.fetch = Some(Fetch::new(fetch));
        self
    }

    /// Sets whether [`generate_to_out_dir`](Builder::generate_to_out_dir) prints warnings about the spec.
    /// Default: `true`.
    pub fn print_warnings(mut self, print: bool) -> Self {
        self.warnings = match print {
            true => Warnings::Print,
            false => Warnings::Ignore,
        };
        self
    }
}

fn strings(list: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    list.into_iter().map(Into::into).collect()
}
