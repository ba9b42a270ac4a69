/** The schema and the gateways that policies are checked against. */
import { splitToolName } from '../../service/tool-name';
import type { AuthorizerType } from '../../service/values';
import { NAMESPACE } from '../cedar-type';
import { uidOf } from '../policy-json';
import type { PolicyJson } from '../policy-json';
import { actionAncestors } from '../schema-from-tools';
import type { CedarAction, CedarSchema } from '../schema-from-tools';

/** A gateway that the policy engine is attached to. */
export interface PolicyGateway {
  /** The ARN in the form that policies use; may contain tokens. */
  readonly arn?: string;
  /** The name of the gateway, with which its id starts. */
  readonly name?: string;
  readonly authorizer?: AuthorizerType;
  /**
   * The names of its targets.
   *
   * @default - unknown; its policies may name any target
   */
  readonly targets?: readonly string[];
  /** The request interceptor that may add arguments before policies are evaluated, as messages name it. */
  readonly mayAddArguments?: string;
}

export interface Scene {
  readonly schema: CedarSchema;
  readonly gateways: readonly PolicyGateway[];
  readonly placeholders: Readonly<Record<string, string>>;
  readonly others: OtherArns;
}

/** ARNs that a policy may contain by mistake, in the form that policies use. */
export interface OtherArns {
  /** The ARNs of gateways that the policy engine is not attached to, with their paths. */
  readonly gateways: Readonly<Record<string, string>>;
  readonly roles: readonly string[];
}

export const ACTION_TYPE = `${NAMESPACE}::Action`;

/** The tools in the action scope of a policy. */
interface ActionsInScope {
  readonly tools: readonly CedarAction[];
  /** Whether the scope may include unknown tools. */
  readonly unknown: boolean;
}

export function actionsInScope(policy: PolicyJson, schema: CedarSchema): ActionsInScope {
  const named = namedActions(policy);
  if (!named) return { tools: schema.actions, unknown: schema.unknownTargets.length + schema.unknownArguments.length > 0 };
  const isInScope = (id: string) => policy.action.op === '==' ? named.includes(id) : actionAncestors(schema.schema, id).some((ancestor) => named.includes(ancestor));
  const tools = schema.actions.filter(({ id }) => isInScope(id));
  const unknown = schema.unknownArguments.some(isInScope) || named.some((id) => isUnknownAction(id, schema) || schema.unknownTargets.includes(id)) ||
    (schema.unknownTargets.length > 0 && named.some((id) => ['Mcp', 'Http', 'CallTool', 'InvokeAgent', 'InvokeLLM'].includes(id)));
  return { tools, unknown };
}

/** The action ids in the scope of a policy; `undefined` for an unconstrained action. */
export function namedActions({ action }: PolicyJson): readonly string[] | undefined {
  if (action.op === 'All') return undefined;
  return [...(action.entity ? [action.entity] : []), ...(action.entities ?? [])].map((uid) => uidOf(uid).id);
}

/** Whether the arguments of an action are unknown, or whether it belongs to a target whose tools are unknown. */
export function isUnknownAction(id: string, schema: CedarSchema): boolean {
  if (schema.unknownArguments.includes(id)) return true;
  const target = splitToolName(id)?.target;
  return target !== undefined && schema.unknownTargets.includes(target) && !schema.actions.some((action) => action.id === id);
}
