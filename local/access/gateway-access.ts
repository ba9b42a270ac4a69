import { NamedPrincipal, principalOfRole, withDistinctNames } from './principals';
import {
  Cell, createDecider, Example, oauthPrincipal, PolicyDecider, PolicySource, Principal, toolsToCedarSchema, ToolTarget, unauthenticatedPrincipal, whoCanCall,
} from '../../src/cedar';
import { readDecidingPolicies } from '../../src/cedar/deciding-policies';
import { cedarEngine } from '../../src/cedar/engine';
import { policiesOfEngine } from '../../src/cedar/policies-of-model';
import type { Gateway, GatewayModel, Role } from '../../src/model/gateway-model';
import { Hop, toolsThrough } from '../../src/model/tools-through';
import type { Certainty } from '../../src/model/value';
import { splitToolName } from '../../src/service/tool-name';
import { asUserError } from '../user-error';

/** Who can call which tool of a gateway. It says nothing about principals that are not listed. */
export interface GatewayAccess {
  /** Without one, whoever may invoke the gateway may call every tool. */
  readonly policyEngine?: { readonly name: string; readonly mode: 'ENFORCE' | 'LOG_ONLY' | 'unknown'; readonly policies: number };
  readonly callers: readonly AccessCaller[];
  readonly tools: readonly AccessRow[];
  /** Policies that only the service can evaluate, or whose text is known at deployment only. */
  readonly notEvaluated: readonly string[];
}

export interface AccessCaller {
  readonly name: string;
  readonly principal: Principal;
  /** Whether the inbound authorization lets the principal in: `no` for a wrong kind of principal, or a role without the permission. */
  readonly mayInvoke: Certainty;
}

export interface AccessRow {
  readonly tool: string;
  readonly cells: readonly AccessCell[];
}

export interface AccessCell {
  readonly caller: string;
  /** `yes` and `no` hold for all arguments; `unknown` when a gateway on the way has policies that nothing here can evaluator. */
  readonly answer: Answer;
  /** What each gateway on the way says that has policies, this one first. */
  readonly decisions: readonly AccessDecision[];
  /** Of an `if`: a call that all gateways on the way allow. Missing when none was found, which does not mean that there is none. */
  readonly allowed?: Example;
  /** Of an `if`: a call that one of them denies, likewise. */
  readonly denied?: Example;
}

export type Answer = Cell['answer'] | 'unknown';

export type AccessDecision = Omit<Cell, 'caller' | 'answer' | 'notEvaluated'> & {
  readonly answer: Answer;
  readonly gateway: string;
  /** The tool as this gateway calls it. */
  readonly tool: string;
  /** Its policies only log: they refuse nothing. */
  readonly logsOnly: boolean;
};

/** Undefined where there is nothing to say: no policy engine, and nobody asked. */
export function accessOf(model: GatewayModel, gateway: Gateway, asked: readonly NamedPrincipal[]): GatewayAccess | undefined {
  if (!gateway.policyEngine && asked.length === 0) return undefined;
  const policies = new PolicyAnswers(model);
  const callers = withDistinctNames(asked.length > 0 ? asked : callersOf(model, gateway));
  const offered = toolsThrough(model, gateway.address).tools.filter(({ name, hops }) => name.known && hops.length > 0);
  const engine = policies.engineOf(gateway);
  return {
    ...engine ? { policyEngine: { name: engine.name, mode: engine.mode, policies: engine.sources.length + engine.unread.length } } : {},
    callers: callers.map((caller) => ({
      name: caller.name, principal: policies.principalAt(gateway, caller), mayInvoke: mayInvoke(model, gateway, caller),
    })),
    tools: offered.map(({ name, hops }) => ({ tool: name.text, cells: callers.map((caller) => cellOf(model, policies, caller, name.text, hops)) })),
    notEvaluated: engine?.notEvaluated ?? [],
  };
}

/** Whether every gateway on the way lets a call with these arguments through. */
export function allowsCall(model: GatewayModel, gateway: Gateway, caller: NamedPrincipal, tool: string, args: Example['arguments']): boolean {
  const offered = toolsThrough(model, gateway.address).tools.find(({ name }) => name.text === tool);
  if (!offered || offered.hops.length === 0) return false;
  const { asking, letIn } = walk(model, new PolicyAnswers(model), caller, tool, offered.hops);
  return letIn && asking.every((allows) => allows({ arguments: args }));
}

function cellOf(model: GatewayModel, policies: PolicyAnswers, caller: NamedPrincipal, tool: string, hops: readonly Hop[]): AccessCell {
  const { asking, decisions, letIn } = walk(model, policies, caller, tool, hops);
  const enforced = decisions.filter(({ logsOnly }) => !logsOnly);
  const answer = letIn ? strictest(enforced.map((decision) => decision.answer)) : 'no';
  return { caller: caller.name, answer, decisions, ...answer === 'if' ? wholeCalls(enforced, asking) : {} };
}

