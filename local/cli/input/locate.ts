import { isAbsolute, relative } from 'path';
import { resourceLines } from './template-lines';
import type { Located, SourceLocation } from '../../../src/findings/place';
import type { GatewayModel } from '../../../src/model/gateway-model';
import { readText } from '../../../src/model/read-json';

/** Adds the source line to a location, if one is known. Files inside the current folder are relative to it, with slashes. */
export type Locate = (at: Located) => Located;

/** Finds the line of the program that creates a construct or, if the assembly does not contain it, the line in the template. */
export function locator({ resources, stacks }: Pick<GatewayModel, 'resources' | 'stacks'>, directory: string): Locate {
  const linesByFile = new Map<string, ReadonlyMap<string, number>>();
  const linesOf = (file: string) => {
    const known = linesByFile.get(file) ?? resourceLines(readText(file));
    linesByFile.set(file, known);
    return known;
  };
  const sourceOf = ({ address, source }: Located): SourceLocation | undefined => {
    if (source) return { ...source, file: shownFile(source.file, directory) };
    const resource = Object.hasOwn(resources, address) ? resources[address] : undefined;
    const file = stacks.find(({ id }) => id === (resource?.stack ?? address))?.templateFile;
    if (file === undefined) return undefined;
    return { file: shownFile(file, directory), line: resource ? linesOf(file).get(resource.logicalId) ?? 1 : 1 };
  };
  return ({ address, path, ...at }) => {
    const source = sourceOf({ address, path, ...at });
    return { address, path, ...source ? { source } : {} };
  };
}

function shownFile(file: string, directory: string): string {
  const inside = relative(directory, file);
  const isInside = inside !== '' && !inside.startsWith('..') && !isAbsolute(inside);
  return (isInside ? inside : file).replaceAll('\\', '/');
}
