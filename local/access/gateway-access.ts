import { NamedPrincipal, principalOfRole, withDistinctNames } from './principals';
import {
  Cell, checkPolicies, createDecider, Example, oauthPrincipal, PolicyDecider, PolicySource, Principal, toolsToCedarSchema, ToolTarget, unauthenticatedPrincipal, whoCanCall,
} from '../../src/cedar';
import { readDecidingPolicies } from '../../src/cedar/deciding-policies';
import { cedarEngine } from '../../src/cedar/engine';
import { policiesOfEngine } from '../../src/cedar/policies-of-model';
import type { Gateway, GatewayModel, Located, Role } from '../../src/model/gateway-model';
import { located } from '../../src/model/load-context';
import { Hop, toolsThrough } from '../../src/model/tools-through';
import type { Certainty } from '../../src/model/value';
import { splitToolName } from '../../src/service/tool-name';
import { messageOf } from '../user-error';

/** Who can call which tool of a gateway, for the listed principals only. */
export interface GatewayAccess {
  /** Without one, every principal that may invoke the gateway may call every tool. */
  readonly policyEngine?: { readonly name: string; readonly mode: 'ENFORCE' | 'LOG_ONLY' | 'unknown'; readonly policies: number };
  readonly callers: readonly AccessCaller[];
  readonly tools: readonly AccessRow[];
  /** Policies that only the service can evaluate, or whose text is unresolved until deployment. */
  readonly notEvaluated: readonly string[];
  /** Policies that do not parse: what the policy engine decides is unknown until they do. */
  readonly broken: readonly BrokenPolicy[];
}

export interface BrokenPolicy {
  readonly at: Located;
  /** The file of the policy, or its name if it is only in the template, with line and column. */
  readonly place: string;
  readonly message: string;
  readonly fix: string;
}

interface AccessCaller {
  readonly name: string;
  readonly principal: Principal;
  /** Whether the inbound authorization admits the principal: `no` for a wrong kind of principal, or a role without the permission. */
  readonly mayInvoke: Certainty;
}

interface AccessRow {
  readonly tool: string;
  readonly cells: readonly AccessCell[];
}

export interface AccessCell {
  readonly caller: string;
  /** `yes` and `no` hold for all arguments; `unknown` when a gateway on the path has policies that cannot be evaluated locally. */
  readonly answer: Answer;
  /** The decisions of all gateways on the path that have policies, outermost first. */
  readonly decisions: readonly AccessDecision[];
  /** For `if`: a call that all gateways on the path allow, when one was found. */
  readonly allowed?: Example;
  /** For `if`: a call that one of them denies, when one was found. */
  readonly denied?: Example;
}

type Answer = Cell['answer'] | 'unknown';

export type AccessDecision = Omit<Cell, 'caller' | 'answer' | 'notEvaluated'> & {
  readonly answer: Answer;
  readonly gateway: string;
  /** The name of the tool at this gateway. */
  readonly tool: string;
  /** Its policies are logged and not enforced. */
  readonly logsOnly: boolean;
};

/** Undefined for a gateway without a policy engine on any path, unless principals were named. */
export function accessOf(model: GatewayModel, gateway: Gateway, asked: readonly NamedPrincipal[]): GatewayAccess | undefined {
  const offered = toolsThrough(model, gateway.address).tools.filter(({ name, hops }) => name.known && hops.length > 0);
  const policies = new PolicyAnswers(model);
  const callers = withDistinctNames(asked.length > 0 ? asked : callersOf(model, gateway));
  if (asked.length === 0 && !offered.some(({ hops }) => hops.some((hop) => hasEngine(model, hop)))) return undefined;
  const engine = policies.engineOf(gateway);
  return {
    ...engine ? { policyEngine: { name: engine.name, mode: engine.mode, policies: engine.sources.length + engine.unread.length + engine.broken.length } } : {},
    callers: callers.map((caller) => ({
      name: caller.name, principal: policies.principalAt(gateway, caller), mayInvoke: mayInvoke(model, gateway, caller),
    })),
    tools: offered.map(({ name, hops }) => ({ tool: name.text, cells: callers.map((caller) => cellOf(model, policies, caller, name.text, hops)) })),
    notEvaluated: engine?.notEvaluated ?? [],
    broken: engine?.broken ?? [],
  };
}

function hasEngine({ gateways }: GatewayModel, { gateway }: Hop): boolean {
  return gateways.some(({ address, policyEngine }) => address === gateway && policyEngine !== undefined);
}