interface Walk {
  readonly decisions: readonly AccessDecision[];
  /** One for each gateway whose policies refuse calls. */
  readonly asking: readonly Allows[];
  /** Whether the inbound authorization of the first gateway may let the caller in. */
  readonly letIn: boolean;
}

/** Each gateway on the way decides for the one who calls it: the caller, and then the role of the gateway before. */
function walk(model: GatewayModel, policies: PolicyAnswers, caller: NamedPrincipal, tool: string, hops: readonly Hop[]): Walk {
  const decisions: AccessDecision[] = [];
  const asking: Allows[] = [];
  let principal: NamedPrincipal | undefined = caller;
  let name = tool;
  for (const hop of hops) {
    const gateway: Gateway = model.gateways.find(({ address }) => address === hop.gateway)!;
    const decision = policies.decide(gateway, principal, name);
    if (decision) decisions.push(decision);
    if (decision && !decision.logsOnly && principal) asking.push(policies.asker(gateway, principal, name));
    principal = roleBehind(model, gateway, hop);
    name = splitToolName(name)?.tool ?? name;
  }
  return { decisions, asking, letIn: mayInvoke(model, model.gateways.find(({ address }) => address === hops[0].gateway)!, caller) !== 'no' };
}

type Allows = (example: Example) => boolean;

/** Examples for all gateways on the way together: each passes the arguments on as they are. */
function wholeCalls(decisions: readonly AccessDecision[], asking: readonly Allows[]): Pick<AccessCell, 'allowed' | 'denied'> {
  const examples = decisions.flatMap(({ allowed }) => allowed ? [allowed] : []);
  const time = examples.find(({ now }) => now !== undefined)?.now;
  const together = (parts: readonly Example[]): Example => ({ arguments: Object.assign({}, ...parts.map((part) => part.arguments)), ...time ? { now: time } : {} });
  const allowed = [...examples, together(examples), together([...examples].reverse())].find((example) => asking.every((allows) => allows(example)));
  const denied = decisions.find((decision) => decision.denied)?.denied;
  return { ...allowed ? { allowed } : {}, ...denied ? { denied } : {} };
}

function strictest(answers: readonly Answer[]): Answer {
  return (['no', 'unknown', 'if'] as const).find((answer) => answers.includes(answer)) ?? 'yes';
}

/** As whom a gateway calls the next one: undefined when not as its role. */
function roleBehind(model: GatewayModel, gateway: Gateway, { target: address }: Hop): NamedPrincipal | undefined {
  const target = model.targets.find((candidate) => candidate.address === address);
  const credential = target?.credentials.items[0]?.type?.text;
  const role: Role | undefined = model.roles.find((candidate) => candidate.address === gateway.role?.address);
  return role && credential === 'GATEWAY_IAM_ROLE' ? principalOfRole(role, model) : undefined;
}

/** Roles with a statement that allows it; at a gateway for tokens one without claims, at an open one anybody. */
export function callersOf(model: GatewayModel, gateway: Gateway): NamedPrincipal[] {
  switch (gateway.authorizer.type?.text) {
    case 'CUSTOM_JWT': return [{ name: 'token without claims', forms: [oauthPrincipal({})] }];
    case 'NONE': return [{ name: 'anyone', forms: [unauthenticatedPrincipal()] }];
    default: {
      const invoking = new Set(model.callers.filter((caller) => caller.gateway === gateway.address).map(({ role }) => role));
      const roles = model.roles.filter(({ address }) => invoking.has(address));
      return roles.map((role) => {
        const path = callerPath(model, role);
        return { ...principalOfRole(role, model), path, name: shortName(path) };
      });
    }
  }
}

/** The agent or function that has the role says more than the role. */
function callerPath(model: GatewayModel, { usedBy, path, name }: Role): string {
  const users = usedBy.map((user) => model.resources[user]?.path ?? user);
  return users.length === 1 ? users[0] : name?.known ? name.text : path;
}

/** `AgentCoreReadiness/Function`: many constructs have a `Function`. */
function shortName(path: string): string {
  const parts = path.split('/');
  return parts.slice(['Function', 'Role', 'ServiceRole'].includes(parts[parts.length - 1]) ? -2 : -1).join('/');
}

const PRINCIPALS: Readonly<Record<string, Principal['kind']>> = { CUSTOM_JWT: 'oauth', NONE: 'unauthenticated', AWS_IAM: 'iam', AUTHENTICATE_ONLY: 'iam' };

function mayInvoke(model: GatewayModel, gateway: Gateway, caller: NamedPrincipal): Certainty {
  const expected = PRINCIPALS[gateway.authorizer.type?.text ?? ''];
  if (expected === undefined) return 'unknown';
  // Both a token and IAM are an authentication.
  const authenticateOnly = gateway.authorizer.type?.text === 'AUTHENTICATE_ONLY' && caller.forms[0].kind === 'oauth';
  if (expected !== caller.forms[0].kind && !authenticateOnly) return 'no';
  if (expected !== 'iam') return 'yes';
  if (caller.role === undefined) return 'unknown';
  const statements = model.callers.filter(({ gateway: invoked, role }) => invoked === gateway.address && role === caller.role);
  return statements.some(({ allowed }) => allowed === 'yes') ? 'yes' : statements.length > 0 ? 'unknown' : 'no';
}

