// Copies the Cedar engine into lib/, so that installing the library brings one flavour of it and not all three.
// Usage: node build-tools/vendor-cedar.mjs [folder]
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = process.argv[2] ?? join(root, 'lib', 'cedar', 'vendor');
const flavour = dirname(createRequire(import.meta.url).resolve('@cedar-policy/cedar-wasm/nodejs'));
const { name, version, license, repository } = JSON.parse(readFileSync(join(flavour, 'package.json'), 'utf8'));
if (license !== 'Apache-2.0') throw new Error(`${name} ${version} has the licence ${license}; LICENSE and NOTICE are written for Apache-2.0`);

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const file of ['cedar_wasm.js', 'cedar_wasm_bg.wasm']) copyFileSync(join(flavour, file), join(folder, file));

// The package carries neither file; its licence is the one of this library, its notice the one of its repository.
const shipped = (file) => [flavour, dirname(flavour)].map((place) => join(place, file)).find(existsSync);
copyFileSync(shipped('LICENSE') ?? join(root, 'LICENSE'), join(folder, 'LICENSE'));
const notice = shipped('NOTICE') ? readFileSync(shipped('NOTICE'), 'utf8') : 'Copyright Cedar Contributors\n';
writeFileSync(join(folder, 'NOTICE'), `${name} ${version}, unchanged, from ${repository.url}\nLicensed under the Apache License, Version 2.0.\n\n${notice}`);