/** Whether every gateway on the path allows a call with these arguments. */
export function allowsCall(model: GatewayModel, gateway: Gateway, caller: NamedPrincipal, tool: string, args: Example['arguments']): boolean {
  const offered = toolsThrough(model, gateway.address).tools.find(({ name }) => name.text === tool);
  if (!offered || offered.hops.length === 0) return false;
  const { checks, isAdmitted } = walk(model, new PolicyAnswers(model), caller, tool, offered.hops);
  return isAdmitted && checks.every((allows) => allows({ arguments: args }));
}

function cellOf(model: GatewayModel, policies: PolicyAnswers, caller: NamedPrincipal, tool: string, hops: readonly Hop[]): AccessCell {
  const { checks, decisions, isAdmitted } = walk(model, policies, caller, tool, hops);
  const enforced = decisions.filter(({ logsOnly }) => !logsOnly);
  const answer = isAdmitted ? strictest(enforced.map((decision) => decision.answer)) : 'no';
  return { caller: caller.name, answer, decisions, ...answer === 'if' ? endToEndExamples(enforced, checks) : {} };
}

interface Walk {
  readonly decisions: readonly AccessDecision[];
  /** One for each gateway that enforces its policies. */
  readonly checks: readonly Allows[];
  /** Whether the inbound authorization of the first gateway may admit the caller. */
  readonly isAdmitted: boolean;
}

/** Each gateway on the path evaluates its policies for its own caller: first the principal, then the role of the outer gateway. */
function walk(model: GatewayModel, policies: PolicyAnswers, caller: NamedPrincipal, tool: string, hops: readonly Hop[]): Walk {
  const decisions: AccessDecision[] = [];
  const checks: Allows[] = [];
  let principal: NamedPrincipal | undefined = caller;
  let name = tool;
  for (const hop of hops) {
    const gateway: Gateway = model.gateways.find(({ address }) => address === hop.gateway)!;
    const decision = policies.decide(gateway, principal, name);
    if (decision) decisions.push(decision);
    if (decision && !decision.logsOnly && principal) checks.push(policies.allows(gateway, principal, name));
    principal = outboundRole(model, gateway, hop);
    name = splitToolName(name)?.tool ?? name;
  }
  return { decisions, checks, isAdmitted: mayInvoke(model, model.gateways.find(({ address }) => address === hops[0].gateway)!, caller) !== 'no' };
}

type Allows = (example: Example) => boolean;

/** Examples for all gateways on the path: each passes the arguments on unchanged. */
function endToEndExamples(decisions: readonly AccessDecision[], checks: readonly Allows[]): Pick<AccessCell, 'allowed' | 'denied'> {
  const examples = decisions.flatMap(({ allowed }) => allowed ? [allowed] : []);
  const time = examples.find(({ now }) => now !== undefined)?.now;
  const merged = (parts: readonly Example[]): Example => ({ arguments: Object.assign({}, ...parts.map((part) => part.arguments)), ...time ? { now: time } : {} });
  const allowed = [...examples, merged(examples), merged([...examples].reverse())].find((example) => checks.every((allows) => allows(example)));
  const denied = decisions.find((decision) => decision.denied)?.denied;
  return { ...allowed ? { allowed } : {}, ...denied ? { denied } : {} };
}

function strictest(answers: readonly Answer[]): Answer {
  return (['no', 'unknown', 'if'] as const).find((answer) => answers.includes(answer)) ?? 'yes';
}

/** The role that a gateway calls the target with; undefined for other credentials. */
function outboundRole(model: GatewayModel, gateway: Gateway, { target: address }: Hop): NamedPrincipal | undefined {
  const target = model.targets.find((candidate) => candidate.address === address);
  const credential = target?.credentials.items[0]?.type?.text;
  const role: Role | undefined = model.roles.find((candidate) => candidate.address === gateway.role?.address);
  return role && credential === 'GATEWAY_IAM_ROLE' ? principalOfRole(role, model) : undefined;
}

/** With IAM, the roles with a statement that allows the call. With JWT, a token without claims. Without authentication, anyone. */
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

/** An agent or function is easier to recognize than its role. */
function callerPath(model: GatewayModel, { usedBy, path, name }: Role): string {
  const users = usedBy.map((user) => model.resources[user]?.path ?? user);
  return users.length === 1 ? users[0] : name?.known ? name.text : path;
}

/** `AgentCoreReadiness/Function`: many constructs have a child with the id `Function`. */
function shortName(path: string): string {
  const parts = path.split('/');
  return parts.slice(['Function', 'Role', 'ServiceRole'].includes(parts[parts.length - 1]) ? -2 : -1).join('/');
}

const PRINCIPALS: Readonly<Record<string, Principal['kind']>> = { CUSTOM_JWT: 'oauth', NONE: 'unauthenticated', AWS_IAM: 'iam', AUTHENTICATE_ONLY: 'iam' };

