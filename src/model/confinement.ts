import { existsSync, realpathSync } from 'fs';
import { dirname, isAbsolute, join, relative, resolve } from 'path';

/** Whether an input may lead to a file. */
export type MayRead = (file: string) => boolean;

/** For an assembly that this process or its own synthesis wrote: a CDK app may have assets anywhere. */
export const ANYWHERE: MayRead = () => true;

/** For an input of unknown origin: it leads only to files in these folders, also over symbolic links. */
export function within(folders: readonly string[]): MayRead {
  const roots = folders.map(realPath);
  return (file) => {
    const real = realPath(file);
    return roots.some((root) => {
      const inside = relative(root, real);
      return inside !== '..' && !/^\.\.[/\\]/.test(inside) && !isAbsolute(inside);
    });
  };
}

/** The path without symbolic links, also of a file that does not exist yet. */
function realPath(file: string): string {
  const path = resolve(file);
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realPath(parent), relative(parent, path));
}
