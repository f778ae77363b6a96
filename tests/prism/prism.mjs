// A package that came with Prism.

import { createRequire } from 'node:module';
import path from 'node:path';

export const prism = path.resolve(process.env.PRISM ?? 'target/prism');

export const fromPrism = createRequire(path.join(prism, 'index.js'));
