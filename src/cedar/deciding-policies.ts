/** Reads the policies of a gateway for evaluation. */
import { withoutDogwood } from './dogwood';
import type { PolicySource } from './finding';
import type { PolicyJson } from './policy-json';
import { parsePolicy, readPolicy } from './policy-reading';

export interface NamedPolicy {
  readonly name: string;
  readonly text: string;
  readonly json: PolicyJson;
}

export interface DecidingPolicies {
  readonly active: readonly NamedPolicy[];
  readonly logOnly: readonly NamedPolicy[];
  /** Dogwood policies, with their Cedar part. */
  readonly notEvaluated: readonly { readonly name: string; readonly json?: PolicyJson }[];
}

/** Reads policies for evaluation. Throws when one is not valid Cedar, because a `forbid` must not be ignored. */
export function readDecidingPolicies(sources: readonly PolicySource[], placeholders: Readonly<Record<string, string>>): DecidingPolicies {
  const active: NamedPolicy[] = [];
  const logOnly: NamedPolicy[] = [];
  const notEvaluated: { name: string; json?: PolicyJson }[] = [];
  const broken: string[] = [];
  const taken = new Set<string>();
  for (const source of sources) {
    const policy = readPolicy(source, placeholders);
    const name = unused(source.name, taken);
    if (policy.dogwood) {
      if (source.enforcementMode === 'LOG_ONLY') continue;
      const cedarOnly = parsePolicy(readPolicy({ name, text: withoutDogwood(policy.text, policy.tokens) }, {}));
      notEvaluated.push({ name, ...('json' in cedarOnly ? { json: cedarOnly.json } : {}) });
      continue;
    }
    const parsed = parsePolicy(policy);
    if (!('json' in parsed)) broken.push(`${source.file ?? source.name}: ${parsed[0]?.message ?? 'not a policy'}`);
    else (source.enforcementMode === 'LOG_ONLY' ? logOnly : active).push({ name, text: policy.text, json: parsed.json });
  }
  if (broken.length > 0) {
    const count = broken.length === 1 ? 'a policy' : `${broken.length} policies`;
    throw new Error(`${count} cannot be parsed:\n${broken.map((line) => `- ${line}`).join('\n')}`);
  }
  return { active, logOnly, notEvaluated };
}

/** Makes a policy name unique. */
function unused(name: string, taken: Set<string>): string {
  let unique = name;
  for (let n = 2; taken.has(unique); n++) unique = `${name} (${n})`;
  taken.add(unique);
  return unique;
}
