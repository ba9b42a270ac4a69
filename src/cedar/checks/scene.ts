/** What the policies of a gateway are checked against. */
import { splitToolName } from '../../service/tool-name';
import type { AuthorizerType } from '../../service/values';
import { NAMESPACE } from '../cedar-type';
import { uidOf } from '../policy-json';
import type { PolicyJson } from '../policy-json';
import { actionAncestors } from '../schema-from-tools';
import type { CedarAction, CedarSchema } from '../schema-from-tools';

/** A gateway that the policy engine is attached to. */
export interface PolicyGateway {
  /** As policies write it; may contain tokens. */
  readonly arn?: string;
  /** What its ARN, where that is not known, has before the characters that the service appends. */
  readonly name?: string;
  readonly authorizer?: AuthorizerType;
  /**
   * Names of its targets.
   *
   * @default - not known; policies about it may be about any target
   */
  readonly targets?: readonly string[];
  /** What may add arguments to calls before the policies are asked: an interceptor of requests. As a message names it. */
  readonly mayAddArguments?: string;
}

export interface Scene {
  readonly schema: CedarSchema;
  readonly gateways: readonly PolicyGateway[];
  readonly placeholders: Readonly<Record<string, string>>;
  readonly others: OtherArns;
}

/** ARNs that a policy may hold by mistake, as policies write them. */
export interface OtherArns {
  /** Of gateways that the policy engine is not attached to, with their names for people. */
  readonly gateways: Readonly<Record<string, string>>;
  readonly roles: readonly string[];
}

export const ACTION_TYPE = `${NAMESPACE}::Action`;

/** The calls that a policy's scope reaches. */
export interface ActionsInScope {
  readonly tools: readonly CedarAction[];
  /** True when tools that nobody knows may be among them. */
  readonly unknown: boolean;
}

export function actionsInScope(policy: PolicyJson, schema: CedarSchema): ActionsInScope {
  const named = namedActions(policy);
  if (!named) return { tools: schema.actions, unknown: schema.unknownTargets.length > 0 };
  const tools = schema.actions.filter(({ id }) => {
    return policy.action.op === '==' ? named.includes(id) : actionAncestors(schema.schema, id).some((ancestor) => named.includes(ancestor));
  });
  const unknown = named.some((id) => isUnknownAction(id, schema) || schema.unknownTargets.includes(id)) ||
    (schema.unknownTargets.length > 0 && named.some((id) => ['Mcp', 'Http', 'CallTool', 'InvokeAgent', 'InvokeLLM'].includes(id)));
  return { tools, unknown };
}

/** The ids in a policy's action scope; `undefined` for a bare `action`. */
export function namedActions({ action }: PolicyJson): readonly string[] | undefined {
  if (action.op === 'All') return undefined;
  return [...(action.entity ? [action.entity] : []), ...(action.entities ?? [])].map((uid) => uidOf(uid).id);
}

/** True for the action of a target whose tools are unknown. */
export function isUnknownAction(id: string, schema: CedarSchema): boolean {
  const target = splitToolName(id)?.target;
  return target !== undefined && schema.unknownTargets.includes(target) && !schema.actions.some((action) => action.id === id);
}
