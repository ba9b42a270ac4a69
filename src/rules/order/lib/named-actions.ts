import { entityLiterals } from '../../../cedar/policy-outline';
import { tokenize } from '../../../cedar/tokens';
import type { CedarPolicy } from '../../../model/gateway-model';
import { isKnown } from '../../../model/value';
import { splitToolName } from '../../../service/tool-name';

/** An action that a Cedar policy names, and the name of the target that brings it. */
export interface NamedAction {
  readonly action: string;
  /** As callers of the gateway name it: what stands before the first three underscores, or all of the name of a whole target's group. */
  readonly target: string;
}

/** Actions that every policy engine has, with or without gateways. */
const BASE_ACTIONS = new Set(['CallTool', 'Http', 'InvokeAgent', 'InvokeLLM', 'Mcp', 'UnknownTool']);

/** The actions that a policy names; undefined when only the deployment knows them all. */
export function namedActions({ statement }: CedarPolicy): NamedAction[] | undefined {
  if (!statement) return undefined;
  const tokens = tokenize(statement.text);
  // Outside of texts, what is not known could be anything.
  if (tokens.some(({ kind, text }) => kind !== 'string' && !isKnown(text))) return undefined;
  const names = [...new Set(entityLiterals(tokens).filter(({ type }) => /(^|::)Action$/.test(type)).map(({ id }) => id))];
  if (!names.every(isKnown)) return undefined;
  return names.filter((name) => !BASE_ACTIONS.has(name)).map((action) => ({ action, target: splitToolName(action)?.target ?? action }));
}
