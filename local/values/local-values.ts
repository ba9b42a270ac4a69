import { spawnSync } from 'child_process';
import { existsSync } from 'fs';
import { join, resolve } from 'path';
import { parseEnv } from 'util';
import { readPrivateFile } from './private-file';
import { entriesOf, isObject, JsonObject, own, parseJson } from '../../src/json';
import { UserError } from '../user-error';

/** Values by construct path, for this machine only. It belongs to no repository. */
export const VALUES_FILE = 'agentcore-gateway.local.json';

/** What the user gives in place of values that are unresolved until deployment. */
export interface LocalValues {
  /** Environment variables for one function or runtime. */
  readonly byPath: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** Environment variables for every function and runtime that declares them. */
  readonly forAll: Readonly<Record<string, string>>;
}

export interface LocalValuesRequest {
  readonly appFolder: string;
  /** Where relative paths of `envFiles` start. */
  readonly directory: string;
  readonly envFiles: readonly string[];
  readonly warn: (message: string) => void;
}

/**
 * Reads `agentcore-gateway.local.json` of the app, and files of variables. The last file wins.
 *
 * @throws UserError if other users can read one of them, or if it is not valid
 */
export function readLocalValues({ appFolder, directory, envFiles, warn }: LocalValuesRequest): LocalValues {
  const file = join(appFolder, VALUES_FILE);
  return {
    byPath: existsSync(file) ? readValuesFile(file, warn) : new Map(),
    forAll: Object.assign({}, ...envFiles.map((name) => parseEnv(readPrivateFile(resolve(directory, name))))) as Record<string, string>,
  };
}

function readValuesFile(file: string, warn: (message: string) => void): LocalValues['byPath'] {
  const values = parseJson(readPrivateFile(file));
  if (!isObject(values) || own(values, 'environment') !== undefined && !isObject(values.environment)) {
    throw new UserError(`${file} is not an object with \`environment\`, such as {"environment": {"Stack/Function": {"TABLE": "orders"}}}`);
  }
  if (spawnSync('git', ['check-ignore', '--quiet', VALUES_FILE], { cwd: join(file, '..') }).status === 1) warn(`git does not ignore ${VALUES_FILE}: add it to .gitignore`);
  return new Map(entriesOf(values.environment).map(([path, variables]) => [path, textsIn(variables, `${file}: \`${path}\``)]));
}

function textsIn(variables: unknown, where: string): Record<string, string> {
  const isText = isObject(variables) && Object.values(variables as JsonObject).every((value) => typeof value === 'string');
  if (!isText) throw new UserError(`${where} is not an object of texts, such as {"TABLE": "orders"}`);
  return variables as Record<string, string>;
}
