/** Asks the engine's validator about policies. */
import { joinToolName, splitToolName } from '../../service/tool-name';
import { NAMESPACE } from '../cedar-type';
import { cedarEngine } from '../engine';
import type { EngineError } from '../engine';
import { entityLiterals } from '../policy-outline';
import type { ParsedPolicy } from '../policy-reading';
import { unknownAction } from '../schema-from-tools';
import type { CedarSchema } from '../schema-from-tools';
import type { CedarSchemaJson } from '../schema-json';
import { ACTION_TYPE, isUnknownAction } from './scene';

export interface Verdict {
  readonly errors: readonly EngineError[];
  readonly warnings: readonly EngineError[];
}

/** The validator's verdict on each policy, in the order of the policies. One call, because the schema is read in each. */
export function validatePolicies(policies: readonly ParsedPolicy[], schema: CedarSchema): Verdict[] {
  const answer = cedarEngine().validate({
    schema: withUnknownActions(schema, policies),
    policies: { staticPolicies: Object.fromEntries(policies.map(({ text }, index) => [String(index), text])) },
    validationSettings: { mode: 'strict' },
  });
  if (answer.type === 'failure') throw new Error(`the Cedar engine refused the schema of the tools: ${answer.errors.map(({ message }) => message).join('; ')}`);
  return policies.map((_, index) => ({
    errors: answer.validationErrors.filter(({ policyId }) => policyId === String(index)).map(({ error }) => error),
    warnings: answer.validationWarnings.filter(({ policyId }) => policyId === String(index)).map(({ error }) => error),
  }));
}

/** The validator warns of scopes that reach no call at all. */
export function isInapplicable({ message }: EngineError): boolean {
  return message.includes('unable to find an applicable action');
}

/** Actions of targets whose tools are unknown exist as soon as a policy names them. */
function withUnknownActions({ schema, unknownTargets, ...rest }: CedarSchema, policies: readonly ParsedPolicy[]): CedarSchemaJson {
  if (unknownTargets.length === 0) return schema;
  const { commonTypes, entityTypes, actions } = schema[NAMESPACE];
  const named = policies.flatMap(({ tokens }) => entityLiterals(tokens))
    .filter(({ type, id }) => type === ACTION_TYPE && isUnknownAction(id, { schema, unknownTargets, ...rest }))
    .map(({ id }) => id);
  // Without a member, the group of a target would reach no call.
  const ids = [...unknownTargets.map((target) => joinToolName(target, '*')), ...named];
  const unknown = Object.fromEntries(ids.map((id) => [id, unknownAction(splitToolName(id)!.target)]));
  return { [NAMESPACE]: { commonTypes, entityTypes, actions: { ...actions, ...unknown } } };
}
