// Removes all files from lib/ except the bundles and the declarations that lib/index.d.ts refers to.
import { readFileSync, readdirSync, rmSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** @param kept files, and folders that end with a slash */
export function pruneLibrary(library, kept) {
  const declarations = declarationsFrom(join(library, 'index.d.ts'));
  for (const entry of readdirSync(library, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && !declarations.has(file) && !kept.some((name) => name.endsWith('/') ? file.startsWith(name) : file === name)) rmSync(file);
  }
  removeEmptyFolders(library);
}

function declarationsFrom(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/\b(?:from |import\()['"](\.[^'"]+)['"]/g)) {
    declarationsFrom(`${join(dirname(file), path)}.d.ts`, found);
  }
  return found;
}

function removeEmptyFolders(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
