/** Validates policies with the engine. */
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

/** Validates all policies in one call, because each call parses the schema. Returns one verdict for each policy, in order. */
export function validatePolicies(policies: readonly ParsedPolicy[], schema: CedarSchema): Verdict[] {
  const result = cedarEngine().validate({
    schema: withUnknownActions(schema, policies),
    policies: { staticPolicies: Object.fromEntries(policies.map(({ text }, index) => [String(index), text])) },
    validationSettings: { mode: 'strict' },
  });
  if (result.type === 'failure') throw new Error(`the Cedar engine rejected the schema of the tools: ${result.errors.map(({ message }) => message).join('; ')}`);
  return policies.map((_, index) => ({
    errors: result.validationErrors.filter(({ policyId }) => policyId === String(index)).map(({ error }) => error),
    warnings: result.validationWarnings.filter(({ policyId }) => policyId === String(index)).map(({ error }) => error),
  }));
}

/** Whether the validator warns about a scope that matches no request. */
export function isInapplicable({ message }: EngineError): boolean {
  return message.includes('unable to find an applicable action');
}

/** Adds the actions that policies name to targets whose tools are unknown. */
function withUnknownActions({ schema, unknownTargets, ...rest }: CedarSchema, policies: readonly ParsedPolicy[]): CedarSchemaJson {
  if (unknownTargets.length === 0) return schema;
  const { commonTypes, entityTypes, actions } = schema[NAMESPACE];
  const named = policies.flatMap(({ tokens }) => entityLiterals(tokens))
    .filter(({ type, id }) => type === ACTION_TYPE && isUnknownAction(id, { schema, unknownTargets, ...rest }))
    .map(({ id }) => id);
  // An action group without members would match no request.
  const ids = [...unknownTargets.map((target) => joinToolName(target, '*')), ...named];
  const unknown = Object.fromEntries(ids.map((id) => [id, unknownAction(splitToolName(id)!.target)]));
  return { [NAMESPACE]: { commonTypes, entityTypes, actions: { ...actions, ...unknown } } };
}
