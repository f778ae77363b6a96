//! Builds the model from the facts of pages.
//!
//! Two pages that describe the same method or message are merged, and their contradictions reported.

use indexmap::IndexMap;
use oascribe_codegen::diag::codes;
use oascribe_codegen::source::FileId;

use super::infer_types::{self, KnownTypes};
use super::schemas::{Page as Local, Schemas};
use super::{
    LongRunning, Model, Operation, Response, Schema, merge, naming, page_checks, schema_order,
};
use crate::facts::{
    Content, Field, Message, Method, MethodLink, Page, Resource, ResponseSection, SpannedText,
};
use crate::markdown::{Block, plain, sentences};
use crate::reporter::Reporter;
use crate::span::Span;

/// Builds the model of all pages.
pub fn build(pages: Vec<(FileId, Page)>, reporter: &mut Reporter<'_>) -> Model {
    let mut builder = Builder {
        title: None,
        tags: IndexMap::new(),
        links: Vec::new(),
        schemas: Schemas::default(),
        operations: Vec::new(),
        roots: Vec::new(),
        reporter,
    };
    let named: Vec<(String, Page)> = pages
        .into_iter()
        .map(|(file, page)| (builder.resource_of(file, &page), page))
        .collect();
    builder.schemas.resources = named.iter().map(|(name, _)| name.clone()).collect();
    // Resources come first, because a resource has priority for its name.
    let mut methods = Vec::new();
    for (index, (resource, page)) in named.into_iter().enumerate() {
        builder.tags.entry(resource.clone()).or_default();
        match page {
            Page::Resource(page) => builder.resource(index, resource, *page),
            Page::Method(page) => methods.push((index, resource, *page)),
        }
    }
    for (index, resource, method) in methods {
        builder.method(index, resource, method);
    }
    builder.finish()
}

struct Builder<'b, 'r> {
    title: Option<SpannedText>,
    tags: IndexMap<String, Vec<Block>>,
    links: Vec<(String, Vec<MethodLink>)>,
    schemas: Schemas,
    operations: Vec<(usize, Operation)>,
    /// The schemas that pages refer to, with the index of the page.
    roots: Vec<(usize, String)>,
    reporter: &'b mut Reporter<'r>,
}

impl Builder<'_, '_> {
    /// The name of the resource: from the title, the folder of the page, or the path of the URL.
    fn resource_of(&mut self, file: FileId, page: &Page) -> String {
        let (title, path, at) = match page {
            Page::Method(page) => (&page.resource, Some(&page.path), page.name.at),
            Page::Resource(page) => (&page.name, None, Span::new(file, 0..1)),
        };
        if let Some(title) = title {
            return naming::pascal_case(&title.text);
        }
        let name = self.reporter.sources.name(file).to_owned();
        let folder = name.rsplit('/').nth(1).unwrap_or_default();
        let is_name = folder.starts_with(|char: char| char.is_ascii_uppercase())
            && folder.chars().all(char::is_alphanumeric);
        let (found, reason) = match (is_name, path) {
            (true, _) => (folder.to_owned(), "from the folder of the page"),
            (false, Some(path)) => (resource_in_path(&path.text), "from the path"),
            (false, None) => ("Resource".to_owned(), "because nothing names it"),
        };
        let text = "the title does not name a resource".to_owned();
        let label = format!("named `{found}`, {reason}");
        self.reporter.report(codes::INFERRED_NAME, text, at, &label);
        found
    }

    fn service(&mut self, service: Option<SpannedText>) {
        match (&self.title, service) {
            (None, service) => self.title = service,
            (Some(known), Some(service)) if known.text != service.text => {
                let text = format!(
                    "the pages name two services, `{}` and `{}`",
                    known.text, service.text
                );
                let others = [(service.at, "the other value")];
                let label = "the first name becomes the title";
                self.reporter.report_with(
                    codes::PAGE_CONTRADICTION,
                    text,
                    known.at,
                    label,
                    &others,
                );
            }
            (Some(_), _) => {}
        }
    }

