import { existsSync } from 'fs';
import { dirname, join, resolve } from 'path';

/** The nearest folder above a file or folder that has a `cdk.json`: an assembly is usually below the folder of its app. */
export function appFolderAbove(path: string): string | undefined {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'cdk.json'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