function mayInvoke(model: GatewayModel, gateway: Gateway, caller: NamedPrincipal): Certainty {
  const expected = PRINCIPALS[gateway.authorizer.type?.text ?? ''];
  if (expected === undefined) return 'unknown';
  // AUTHENTICATE_ONLY accepts both IAM credentials and tokens.
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
  /** Policies whose text is unresolved until deployment. */
  readonly unread: readonly string[];
  readonly notEvaluated: readonly string[];
  readonly broken: readonly BrokenPolicy[];
}

/** Evaluates the policies of each gateway once for each caller. */
class PolicyAnswers {
  private readonly engines = new Map<string, Engine | undefined>();
  private readonly tables = new Map<string, ReadonlyMap<string, Cell>>();
  private readonly deciders = new Map<string, PolicyDecider>();

  public constructor(private readonly model: GatewayModel) {}

  /** The policy engine of a gateway, if it is in the app. */
  public engineOf(gateway: Gateway): Engine | undefined {
    if (!this.engines.has(gateway.address)) this.engines.set(gateway.address, this.readEngine(gateway));
    return this.engines.get(gateway.address);
  }

  /** Undefined for a gateway without a policy engine. */
  public decide(gateway: Gateway, principal: NamedPrincipal | undefined, tool: string): AccessDecision | undefined {
    if (!gateway.policyEngine) return undefined;
    const engine = this.engineOf(gateway);
    const place = { gateway: gateway.path, tool, logsOnly: gateway.policyEngine.mode?.text === 'LOG_ONLY' };
    const cell = engine && engine.unread.length === 0 && engine.broken.length === 0 && principal ? this.cellsOf(gateway, engine, principal).get(tool) : undefined;
    if (!cell) return { ...place, answer: 'unknown', because: [] };
    const { caller: _, notEvaluated, ...decision } = cell;
    return { ...place, ...decision, answer: notEvaluated.length > 0 ? 'unknown' : cell.answer };
  }

  /** Whether the policies of a gateway allow a call with given arguments. */
  public allows(gateway: Gateway, caller: NamedPrincipal, tool: string): Allows {
    return ({ arguments: args, now }) => {
      const engine = this.engineOf(gateway);
      if (!engine || engine.broken.length > 0) return false;
      const decider = this.deciders.get(gateway.address)
        ?? createDecider({ schema: toolsToCedarSchema(engine.targets), policies: engine.sources, gatewayArn: gateway.arn, name: `${gateway.address} calls` });
      this.deciders.set(gateway.address, decider);
      return decider.decide({ principal: this.principalAt(gateway, caller), tool, arguments: args, ...now ? { now } : {} }).allowed;
    };
  }

  /** The form of the principal that the policies of the gateway use. */
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
    // Load the engine first, so that a failure to load is not reported as an error in the policies.
    if (named.length > 0) cedarEngine();
    const addresses = new Map(named.map((source, index) => [source, sources[index].name]));
    const broken = named.flatMap((source) => this.faultOf(source, addresses.get(source)!) ?? []);
    const valid = named.filter((source) => !broken.some(({ at }) => at.address === addresses.get(source)));
    const { notEvaluated } = readDecidingPolicies(valid, {});
    const mode = policyEngine.mode?.text;
    return {
      name: engine.path,
      mode: mode === 'ENFORCE' || mode === 'LOG_ONLY' ? mode : 'unknown',
      sources: valid,
      broken,
      targets: context.targets,
      unread: unread.map(({ path }) => path),
      notEvaluated: [...unread.map(({ path }) => path), ...notEvaluated.map(({ name }) => name)],
    };
  }

  /** Why a policy does not parse. */
  private faultOf(source: PolicySource, address: string): BrokenPolicy | undefined {
    try {
      readDecidingPolicies([source], {});
      return undefined;
    } catch (error) {
      const finding = checkPolicies([source], { targets: [] }).find(({ severity, text }) => severity === 'error' && text);
      return {
        at: located(this.model.resources[address]),
        place: `${source.file ?? source.name}:${finding?.text?.line ?? 1}:${finding?.text?.column ?? 1}`,
        message: finding?.message ?? messageOf(error),
        fix: finding?.fix ?? 'write one permit or forbid statement in Cedar syntax',
      };
    }
  }

  /** People recognize a policy by its file or construct, not by its address. */
  private policyName({ name, file }: PolicySource): string {
    const path = this.model.resources[name]?.path ?? name;
    return file ?? path.slice(path.lastIndexOf('/') + 1);
  }
}