interface Engine {
  readonly name: string;
  readonly mode: 'ENFORCE' | 'LOG_ONLY' | 'unknown';
  readonly sources: readonly PolicySource[];
  readonly targets: readonly ToolTarget[];
  /** Policies whose text only the deployment knows. */
  readonly unread: readonly string[];
  readonly notEvaluated: readonly string[];
}

/** Asks the Cedar engine once for each gateway and caller. */
class PolicyAnswers {
  private readonly engines = new Map<string, Engine | undefined>();
  private readonly tables = new Map<string, ReadonlyMap<string, Cell>>();
  private readonly deciders = new Map<string, PolicyDecider>();

  public constructor(private readonly model: GatewayModel) {}

  /** The policy engine of a gateway, when it is in the app. */
  public engineOf(gateway: Gateway): Engine | undefined {
    if (!this.engines.has(gateway.address)) this.engines.set(gateway.address, this.readEngine(gateway));
    return this.engines.get(gateway.address);
  }

  /** Undefined where no policies decide. */
  public decide(gateway: Gateway, principal: NamedPrincipal | undefined, tool: string): AccessDecision | undefined {
    if (!gateway.policyEngine) return undefined;
    const engine = this.engineOf(gateway);
    const place = { gateway: gateway.path, tool, logsOnly: gateway.policyEngine.mode?.text === 'LOG_ONLY' };
    const cell = engine && engine.unread.length === 0 && principal ? this.cellsOf(gateway, engine, principal).get(tool) : undefined;
    if (!cell) return { ...place, answer: 'unknown', because: [] };
    const { caller: _, notEvaluated, ...decision } = cell;
    return { ...place, ...decision, answer: notEvaluated.length > 0 ? 'unknown' : cell.answer };
  }

  /** Asks the policies of a gateway about calls with known arguments. */
  public asker(gateway: Gateway, caller: NamedPrincipal, tool: string): Allows {
    return ({ arguments: args, now }) => {
      const engine = this.engineOf(gateway);
      if (!engine) return false;
      const decider = this.deciders.get(gateway.address)
        ?? createDecider({ schema: toolsToCedarSchema(engine.targets), policies: engine.sources, gatewayArn: gateway.arn, name: `${gateway.address} calls` });
      this.deciders.set(gateway.address, decider);
      return decider.decide({ principal: this.principalAt(gateway, caller), tool, arguments: args, ...now ? { now } : {} }).allowed;
    };
  }

  /** The principal in the way that the policies of the gateway write it. */
  public principalAt(gateway: Gateway, { forms }: NamedPrincipal): Principal {
    const texts = this.engineOf(gateway)?.sources.map(({ text }) => text) ?? [];
    return forms.find((form) => form.kind === 'iam' && texts.some((text) => text.includes(form.id))) ?? forms[0];
  }

  private cellsOf(gateway: Gateway, engine: Engine, caller: NamedPrincipal): ReadonlyMap<string, Cell> {
    const principal = this.principalAt(gateway, caller);
    const key = JSON.stringify([gateway.address, principal]);
    const known = this.tables.get(key);
    if (known) return known;
    const { tools } = whoCanCall({
      schema: toolsToCedarSchema(engine.targets), policies: engine.sources, gatewayArn: gateway.arn, callers: [{ name: caller.name, principal }],
    });
    const cells = new Map(tools.map(({ tool, cells: [cell] }) => [tool, cell]));
    this.tables.set(key, cells);
    return cells;
  }

  private readEngine({ policyEngine }: Gateway): Engine | undefined {
    const engine = this.model.policyEngines.find(({ address }) => address === policyEngine?.engine.address);
    if (!policyEngine || !engine) return undefined;
    const { sources, unread, context } = policiesOfEngine(this.model, engine);
    const named = sources.map((source) => ({ ...source, name: this.policyName(source) }));
    // Before the policies are read: an engine that does not load is not their fault.
    if (named.length > 0) cedarEngine();
    const { notEvaluated } = asUserError(() => readDecidingPolicies(named, {}));
    const mode = policyEngine.mode?.text;
    return {
      name: engine.path,
      mode: mode === 'ENFORCE' || mode === 'LOG_ONLY' ? mode : 'unknown',
      sources: named,
      targets: context.targets,
      unread: unread.map(({ path }) => path),
      notEvaluated: [...unread.map(({ path }) => path), ...notEvaluated.map(({ name }) => name)],
    };
  }

  /** Addresses are for programs; people know policies by their file or construct. */
  private policyName({ name, file }: PolicySource): string {
    const path = this.model.resources[name]?.path ?? name;
    return file ?? path.slice(path.lastIndexOf('/') + 1);
  }
}
