/**
 * Evaluates policies like the policy engine of a gateway, without the service.
 *
 * For development only.
 */
import { BoundsEvaluator } from './bounds';
import { NAMESPACE } from './cedar-type';
import { SEARCH_TOOL_NAME } from '../service/tool-name';
import { ACTION_TYPE, namedActions } from './checks/scene';
import { readDecidingPolicies } from './deciding-policies';
import type { DecidingPolicies, NamedPolicy } from './deciding-policies';
import { encodeInput } from './encode-input';
import type { InputProblem } from './encode-input';
import type { CedarEntity } from './engine';
import type { EntityUid } from './entity-uid';
import { FactSets } from './fact-sets';
import type { PolicySource } from './finding';
import { isAlwaysTrue } from './outcome';
import type { Outcome } from './outcome';
import type { PolicyJson } from './policy-json';
import { cedarTime, PolicySet } from './policy-set';
import { principalEntity, principalUid } from './principals';
import type { Principal } from './principals';
import { actionAncestors } from './schema-from-tools';
import type { CedarAction, CedarSchema } from './schema-from-tools';

export interface DeciderOptions {
  /** The schema of the tools of all gateways of the policy engine. */
  readonly schema: CedarSchema;
  readonly policies: readonly PolicySource[];
  /** The ARN in the form that policies use: a literal, or with the same symbols as in the policies. */
  readonly gatewayArn: string;
  /** @default {} */
  readonly placeholders?: Readonly<Record<string, string>>;
  /** @default 'ENFORCE' */
  readonly mode?: 'ENFORCE' | 'LOG_ONLY';
  /**
   * The name under which the engine stores the policies. A decider replaces an earlier one with the same name.
   *
   * @default - the ARN of the gateway
   */
  readonly name?: string;
}

export interface ToolCall {
  readonly principal: Principal;
  /** `<target>___<tool>` */
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** @default - now */
  readonly now?: Date;
}

export interface PolicyDecision {
  /** Whether the gateway calls the tool. */
  readonly allowed: boolean;
  /** The decision of the policies; differs from `allowed` in LOG_ONLY mode. */
  readonly decision: 'allow' | 'deny';
  /** The determining policies: the permits that apply, or the forbids. Empty when no policy applies. */
  readonly determining: readonly string[];
  /** The error that the service returns instead of calling the tool. */
  readonly denial?: string;
  /** Active policies whose evaluation failed, so that they have no effect. */
  readonly errors: readonly { readonly policy: string; readonly message: string }[];
  /** Policies in LOG_ONLY mode that would apply. */
  readonly logOnly: readonly string[];
  /** Policies that may apply to this call but that only the service can evaluate. */
  readonly notEvaluated: readonly string[];
  /** Why the arguments do not match the schema of the tool. */
  readonly problems: readonly InputProblem[];
}

export interface PolicyDecider {
  /** Policies that only the service can evaluate. */
  readonly notEvaluated: readonly string[];
  /** Evaluates the policies for one call. */
  decide(call: ToolCall): PolicyDecision;
  /** The tools that `tools/list` returns to a caller: those that the policies allow with at least some arguments. */
  listTools(principal: Principal, now?: Date): string[];
  /** Evaluates the policies for a tool with unknown arguments and, without `now`, at an unknown time. */
  evaluate(principal: Principal, tool: string, now?: Date): ToolEvaluation;
}

export interface ToolEvaluation {
  /** `yes` and `no` hold for all arguments. */
  readonly answer: 'yes' | 'no' | 'if';
  /** The active policies whose action scope includes the tool. */
  readonly policies: readonly EvaluatedPolicy[];
  /** Policies that may apply to the tool, that only the service can evaluate, and that could change the answer. */
  readonly notEvaluated: readonly string[];
  readonly evaluator: BoundsEvaluator;
  readonly action: CedarAction;
}

export interface EvaluatedPolicy {
  readonly name: string;
  readonly json: PolicyJson;
  readonly outcome: Outcome;
}

interface KnownAction {
  readonly action: CedarAction;
  /** The ids of the action and of its groups. */
  readonly ancestors: readonly string[];
  readonly entity: CedarEntity;
  /** The active policies whose action scope includes the action. */
  readonly policies: readonly NamedPolicy[];
}

