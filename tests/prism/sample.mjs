// Makes a JSON value for a schema, from examples of its scalars, then defaults, then the keywords.

import { fromPrism } from './prism.mjs';

const faker = fromPrism('json-schema-faker');
faker.option({ random: () => 0.5 });

const DEPTH = 12;

export function sample(document, schema, depth = 0) {
  schema = resolve(document, schema);
  if (schema === true || schema === undefined || depth > DEPTH) return null;
  const given = [schema.example, ...[schema.examples ?? []].flat(), schema.default];
  const fit = given.find((value) => value !== undefined && value !== null && fits(schema, value));
  if (fit !== undefined) return fit;
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum.find((value) => value !== null) ?? null;
  if (schema.allOf) return merged(document, schema, depth);
  const choice = schema.oneOf ?? schema.anyOf;
  if (choice?.length) {
    const real = choice.find((one) => resolve(document, one).type !== 'null') ?? choice[0];
    const own = schema.properties ? object(document, schema, depth) : {};
    const value = sample(document, real, depth + 1);
    return isObject(value) ? { ...own, ...value } : value;
  }
  return typed(document, schema, depth);
}

export function resolve(document, node) {
  for (let hops = 0; hops < 32 && node?.$ref; hops += 1) {
    const keys = node.$ref.replace(/^#\//, '').split('/');
    const unescaped = keys.map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'));
    node = unescaped.reduce((inner, key) => inner?.[key], document);
  }
  return node ?? {};
}

function merged(document, schema, depth) {
  const { allOf, ...own } = schema;
  const parts = [...allOf, own].map((part) => sample(document, part, depth + 1));
  const objects = parts.filter(isObject);
  return objects.length ? Object.assign({}, ...objects) : (parts.find((part) => part !== null) ?? null);
}

function typed(document, schema, depth) {
  const types = [schema.type].flat().filter((type) => type && type !== 'null');
  const type = types[0] ?? (schema.properties || schema.additionalProperties ? 'object' : schema.items && 'array');
  switch (type) {
    case 'object':
      return object(document, schema, depth);
    case 'array': {
      const length = Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? 2, 2));
      const items = Array.from({ length }, () => sample(document, schema.items, depth + 1));
      return schema.uniqueItems ? items.slice(0, 1) : items;
    }
    case 'integer':
    case 'number':
      return number(schema, type === 'integer' ? 1 : 0.5);
    case 'boolean':
      return true;
    case 'string':
      return string(schema);
    default:
      return 'any';
  }
}

function object(document, schema, depth) {
  const value = {};
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    const node = resolve(document, member);
    const required = schema.required?.includes(name);
    // Optional properties stop where the type may be recursive.
    if (node.readOnly || (!required && depth > 3)) continue;
    value[name] = sample(document, member, depth + 1);
  }
  if (isObject(schema.additionalProperties) && !schema.properties) {
    value.key = sample(document, schema.additionalProperties, depth + 1);
  }
  return value;
}

function number(schema, step) {
  const exclusive = typeof schema.exclusiveMinimum === 'number' ? schema.exclusiveMinimum + step : undefined;
  const over = schema.exclusiveMinimum === true ? step : 0;
  const least = exclusive ?? (schema.minimum === undefined ? undefined : schema.minimum + over);
  const most = schema.maximum ?? schema.exclusiveMaximum;
  let value = least ?? (most === undefined || most > 1 ? 1 : most - step);
  if (schema.multipleOf) value = Math.ceil(value / schema.multipleOf) * schema.multipleOf;
  return value;
}

const FORMS = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  uri: /^\w+:/,
  'date-time': /^\d{4}-.*T.*(Z|[+-]\d\d:\d\d)$/,
  duration: /^P/,
};

// Invalid examples are ignored. Examples of objects are made property by property.
function fits(schema, value) {
  if (typeof value === 'object') return false;
  if (schema.enum && !schema.enum.includes(value)) return false;
  const types = [schema.type ?? []].flat();
  if (types.length && !types.includes(typeof value) && !(types.includes('integer') && Number.isInteger(value))) return false;
  if (typeof value !== 'string') return true;
  const length = value.length >= (schema.minLength ?? 0) && value.length <= (schema.maxLength ?? Infinity);
  return length && (FORMS[schema.format]?.test(value) ?? true) && (!schema.pattern || new RegExp(schema.pattern, 'u').test(value));
}

const FORMATS = {
  date: '2020-02-29',
  'date-time': '2020-02-29T12:30:00Z',
  uuid: '7d444840-9dc0-11d1-b245-5ffdce74fad2',
  email: 'a@example.com',
  uri: 'https://example.com/a',
  url: 'https://example.com/a',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  byte: 'aGk=',
  int64: '1',
  time: '12:30:00Z',
  duration: 'P1D',
};

function string(schema) {
  let text = FORMATS[schema.format] ?? 'text';
  if (schema.pattern && !new RegExp(schema.pattern, 'u').test(text)) text = fitting(schema.pattern) ?? text;
  while (text.length < (schema.minLength ?? 0)) text += 'x';
  return schema.maxLength === undefined ? text : text.slice(0, schema.maxLength);
}

// Tries a few words for a pattern, and constructs a string if none matches.
function fitting(pattern) {
  const words = ['1', 'a', 'A', 'abc', 'ABC', '123', 'a1', '+4912345678', '#ff0000', 'a.b', '00:00', '2020-02-29', '/a'];
  const lengths = [2, 3, 4, 6, 8, 10, 16, 20, 24, 32, 34, 36, 40, 64];
  const runs = lengths.flatMap((length) => ['1', 'a', 'A'].map((letter) => letter.repeat(length)));
  const prefix = /^\^([A-Za-z_]+)/.exec(pattern)?.[1];
  const prefixed = prefix ? runs.map((run) => prefix + run.replaceAll('A', 'a')) : [];
  const fits = (word) => new RegExp(pattern, 'u').test(word);
  return [...words, ...runs, ...prefixed].find(fits) ?? [faker.generate({ type: 'string', pattern })].find(fits);
}

function isObject(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
