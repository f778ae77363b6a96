//! From pages to the model.
//!
//! In: facts. Out: the model. Guaranteed: a page that says the same as another adds nothing, and one that says
//! something else is compared with it.

use indexmap::IndexMap;
use oascribe_codegen::diag::codes;
use oascribe_codegen::source::FileId;

use super::infer::{self, Known};
use super::schemas::{Page as Local, Schemas};
use super::{Answer, Model, Operation, Progress, Schema, merge, remarks, settle, words};
use crate::facts::{Content, Field, Link, Message, Method, Page, Resource, Response, Text};
use crate::markdown::{Block, plain, sentences};
use crate::spot::{Report, Spot};

/// Puts the pages together.
pub fn build(pages: Vec<(FileId, Page)>, report: &mut Report<'_>) -> Model {
    let mut builder = Builder {
        title: None,
        tags: IndexMap::new(),
        links: Vec::new(),
        schemas: Schemas::default(),
        operations: Vec::new(),
        roots: Vec::new(),
        report,
    };
    let named: Vec<(String, Page)> = pages
        .into_iter()
        .map(|(file, page)| (builder.resource_of(file, &page), page))
        .collect();
    builder.schemas.resources = named.iter().map(|(name, _)| name.clone()).collect();
    // Resources first: their names are theirs, whatever page comes first.
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
    title: Option<Text>,
    tags: IndexMap<String, Vec<Block>>,
    links: Vec<(String, Vec<Link>)>,
    schemas: Schemas,
    operations: Vec<(usize, Operation)>,
    /// Which page mentions which schema first.
    roots: Vec<(usize, String)>,
    report: &'b mut Report<'r>,
}

impl Builder<'_, '_> {
    /// By the title, else by the folder, else by the path of the URL.
    fn resource_of(&mut self, file: FileId, page: &Page) -> String {
        let (title, path, at) = match page {
            Page::Method(page) => (&page.resource, Some(&page.path), page.name.at),
            Page::Resource(page) => (&page.name, None, Spot::new(file, 0..1)),
        };
        if let Some(title) = title {
            return words::pascal(&title.text);
        }
        let name = self.report.sources.name(file).to_owned();
        let folder = name.rsplit('/').nth(1).unwrap_or_default();
        let is_name = folder.starts_with(|char: char| char.is_ascii_uppercase())
            && folder.chars().all(char::is_alphanumeric);
        let (found, reason) = match (is_name, path) {
            (true, _) => (folder.to_owned(), "after the folder of the page"),
            (false, Some(path)) => (by_path(&path.text), "after the path"),
            (false, None) => ("Resource".to_owned(), "for want of a name"),
        };
        let text = "the title names no resource".to_owned();
        let label = format!("called `{found}`, {reason}");
        self.report.say(codes::INFERRED_NAME, text, at, &label);
        found
    }