    fn resource(&mut self, index: usize, name: String, page: Resource) {
        let Resource {
            service,
            name: _,
            text,
            representation,
            methods,
        } = page;
        self.service(service);
        self.tags.entry(name.clone()).or_default().extend(text);
        if let Some(message) = representation {
            let mut local = Local::new(&name, Vec::new());
            let schema = self.schemas.add(message, &name, &mut local, self.reporter);
            self.roots.push((index, schema));
        }
        self.links.push((name, methods));
    }

    fn method(&mut self, index: usize, resource: String, page: Method) {
        let Method {
            service,
            resource: _,
            name,
            summary,
            summary_at,
            text,
            deprecated,
            http_method,
            http_method_at,
            host,
            path,
            in_path,
            in_query,
            body,
            response,
            messages,
        } = page;
        self.service(service);
        let mut local = Local::new(&resource, messages);
        let id = format!("{resource}{}", naming::pascal_case(&name.text));
        let body = body.map(|message| {
            let name = naming::message_name(&resource, &name.text, "Request");
            self.schemas.add(message, &name, &mut local, self.reporter)
        });
        self.roots
            .extend(body.iter().map(|body| (index, body.clone())));
        let response = response
            .map(|response| self.response(index, &resource, &name.text, response, &mut local));
        let in_path = self.parameters(in_path, &id, &mut local);
        let in_query = self.parameters(in_query, &id, &mut local);
        let operation = Operation {
            id,
            tag: resource,
            method: name.text,
            http_method,
            http_method_at,
            host,
            path: path.text,
            summary,
            summary_at,
            text,
            deprecated,
            in_path,
            in_query,
            body,
            response,
            at: name.at,
        };
        self.add_operation(index, operation);
    }

    fn parameters(&mut self, mut fields: Vec<Field>, owner: &str, local: &mut Local) -> Vec<Field> {
        for field in &mut fields {
            self.schemas
                .resolve_type(field, owner, local, self.reporter);
        }
        fields
    }

    fn response(
        &mut self,
        index: usize,
        resource: &str,
        method: &str,
        response: ResponseSection,
        local: &mut Local,
    ) -> Response {
        let ResponseSection {
            status,
            message,
            content,
        } = response;
        let at = message.at;
        let text = message.text.clone();
        let schema = match content {
            Content::Nothing => None,
            Content::Shown => {
                let name = self.response_name(resource, method, &message);
                Some(self.schemas.add(message, &name, local, self.reporter))
            }
        };
        self.roots
            .extend(schema.iter().map(|schema| (index, schema.clone())));
        let long_running = match schema.as_deref() {
            Some("Operation") => std::mem::take(&mut local.long_running),
            _ => LongRunning::default(),
        };
        let led_to = [&long_running.metadata, &long_running.response]
            .into_iter()
            .flatten();
        self.roots.extend(led_to.map(|name| (index, name.clone())));
        Response {
            status,
            schema,
            text,
            long_running,
            at,
        }
    }

    /// The name of the response message. Pages of generation 1 do not state it.
    fn response_name(&self, resource: &str, method: &str, message: &Message) -> String {
        let own = match self.schemas.found.get(resource) {
            Some(Schema::Object(known)) => {
                !message.fields.is_empty()
                    && known.fields.len() == message.fields.len()
                    && known
                        .fields
                        .iter()
                        .all(|field| message.field(&field.name).is_some())
            }
            _ => false,
        };
        match resource_in_text(&message.text) {
            Some(name) => name,
            None if own || method == "get" => resource.to_owned(),
            None => naming::message_name(resource, method, "Response"),
        }
    }