type Denied = Omit<PolicyDecision, 'allowed' | 'decision' | 'determining'> & { readonly determining?: readonly string[] };

/** Creates a decider for a gateway. Throws when a policy is not valid Cedar; `checkPolicies` reports why. */
export function createDecider(options: DeciderOptions): PolicyDecider {
  return new Decider(options);
}

/** Evaluates the policies for one call. For many calls, reuse a decider. */
export function decide(options: DeciderOptions, call: ToolCall): PolicyDecision {
  return createDecider(options).decide(call);
}

const DENIED = 'AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement';

class Decider implements PolicyDecider {
  public readonly notEvaluated: readonly string[];
  private readonly resource: EntityUid;
  private readonly logsOnly: boolean;
  private readonly actions: ReadonlyMap<string, KnownAction>;
  private readonly dogwood: DecidingPolicies['notEvaluated'];
  /** One set for each distinct list of policies: the engine evaluates every policy of a set. */
  private readonly activeSets: ReadonlyMap<KnownAction, PolicySet>;
  private readonly logOnlySet: PolicySet;
  /** The facts at a known time, and at an unknown time. */
  private readonly books: Readonly<Record<'now' | 'anyTime', FactSets>>;

  public constructor({ schema, policies, gatewayArn, placeholders, mode, name }: DeciderOptions) {
    this.resource = { type: `${NAMESPACE}::Gateway`, id: gatewayArn };
    this.logsOnly = mode === 'LOG_ONLY';
    const read = readDecidingPolicies(policies, placeholders ?? {});
    this.actions = new Map(schema.actions.map((action) => [action.id, knownAction(action, schema, read.active)]));
    this.dogwood = read.notEvaluated;
    this.notEvaluated = read.notEvaluated.map((policy) => policy.name);
    const slot = name ?? gatewayArn;
    const texts = (some: readonly NamedPolicy[]) => new Map(some.map((policy) => [policy.name, policy.text]));
    this.activeSets = setsByAction([...this.actions.values()], (some, index) => new PolicySet(`${slot} active ${index}`, texts(some)));
    this.logOnlySet = new PolicySet(`${slot} log-only`, texts(read.logOnly));
    this.books = {
      now: new FactSets(`${slot} now`, read.active.map(({ json }) => json), { input: true, time: false }),
      anyTime: new FactSets(`${slot} any time`, read.active.map(({ json }) => json), { input: true, time: true }),
    };
  }

  public decide({ principal, tool, arguments: args, now = new Date() }: ToolCall): PolicyDecision {
    const nothing = { errors: [], logOnly: [], notEvaluated: this.notEvaluatedFor(tool), problems: [] };
    // How policies apply to the search tool is not documented. It returns only tools that the caller may call.
    if (tool === SEARCH_TOOL_NAME) return { ...nothing, allowed: true, decision: 'allow', determining: [] };
    const known = this.actions.get(tool);
    if (!known) return this.denied({ ...nothing, denial: `${DENIED} [the policy engine has no such tool]` });
    const encoded = encodeInput(known.action, args);
    if (!encoded.ok) {
      const text = encoded.problems.map(({ path, message }) => `${path} ${message}`).join('; ');
      return this.denied({ ...nothing, problems: encoded.problems, denial: `${DENIED} [the arguments do not match the schema of the tool: ${text}]` });
    }
    const active = this.activeSets.get(known)!;
    const call = (set: PolicySet) => ({
      principal: principalUid(principal),
      action: known.entity.uid,
      resource: this.resource,
      context: { input: encoded.value.input, ...(set.readsTime ? { system: { now: cedarTime(now) } } : {}) },
      entities: [principalEntity(principal), known.entity, ...encoded.value.entities],
    });
    const { allowed, reason, errors } = active.decide(call(active));
    const logOnly = this.logOnlySet.decide(call(this.logOnlySet)).reason;
    if (allowed) return { ...nothing, allowed: true, decision: 'allow', determining: reason, errors, logOnly };
    const because = reason.length > 0 ? `Policy evaluation denied due to ${reason.join(', ')}` : 'No policy applies to the request (denied by default).';
    return this.denied({ ...nothing, determining: reason, errors, logOnly, denial: `${DENIED} [${because}]` });
  }