    fn service(&mut self, service: Option<Text>) {
        match (&self.title, service) {
            (None, service) => self.title = service,
            (Some(known), Some(service)) if known.text != service.text => {
                let text = format!(
                    "the pages name two services: `{}`, `{}`",
                    known.text, service.text
                );
                let others = [(service.at, "and here otherwise")];
                let label = "the first one becomes the title";
                self.report
                    .tell(codes::PAGE_CONTRADICTION, text, known.at, label, &others);
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
            let schema = self.schemas.add(message, &name, &mut local, self.report);
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
            verb,
            verb_at,
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
        let id = format!("{resource}{}", words::pascal(&name.text));
        let body = body.map(|message| {
            let name = words::message(&resource, &name.text, "Request");
            self.schemas.add(message, &name, &mut local, self.report)
        });
        self.roots
            .extend(body.iter().map(|body| (index, body.clone())));
        let answer = response
            .map(|response| self.answer(index, &resource, &name.text, response, &mut local));
        let in_path = self.parameters(in_path, &id, &mut local);
        let in_query = self.parameters(in_query, &id, &mut local);
        let operation = Operation {
            id,
            tag: resource,
            method: name.text,
            verb,
            verb_at,
            host,
            path: path.text,
            summary,
            summary_at,
            text,
            deprecated,
            in_path,
            in_query,
            body,
            answer,
            at: name.at,
        };
        self.keep(index, operation);
    }

    fn parameters(&mut self, mut fields: Vec<Field>, owner: &str, local: &mut Local) -> Vec<Field> {
        for field in &mut fields {
            self.schemas.settle(field, owner, local, self.report);
        }
        fields
    }

    fn answer(
        &mut self,
        index: usize,
        resource: &str,
        method: &str,
        response: Response,
        local: &mut Local,
    ) -> Answer {
        let Response {
            status,
            message,
            content,
        } = response;
        let at = message.at;
        let text = message.text.clone();
        let schema = match content {
            Content::Nothing => None,
            Content::Shown => {
                let name = self.answer_name(resource, method, &message);
                Some(self.schemas.add(message, &name, local, self.report))
            }
        };
        self.roots
            .extend(schema.iter().map(|schema| (index, schema.clone())));
        let progress = match schema.as_deref() {
            Some("Operation") => std::mem::take(&mut local.progress),
            _ => Progress::default(),
        };
        let led_to = [&progress.metadata, &progress.response]
            .into_iter()
            .flatten();
        self.roots.extend(led_to.map(|name| (index, name.clone())));
        Answer {
            status,
            schema,
            text,
            progress,
            at,
        }
    }

    /// What the first generation does not say: the name of the message that comes back.
    fn answer_name(&self, resource: &str, method: &str, message: &Message) -> String {
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
        match told(&message.text) {
            Some(name) => name,
            None if own || method == "get" => resource.to_owned(),
            None => words::message(resource, method, "Response"),
        }
    }

    /// A method with two pages is one operation.
    fn keep(&mut self, index: usize, operation: Operation) {
        let same = |known: &&mut (usize, Operation)| {
            known.1.verb == operation.verb && known.1.path == operation.path
        };
        let Some((_, known)) = self.operations.iter_mut().find(same) else {
            return self.operations.push((index, operation));
        };
        let text = format!("another page of `{}`", known.id);
        let others = [(known.at, "the first one")];
        let label = "compared with the first one";
        self.report
            .tell(codes::DUPLICATE_PAGE, text, operation.at, label, &others);
        for (one, two) in [
            (&mut known.in_path, operation.in_path),
            (&mut known.in_query, operation.in_query),
        ] {
            let (mut before, mut after) = (Message::new(known.at), Message::new(operation.at));
            (before.fields, after.fields) = (std::mem::take(one), two);
            merge::message(&known.id, &mut before, after, self.report);
            *one = before.fields;
        }
        if known.id != operation.id {
            let text = format!("`{}` and `{}` are the same request", known.id, operation.id);
            let others = [(operation.at, "and here otherwise")];
            let label = "the first one counts";
            self.report
                .tell(codes::PAGE_CONTRADICTION, text, known.at, label, &others);
        }
        known.body = known.body.take().or(operation.body);
        match (&mut known.answer, operation.answer) {
            (Some(known), Some(answer)) => {
                let Progress { metadata, response } = answer.progress;
                known.progress.metadata = known.progress.metadata.take().or(metadata);
                known.progress.response = known.progress.response.take().or(response);
            }
            (known, answer) => *known = known.take().or(answer),
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
            report,
        } = self;
        let mut known = Known::default();
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
                infer::parameter(field, &known, report);
            }
        }
        remarks::copied(&mut operations, report);
        for (resource, links) in &links {
            remarks::missing(resource, links, &operations, report);
        }
        roots.sort_by_key(|(index, _)| *index);
        let roots = roots.into_iter().map(|(_, name)| name);
        let schemas = settle::ordered(schemas.found, roots);
        Model {
            title,
            tags,
            operations,
            schemas,
        }
    }
}

/// `A MongoDB Backup resource. …`
fn told(text: &[Block]) -> Option<String> {
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

/// `/service/v1/backups/{backupId}:verb` → `Backup`.
fn by_path(path: &str) -> String {
    let path = path.split(':').next().unwrap_or_default();
    let fixed = path
        .rsplit('/')
        .find(|part| !part.is_empty() && !part.starts_with('{'));
    words::pascal(&words::singular(fixed.unwrap_or("resource")))
}
