// Finds the packages in a bundle, and writes their licenses and notices next to it.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes THIRD-PARTY-LICENSES.txt into a folder with bundles that contain other packages.
 *
 * @param bundles the esbuild metafiles by the file name of the bundle
 */
export function writeLicences(folder, bundles) {
  const packages = [...new Set(Object.values(bundles).flatMap(foreignFilesIn).map(packageOf))].sort();
  if (packages.length === 0) return;
  const texts = Map.groupBy(packages, licenceOf);
  const sections = [...texts].map(([text, folders]) => `${folders.map(nameOf).join('\n')}\n\n${text}`);
  writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), [`Licenses of the other packages whose code is in ${Object.keys(bundles).join(' and ')}.`, ...sections].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n');
}

/** The files of other packages whose code is in the bundle. */
export function foreignFilesIn({ outputs }) {
  return Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([file, { bytesInOutput }]) => bytesInOutput > 0 && packageOf(file) !== undefined)
    .map(([file]) => file);
}

function packageOf(file) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
}

function nameOf(folder) {
  const { name, version, license } = manifestOf(folder);
  return `${name} ${version} (${license})`;
}

function licenceOf(folder) {
  const files = readdirSync(folder).filter((entry) => /^(licen[cs]e|notice)(\.(md|txt))?$/i.test(entry)).sort();
  if (!files.some((entry) => /^licen/i.test(entry))) throw new Error(`${nameOf(folder)} has no license file`);
  return files.map((entry) => readFileSync(join(folder, entry), 'utf8').trim()).join('\n\n');
}

function manifestOf(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
