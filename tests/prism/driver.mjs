// Writes a Rust program that calls every operation of an emitted crate once.

import fs from 'node:fs';
import path from 'node:path';
import { resolve, sample } from './sample.mjs';

export function driver(document, crate, url) {
  const surface = surfaceOf(crate);
  const operations = operationsOf(crate);
  const calls = operations.map((operation) => call(document, surface, operation));
  return `// Written by tests/prism: calls every operation once and prints one line of JSON for each.
#![allow(dead_code, unused_imports, unused_mut, unused_variables, deprecated)]
use ${crate.name}::{api, blocking, Credential, Operation};

fn value<T: serde::de::DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

fn call<Op: Operation>(client: &blocking::Client, key: &str, make: impl FnOnce() -> Op + std::panic::UnwindSafe) {
    let op = match std::panic::catch_unwind(make) {
        Ok(op) => op,
        Err(_) => return println!("{}", serde_json::json!({"key": key, "unmade": true})),
    };
    let line = match client.send(op) {
        Ok(_) => serde_json::json!({"key": key, "ok": true}),
        Err(error) => serde_json::json!({
            "key": key,
            "status": error.status(),
            "error": error.to_string(),
            "body": error.body().map(|body| String::from_utf8_lossy(body).into_owned()),
        }),
    };
    println!("{line}");
}

fn main() {
    let client = blocking::Client::builder().base_url("${url}").retries(0)${credentials(crate)}${operationServers(crate, url)}.build().unwrap();
${calls.join('\n')}
}
`;
}

// The public items of the crate: path -> signature. Output types of operations are left out.
function surfaceOf(crate) {
  const lines = fs.readFileSync(path.join(crate.folder, 'surface.txt'), 'utf8').split('\n');
  const items = lines.map((line) => line.split('\t')).filter(([, kind]) => kind !== 'type');
  return new Map(items.map(([item, , signature]) => [item, signature]));
}

// The operations of the emitted files: method, path, and the parameter of each field.
function operationsOf(crate) {
  const folder = path.join(crate.folder, 'src/api');
  const files = fs.readdirSync(folder).filter((file) => file.endsWith('.rs'));
  return files.flatMap((file) => {
    const text = fs.readFileSync(path.join(folder, file), 'utf8');
    return text.split('impl runtime::Operation for ').slice(1).map((part) => {
      const name = /^\w+/.exec(part)[0];
      const method = /method: Method::(\w+)/.exec(part)[1].toLowerCase();
      const template = JSON.parse(/\bpath: ("(?:[^"\\]|\\.)*")/.exec(part)[1]);
      const request = part.slice(part.indexOf('fn request'), part.indexOf('fn decode'));
      const fields = new Map();
      const step = /request\s*\.(path|query|header|cookie)(?:_as)?\(\s*(?:Style::[\w.()]+,\s*)?("(?:[^"\\]|\\.)*"),\s*&(?:Tree::of\(&)?self\.(\w+)/g;
      for (const [, place, wire, field] of request.matchAll(step)) fields.set(field, { place, wire: JSON.parse(wire) });
      const media = /request\s*\.(?:text|body|json_as|multipart|json|form)(?:_optional|_as)?\(\s*("[\w/.+*-]+")/.exec(request);
      const form = /request\s*\.form/.test(request) && 'application/x-www-form-urlencoded';
      return { name, method, path: template, fields, media: form || (media ? JSON.parse(media[1]) : 'application/json') };
    });
  });
}

function call(document, surface, operation) {
  const key = `${operation.method.toUpperCase()} ${operation.path}`;
  const item = resolve(document, document.paths[operation.path]);
  const node = item[operation.method];
  const own = (node.parameters ?? []).map((one) => resolve(document, one));
  const shared = (item.parameters ?? []).map((one) => resolve(document, one));
  const declared = (place, wire) => [...own, ...shared].find((one) => one.in === place && one.name === wire);
  const content = resolve(document, node.requestBody).content ?? {};
  const body = content[operation.media] ?? Object.values(content)[0] ?? {};
  const json = (field) => {
    const parameter = operation.fields.get(field);
    if (!parameter) return example(document, body);
    const found = declared(parameter.place, parameter.wire) ?? {};
    return example(document, found.content ? Object.values(found.content)[0] : found);
  };
  const type = `api::${operation.name}`;
  const make = [`let mut op = ${type}::new(${argumentsOf(surface, `${type}::new`, json).join(', ')});`];
  for (const [item_, signature] of surface) {
    const field = item_.startsWith(`${type}::`) && signature?.startsWith('Option<') && item_.slice(type.length + 2);
    if (field) make.push(`op.${field} = Some(${expression(surface, signature.slice(7, -1), json(field))});`);
  }
  return `    call(&client, ${JSON.stringify(key)}, || { ${make.join(' ')} op });`;
}

function example(document, node) {
  if (node.schema) return sample(document, node.schema);
  const first = Object.values(node.examples ?? {})[0];
  return node.example ?? resolve(document, first).value;
}

// The arguments of a constructor as expressions.
function argumentsOf(surface, constructor, json) {
  const inner = /^\((.*)\) -> Self$/.exec(surface.get(constructor) ?? '() -> Self')[1];
  const parts = inner ? inner.split(/, (?=\w+: )/) : [];
  return parts.map((part) => {
    const [, name, type] = /^(\w+): (.*)$/.exec(part);
    if (/^impl Into<(Body|File)>$/.test(type)) return '"content"';
    return expression(surface, type.replace(/^impl Into<(.*)>$/, '$1'), json(name));
  });
}

function expression(surface, type, value) {
  if (type === 'String') {
    const text = typeof value === 'string' ? value : JSON.stringify(value ?? 'text');
    return `String::from(${JSON.stringify(text).replaceAll('\\u', '\\\\u')})`;
  }
  if (type === 'Body' || type === 'File') return '"content".into()';
  if (type === 'Vec<File>') return 'vec!["content".into()]';
  if (type === 'BTreeMap<String, File>') return 'Default::default()';
  if (surface.has(`${type}::new`) && type.startsWith('api::')) {
    const members = (name) => value?.[name] ?? 'text';
    return `${type}::new(${argumentsOf(surface, `${type}::new`, members).join(', ')})`;
  }
  return `value(${raw(JSON.stringify(value ?? null))})`;
}

function raw(text) {
  let fence = '#';
  while (text.includes(`"${fence}`)) fence += '#';
  return `r${fence}"${text}"${fence}`;
}

function credentials(crate) {
  const text = fs.readFileSync(path.join(crate.folder, 'src/api/service.rs'), 'utf8');
  const schemes = text.matchAll(/Scheme \{\s*name: ("[^"]*"),\s*kind: SchemeKind::(\w+)/g);
  const made = { Bearer: 'bearer("t")', Basic: 'basic("u", "p")', ApiKey: 'api_key("k")', Authorization: 'authorization("Digest x")' };
  return [...schemes]
    .filter(([, , kind]) => made[kind])
    .map(([, name, kind]) => `.credential(${name}, Credential::${made[kind]})`)
    .join('');
}

function operationServers(crate, url) {
  const text = fs.readFileSync(path.join(crate.folder, 'src/api/service.rs'), 'utf8');
  const part = text.slice(text.indexOf('operation_servers:'), text.indexOf('schemes:'));
  return [...part.matchAll(/url: ("[^"]*")/g)].map(([, server]) => `.base_url_for(${server}, "${url}")`).join('');
}