  public listTools(principal: Principal, now: Date = new Date()): string[] {
    if (this.logsOnly) return [...this.actions.keys()];
    return [...this.actions.keys()].filter((tool) => this.evaluate(principal, tool, now).answer !== 'no');
  }

  public evaluate(principal: Principal, tool: string, now?: Date): ToolEvaluation {
    const known = this.actions.get(tool);
    if (!known) throw new Error(`the policy engine has no tool \`${tool}\``);
    const sets = now ? this.books.now : this.books.anyTime;
    const facts = sets.decide(known.entity, principal, this.resource, now);
    const evaluator = new BoundsEvaluator(sets.book, facts, known.action.input);
    const policies = known.policies.map(({ name, json }) => ({ name, json, outcome: evaluator.policy(json) }));
    const answer = answerOf(policies);
    return { answer, policies, evaluator, action: known.action, notEvaluated: this.couldChange(answer, tool, policies) };
  }

  private denied({ denial, ...rest }: Denied): PolicyDecision {
    return { determining: [], ...rest, decision: 'deny', allowed: this.logsOnly, ...(this.logsOnly ? {} : { denial }) };
  }

  private notEvaluatedFor(tool: string): string[] {
    return this.dogwoodFor(tool).map(({ name }) => name);
  }

  /** A permit has no effect on a tool that is forbidden or always allowed, and a forbid has no effect on one that is always denied. */
  private couldChange(answer: ToolEvaluation['answer'], tool: string, policies: readonly EvaluatedPolicy[]): string[] {
    if (policies.some(({ json, outcome }) => json.effect === 'forbid' && isAlwaysTrue(outcome))) return [];
    const withoutEffect = { yes: 'permit', no: 'forbid', if: undefined }[answer];
    return this.dogwoodFor(tool).filter(({ json }) => json === undefined || json.effect !== withoutEffect).map(({ name }) => name);
  }

  private dogwoodFor(tool: string): DecidingPolicies['notEvaluated'] {
    const ancestors = this.actions.get(tool)?.ancestors ?? [tool];
    return this.dogwood.filter(({ json }) => !json || includesAction(json, tool, ancestors));
  }
}

/** Actions with the same policies share a set. */
function setsByAction(actions: readonly KnownAction[], create: (policies: readonly NamedPolicy[], index: number) => PolicySet): Map<KnownAction, PolicySet> {
  const sets = new Map<string, PolicySet>();
  return new Map(actions.map((action) => {
    const key = JSON.stringify(action.policies.map(({ name }) => name));
    const set = sets.get(key) ?? create(action.policies, sets.size);
    sets.set(key, set);
    return [action, set];
  }));
}

function answerOf(policies: readonly EvaluatedPolicy[]): ToolEvaluation['answer'] {
  const of = (effect: PolicyJson['effect']) => policies.filter(({ json }) => json.effect === effect).map(({ outcome }) => outcome);
  const [permits, forbids] = [of('permit'), of('forbid')];
  if (!permits.some((outcome) => outcome.true) || forbids.some(isAlwaysTrue)) return 'no';
  return permits.some(isAlwaysTrue) && !forbids.some((outcome) => outcome.true) ? 'yes' : 'if';
}

function includesAction(policy: PolicyJson, id: string, ancestors: readonly string[]): boolean {
  const named = namedActions(policy);
  if (!named) return true;
  return policy.action.op === '==' ? named.includes(id) : named.some((name) => ancestors.includes(name));
}

function knownAction(action: CedarAction, { schema }: CedarSchema, active: readonly NamedPolicy[]): KnownAction {
  const [id, ...groups] = actionAncestors(schema, action.id);
  const ancestors = [id, ...groups];
  return {
    action,
    ancestors,
    entity: { uid: actionUid(id), attrs: {}, parents: groups.map(actionUid) },
    policies: active.filter(({ json }) => includesAction(json, id, ancestors)),
  };
}

function actionUid(id: string): EntityUid {
  return { type: ACTION_TYPE, id };
}
