// Copies one build of the Cedar engine into the library, because its package contains three.
// As a program: node build-tools/vendor-cedar.mjs <folder>
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Returns the relative path of the file that was copied. */
export function vendorCedar(folder) {
  const flavour = dirname(createRequire(import.meta.url).resolve('@cedar-policy/cedar-wasm/nodejs'));
  const { name, version, license, repository } = JSON.parse(readFileSync(join(flavour, 'package.json'), 'utf8'));
  if (license !== 'Apache-2.0') throw new Error(`${name} ${version} has the license ${license}, but LICENSE and NOTICE are for Apache-2.0`);

  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ['cedar_wasm.js', 'cedar_wasm_bg.wasm']) copyFileSync(join(flavour, file), join(folder, file));

  // The package may contain neither file. Then use the license of this library, which is the same, and the notice in Cedar's repository.
  const shipped = (file) => [flavour, dirname(flavour)].map((place) => join(place, file)).find(existsSync);
  copyFileSync(shipped('LICENSE') ?? 'LICENSE', join(folder, 'LICENSE'));
  const notice = shipped('NOTICE') ? readFileSync(shipped('NOTICE'), 'utf8') : 'Copyright Cedar Contributors\n';
  writeFileSync(join(folder, 'NOTICE'), `${name} ${version}, unchanged, from ${repository.url}\nLicensed under the Apache License, Version 2.0.\n\n${notice}`);
  return relative(process.cwd(), join(flavour, 'cedar_wasm.js'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) vendorCedar(process.argv[2]);
