import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { gunzipSync } from 'zlib';

// The parts of a jsii assembly that the tests read: what every language is shown of the API.

export interface Docs {
  readonly summary?: string;
  readonly remarks?: string;
  readonly default?: string;
}

export interface Member {
  readonly name: string;
  readonly docs?: Docs;
  readonly static?: boolean;
  readonly optional?: boolean;
  readonly type?: unknown;
  readonly parameters?: readonly { readonly type: unknown; readonly optional?: boolean; readonly variadic?: boolean }[];
  readonly returns?: { readonly type: unknown };
}

export interface Type {
  readonly fqn: string;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly kind: 'class' | 'enum' | 'interface';
  readonly datatype?: boolean;
  readonly initializer?: Omit<Member, 'name'>;
  readonly properties?: readonly Member[];
  readonly methods?: readonly Member[];
}

type Types = { readonly [fqn: string]: Type };

const OWN_FILE = join(__dirname, '../../.jsii');

function ownTypes(): Types {
  if (!existsSync(OWN_FILE)) throw new Error('there is no .jsii, which jsii makes of src/: run `npx projen compile` first, or `npm test`, which does');
  return JSON.parse(readFileSync(OWN_FILE, 'utf8')).types;
}

function upstreamTypes(): Types {
  const file = join(dirname(require.resolve('aws-cdk-lib/package.json')), '.jsii.gz');
  return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')).types;
}

export const OWN = 'cdk-agentcore-gateway';
export const UPSTREAM = 'aws-cdk-lib.aws_bedrockagentcore';

/** All types of this library and of aws-cdk-lib by their full names. */
export function loadTypes(): Types {
  return { ...upstreamTypes(), ...ownTypes() };
}

/** Everything a type has, also what it inherits: its own declaration of a member hides that of its base. */
export function membersOf(types: Types, fqn: string): Map<string, Member> {
  const { base, interfaces = [], initializer, properties = [], methods = [] } = types[fqn] ?? {};
  const members = new Map<string, Member>();
  for (const parent of [...interfaces, ...base ? [base] : []]) {
    for (const [name, member] of membersOf(types, parent)) if (name !== 'constructor') members.set(name, member);
  }
  for (const member of [...initializer ? [{ ...initializer, name: 'constructor' }] : [], ...properties, ...methods]) members.set(member.name, member);
  return members;
}