    /// Adds an operation, or merges it with the operation of another page for the same request.
    fn add_operation(&mut self, index: usize, operation: Operation) {
        let same = |known: &&mut (usize, Operation)| {
            known.1.http_method == operation.http_method && known.1.path == operation.path
        };
        let Some((_, known)) = self.operations.iter_mut().find(same) else {
            return self.operations.push((index, operation));
        };
        let text = format!("a second page describes `{}`", known.id);
        let others = [(known.at, "the first page")];
        let label = "merged with the first page";
        self.reporter
            .report_with(codes::DUPLICATE_PAGE, text, operation.at, label, &others);
        for (one, two) in [
            (&mut known.in_path, operation.in_path),
            (&mut known.in_query, operation.in_query),
        ] {
            let (mut before, mut after) = (Message::new(known.at), Message::new(operation.at));
            (before.fields, after.fields) = (std::mem::take(one), two);
            merge::message(&known.id, &mut before, after, self.reporter);
            *one = before.fields;
        }
        if known.id != operation.id {
            let text = format!("`{}` and `{}` are the same request", known.id, operation.id);
            let others = [(operation.at, "the other value")];
            let label = "the first name is used";
            self.reporter
                .report_with(codes::PAGE_CONTRADICTION, text, known.at, label, &others);
        }
        known.body = known.body.take().or(operation.body);
        match (&mut known.response, operation.response) {
            (Some(known), Some(response)) => {
                let LongRunning { metadata, response } = response.long_running;
                known.long_running.metadata = known.long_running.metadata.take().or(metadata);
                known.long_running.response = known.long_running.response.take().or(response);
            }
            (known, response) => *known = known.take().or(response),
        }
    }

    fn finish(self) -> Model {
        let Builder {
            title,
            tags,
            links,
            schemas,
            operations,
            mut roots,
            reporter,
        } = self;
        let mut known = KnownTypes::default();
        for schema in schemas.found.values() {
            if let Schema::Object(message) = schema {
                message.fields.iter().for_each(|field| known.learn(field));
            }
        }
        let mut operations: Vec<Operation> = operations.into_iter().map(|(_, it)| it).collect();
        for operation in &operations {
            let fields = operation.in_path.iter().chain(&operation.in_query);
            fields.for_each(|field| known.learn(field));
        }
        for operation in &mut operations {
            for field in operation.in_path.iter_mut().chain(&mut operation.in_query) {
                infer_types::parameter(field, &known, reporter);
            }
        }
        page_checks::drop_copied_summaries(&mut operations, reporter);
        for (resource, links) in &links {
            page_checks::report_missing_pages(resource, links, &operations, reporter);
        }
        roots.sort_by_key(|(index, _)| *index);
        let roots = roots.into_iter().map(|(_, name)| name);
        let schemas = schema_order::ordered(schemas.found, roots);
        Model {
            title,
            tags,
            operations,
            schemas,
        }
    }
}

/// The resource in a description: `Backup` in `A MongoDB Backup resource.`
fn resource_in_text(text: &[Block]) -> Option<String> {
    let Some(Block::Para(inlines)) = text.first() else {
        return None;
    };
    let first = sentences(inlines).into_iter().next()?;
    let line = plain(&first.inlines);
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = words
        .iter()
        .position(|word| word.trim_end_matches('.') == "resource")?;
    let name = words.get(at.checked_sub(1)?)?;
    let is_name = matches!(words.first(), Some(&"A" | &"An"))
        && name.starts_with(|char: char| char.is_ascii_uppercase())
        && name.chars().all(char::is_alphanumeric);
    is_name.then(|| (*name).to_owned())
}

/// `/service/v1/backups/{backupId}:cancel` → `Backup`.
fn resource_in_path(path: &str) -> String {
    let path = path.split(':').next().unwrap_or_default();
    let fixed = path
        .rsplit('/')
        .find(|part| !part.is_empty() && !part.starts_with('{'));
    naming::pascal_case(&naming::singular(fixed.unwrap_or("resource")))
}
