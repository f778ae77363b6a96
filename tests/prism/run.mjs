// Calls every operation of emitted SDKs against Prism: see README.md.

import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { driver } from './driver.mjs';
import { explicit } from './explicit.mjs';
import { fromPrism, prism } from './prism.mjs';

const oascribe = path.resolve(process.env.OASCRIBE ?? 'target/debug/oascribe');
const keep = process.env.KEEP ?? fs.mkdtempSync(path.join(os.tmpdir(), 'prism-'));
const { parse } = fromPrism('@stoplight/yaml');

// Errors of Prism for an invalid request. If the document declares a 4xx response, Prism sends it and logs the violation.
const REFUSED = /errors#(UNPROCESSABLE_ENTITY|UNAUTHORIZED|NO_\w+_MATCHED|INVALID_CONTENT_TYPE)/;

let violations = 0;
for (const [index, file] of process.argv.slice(2).entries()) {
  try {
    violations += await check(path.resolve(file), 4010 + index);
  } catch (error) {
    console.log(`${path.basename(file)}: ${error.message}`);
    violations += 1;
  }
}
process.exit(violations ? 1 : 0);

async function check(file, port) {
  const name = `prism_${path.basename(file).replace(/[\W_]+/g, '_').toLowerCase()}`;
  const crate = { name, folder: path.join(keep, name) };
  execFileSync(oascribe, ['generate', file, '--out', crate.folder, '--name', name], { stdio: 'ignore' });
  const document = parse(fs.readFileSync(file, 'utf8'));
  const url = `http://127.0.0.1:${port}`;
  const bin = path.join(keep, `${name}_driver`);
  fs.mkdirSync(path.join(bin, 'src'), { recursive: true });
  fs.writeFileSync(path.join(bin, 'src/main.rs'), driver(document, crate, url));
  fs.writeFileSync(path.join(bin, 'Cargo.toml'), manifest(crate));
  execFileSync('cargo', ['build', '--quiet'], { cwd: bin, stdio: 'inherit' });
  const served = path.join(keep, `${name}.json`);
  fs.writeFileSync(served, JSON.stringify(explicit(document)));
  const server = await serve(served, port);
  try {
    const target = process.env.CARGO_TARGET_DIR ?? path.join(bin, 'target');
    const options = { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] };
    const output = execFileSync(path.join(target, 'debug', `${name}_driver`), options);
    await setTimeout(500);
    return report(file, output, server.log);
  } finally {
    server.kill();
  }
}

function manifest({ name, folder }) {
  const large = /^full = /m.test(fs.readFileSync(path.join(folder, 'Cargo.toml'), 'utf8'));
  const features = ['client', 'blocking', ...(large ? ['full'] : [])];
  return `[package]
name = "${name}_driver"
version = "0.0.0"
edition = "2021"
[workspace]
[dependencies]
${name} = { path = "../${name}", default-features = false, features = ${JSON.stringify(features)} }
serde = "1"
serde_json = "1"
`;
}

// Starts Prism and waits until it listens.
function serve(file, port) {
  const command = path.join(prism, 'node_modules/.bin/prism');
  const server = spawn(command, ['mock', '--errors', '-p', `${port}`, file]);
  return new Promise((done, failed) => {
    server.log = '';
    const listen = (chunk) => {
      server.log += chunk;
      if (`${chunk}`.includes('is listening')) done(server);
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.on('exit', (code) => failed(new Error(`Prism ended with ${code}`)));
  });
}

function report(file, output, log) {
  const lines = output.trim().split('\n').map((line) => JSON.parse(line));
  const said = log.split('Request received').slice(1);
  for (const line of lines) {
    // Requests that were not sent are not in the log: no value was found, or the client refused it.
    const unanswered = /timed out/.test(line.error ?? '');
    const sent = line.ok || line.status || unanswered;
    const violations = sent ? (said.shift()?.match(/Violation: request.*/g) ?? []) : [line.error ?? 'no value could be made'];
    if (REFUSED.test(line.body ?? '') && !violations.length) violations.push(line.body);
    line.violations = violations;
  }
  const blamed = lines.filter((line) => line.violations.length);
  const answered = lines.filter((line) => line.ok).length;
  console.log(`${path.basename(file)}: ${lines.length} operations, ${answered} answered, ${blamed.length} violations`);
  for (const { key, violations } of blamed) console.log(`  ${key}: ${violations.join('; ')}`);
  if (process.env.VERBOSE) {
    const others = lines.filter((line) => !line.ok && !line.violations.length);
    for (const { key, error } of others) console.log(`  (${key}: ${error})`);
  }
  return blamed.length;
}
