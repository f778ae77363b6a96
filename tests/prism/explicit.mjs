// Adds defaults of the specification to a document that Prism does not apply by itself. See README.md.

export function explicit(document) {
  const resolve = (node) => {
    for (let left = 32; node?.$ref?.startsWith('#/') && left; left -= 1) {
      const keys = node.$ref.slice(2).split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
      node = keys.reduce((inside, key) => inside?.[decodeURIComponent(key)], document);
    }
    return node;
  };
  const walk = (node) => {
    if (Array.isArray(node)) return node.map(walk);
    if (node === null || typeof node !== 'object') return node;
    const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, walk(value)]));
    if (Array.isArray(node.parameters)) copy.parameters = parameters(copy.parameters, resolve);
    if (node.in === 'query' && node.schema) copy.schema = list(resolve(node.schema), resolve) ?? copy.schema;
    const form = copy.content?.['application/x-www-form-urlencoded'];
    if (form) form.encoding = { ...lists(resolve(form.schema), resolve), ...form.encoding };
    return copy;
  };
  return walk(document);
}

// Section 4.8.12.2.1: a parameter named `Accept` is ignored.
function parameters(all, resolve) {
  const isAccept = ({ in: place, name }) => place === 'header' && `${name}`.toLowerCase() === 'accept';
  return all.filter((parameter) => !isAccept(resolve(parameter) ?? {}));
}

// A query can't express `null`, so a nullable list is a list (appendix B).
function list(schema, resolve) {
  const { nullable, ...plain } = schema ?? {};
  if (plain.type === 'array' && nullable) return plain;
  if (Array.isArray(plain.type) && plain.type.includes('array') && plain.type.includes('null')) {
    return { ...plain, type: 'array' };
  }
  const choice = (plain.anyOf ?? plain.oneOf ?? []).map(resolve);
  const others = choice.filter((one) => one?.type !== 'null');
  return others.length === 1 && choice.length === 2 && others[0]?.type === 'array' ? others[0] : undefined;
}

// Section 4.8.15.1.2: without `encoding`, the style of a form property is `form`, exploded.
function lists(schema, resolve) {
  const properties = Object.entries(schema?.properties ?? {});
  const isList = ([, property]) => resolve(property)?.type === 'array';
  return Object.fromEntries(properties.filter(isList).map(([name]) => [name, { style: 'form', explode: true }]));
}
