import { entityLiterals } from '../../../cedar/policy-outline';
import { tokenize } from '../../../cedar/tokens';
import type { CedarPolicy } from '../../../model/gateway-model';
import { isKnown } from '../../../model/value';
import { splitToolName } from '../../../service/tool-name';

/** An action that a Cedar policy names, and the name of its target. */
interface NamedAction {
  readonly action: string;
  /** The part of the action before the first three underscores, or the whole action if it names a target. */
  readonly target: string;
}

/** The actions of every policy engine. */
const BASE_ACTIONS = new Set(['CallTool', 'Http', 'InvokeAgent', 'InvokeLLM', 'Mcp', 'UnknownTool']);

/** The actions that a policy names; undefined if some are unresolved until deployment. */
export function namedActions({ statement }: CedarPolicy): NamedAction[] | undefined {
  if (!statement) return undefined;
  const tokens = tokenize(statement.text);
  // A placeholder outside of a string could stand for any Cedar text.
  if (tokens.some(({ kind, text }) => kind !== 'string' && !isKnown(text))) return undefined;
  const names = [...new Set(entityLiterals(tokens).filter(({ type }) => /(^|::)Action$/.test(type)).map(({ id }) => id))];
  if (!names.every(isKnown)) return undefined;
  return names.filter((name) => !BASE_ACTIONS.has(name)).map((action) => ({ action, target: splitToolName(action)?.target ?? action }));
}
