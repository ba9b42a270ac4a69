import { partsOf, Text } from '../../src/model/value';
import { partitionOf } from '../../src/service/partition';
import type { LocalValues } from '../values/local-values';

/** Where the app would be deployed, for stacks that do not say it. */
export interface Place {
  readonly region: string;
  readonly account: string;
}

export interface LocalEnvironment {
  readonly environment: Readonly<Record<string, string>>;
  /** Variables that are unresolved until deployment, and that nobody gives a value for. */
  readonly missing: readonly string[];
}

/** The environment variables of a function or runtime. A placeholder is never passed: code would take it for a name or an ARN. */
export function localEnvironment(path: string, variables: Readonly<Record<string, Text>>, place: Place, values: LocalValues | undefined): LocalEnvironment {
  const given = values?.byPath.get(path) ?? {};
  const texts = Object.entries(variables).map(([name, { text }]) => [name, values?.forAll[name] ?? textHere(text, place)] as const);
  const known = Object.fromEntries(texts.flatMap(([name, text]) => text === undefined ? [] : [[name, text]]));
  const environment = { ...known, ...given };
  return { environment, missing: Object.keys(variables).filter((name) => !Object.hasOwn(environment, name)) };
}

/** A text with the region of this machine; undefined if anything else in it is unresolved until deployment. */
function textHere(text: string, { region }: Place): string | undefined {
  if (text.includes('{{resolve:')) return undefined;
  const partition = partitionOf(region);
  const pseudo: Readonly<Record<string, string | undefined>> = { '⟨AWS::Region⟩': region, '⟨AWS::Partition⟩': partition?.name, '⟨AWS::URLSuffix⟩': partition?.urlSuffix };
  const parts = partsOf(text).map((part) => 'literal' in part ? part.literal : pseudo[part.placeholder]);
  return parts.includes(undefined) ? undefined : parts.join('');
}
