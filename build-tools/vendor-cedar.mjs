// Copies the Cedar engine, so that installing the library brings one flavour of it and not all three that its package holds.
// As a program: node build-tools/vendor-cedar.mjs <folder>
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Returns the program that was copied, by its path from here. */
export function vendorCedar(folder) {
  const flavour = dirname(createRequire(import.meta.url).resolve('@cedar-policy/cedar-wasm/nodejs'));
  const { name, version, license, repository } = JSON.parse(readFileSync(join(flavour, 'package.json'), 'utf8'));
  if (license !== 'Apache-2.0') throw new Error(`${name} ${version} has the licence ${license}; LICENSE and NOTICE are written for Apache-2.0`);

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ['cedar_wasm.js', 'cedar_wasm_bg.wasm']) copyFileSync(join(flavour, file), join(folder, file));

  // The package carries neither file; its licence is the one of this library, its notice the one of its repository.
  const shipped = (file) => [flavour, dirname(flavour)].map((place) => join(place, file)).find(existsSync);
  copyFileSync(shipped('LICENSE') ?? 'LICENSE', join(folder, 'LICENSE'));
  const notice = shipped('NOTICE') ? readFileSync(shipped('NOTICE'), 'utf8') : 'Copyright Cedar Contributors\n';
  writeFileSync(join(folder, 'NOTICE'), `${name} ${version}, unchanged, from ${repository.url}\nLicensed under the Apache License, Version 2.0.\n\n${notice}`);
  return relative(process.cwd(), join(flavour, 'cedar_wasm.js'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) vendorCedar(process.argv[2]);
