import { existsSync } from 'fs';
import { join } from 'path';
import { VALUES_FILE } from './local-values';
import { readPrivateFile } from './private-file';
import { entriesOf, isObject, own, parseJson } from '../../src/json';
import { UserError } from '../user-error';

/** The keys of API key providers, by their construct paths. */
export class ApiKeys {
  /**
   * Reads the environment, and `apiKeys` of the local file of the app.
   *
   * @throws UserError if other users can read the file, or if it is not valid
   */
  public static read(appFolder: string, environment: Readonly<Record<string, string | undefined>>): ApiKeys {
    const file = join(appFolder, VALUES_FILE);
    return new ApiKeys(environment, existsSync(file) ? keysIn(file) : new Map());
  }

  private constructor(private readonly environment: Readonly<Record<string, string | undefined>>, private readonly inFile: ReadonlyMap<string, string>) {}

  /** @throws UserError that says how to give a key that is missing */
  public keyOf(providerPath: string): string {
    const key = this.environment[apiKeyVariable(providerPath)] || this.inFile.get(providerPath);
    if (!key) throw new UserError(missingKey(providerPath));
    return key;
  }

  public has(providerPath: string): boolean {
    return Boolean(this.environment[apiKeyVariable(providerPath)] || this.inFile.get(providerPath));
  }
}

/** `Weather/PetStoreKey` → `AGENTCORE_API_KEY_WEATHER_PETSTOREKEY`. */
export function apiKeyVariable(providerPath: string): string {
  return `AGENTCORE_API_KEY_${providerPath.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase()}`;
}

export function missingKey(providerPath: string): string {
  return `the API key of ${providerPath} is in AWS only: set the environment variable ${apiKeyVariable(providerPath)}, or write {"apiKeys": {"${providerPath}": "<key>"}} into ${VALUES_FILE}`;
}

function keysIn(file: string): ReadonlyMap<string, string> {
  const values = parseJson(readPrivateFile(file));
  const keys = own(values, 'apiKeys');
  const entries = entriesOf(keys);
  if (!isObject(values) || keys !== undefined && !isObject(keys) || entries.some(([, key]) => typeof key !== 'string')) {
    throw new UserError(`${file} is not an object with texts in \`apiKeys\`, such as {"apiKeys": {"Stack/PetStoreKey": "special-key"}}`);
  }
  return new Map(entries as [string, string][]);
}
