import { createDecider, PolicyDecider, Principal, toolsToCedarSchema, ToolTarget } from '../../src/cedar';
import { isObject, JsonObject } from '../../src/json';
import type { Tool } from '../../src/schema/tool';
import type { NamedPrincipal } from '../access/principals';
import type { PolicySnapshot } from '../snapshot/snapshot';
import type { Decision } from '../trace/call-event';

/** A tool that the gateway lists, as the policies need it. */
export interface ListedTool {
  readonly target: string;
  readonly ownName: string;
  readonly value: JsonObject;
}

export interface GateDecision extends Decision {
  /** What the service answers instead of calling the tool. */
  readonly denial?: string;
}

/** Which tools a principal is shown changes with the clock, for policies that read it. */
const SHOWN_MS = 1_000;

/** Decides the tool calls of one gateway by its Cedar policies, from the tools that its targets list now. */
export class PolicyGate {
  private from?: readonly ListedTool[];
  private decider?: PolicyDecider;
  private readonly formsOf = new WeakMap<NamedPrincipal, Principal>();
  private readonly shownTo = new Map<string, { readonly at: number; readonly from: readonly ListedTool[]; readonly tools: ReadonlySet<string> }>();

  public constructor(private readonly policies: PolicySnapshot, private readonly gatewayArn: string, private readonly address: string) {}

  public decide(tools: readonly ListedTool[], principal: NamedPrincipal, tool: string, args: JsonObject): GateDecision {
    const who = this.formOf(principal);
    const decision = this.deciderFor(tools).decide({ principal: who, tool, arguments: args });
    const { mode } = this.policies;
    const unread = this.policies.unread;
    return {
      allowed: decision.allowed,
      mode,
      because: decision.determining,
      ...decision.denial === undefined ? {} : { denial: decision.denial },
      ...decision.decision === 'deny' && decision.determining.length === 0 ? { nearest: nearestPermit(this.deciderFor(tools), who, tool, [...decision.notEvaluated, ...unread]) } : {},
    };
  }

  /** The tools that the principal is shown: those that some arguments would make callable. */
  public shown(tools: readonly ListedTool[], principal: NamedPrincipal): ReadonlySet<string> {
    const who = this.formOf(principal);
    const key = JSON.stringify(who);
    const known = this.shownTo.get(key);
    if (known && known.from === tools && Date.now() - known.at < SHOWN_MS) return known.tools;
    const shown = { at: Date.now(), from: tools, tools: new Set(this.deciderFor(tools).listTools(who)) };
    this.shownTo.set(key, shown);
    return shown.tools;
  }

  private deciderFor(tools: readonly ListedTool[]): PolicyDecider {
    if (this.decider && this.from === tools) return this.decider;
    const { sources, mode } = this.policies;
    this.decider = createDecider({ schema: toolsToCedarSchema(targetsOf(tools)), policies: sources, gatewayArn: this.gatewayArn, mode, name: `local ${this.address}` });
    this.from = tools;
    return this.decider;
  }

  /** A role in the way that the policies write it. */
  private formOf(principal: NamedPrincipal): Principal {
    const known = this.formsOf.get(principal);
    if (known) return known;
    const { forms } = principal;
    const form = forms.find((one) => one.kind === 'iam' && this.policies.sources.some(({ text }) => text.includes(one.id))) ?? forms[0];
    this.formsOf.set(principal, form);
    return form;
  }
}

function targetsOf(tools: readonly ListedTool[]): ToolTarget[] {
  const targets = new Map<string, Tool[]>();
  for (const { target, ownName, value } of tools) {
    const list = targets.get(target) ?? [];
    targets.set(target, list);
    list.push({ name: ownName, ...isObject(value.inputSchema) ? { inputSchema: value.inputSchema } : {} });
  }
  return [...targets].map(([name, list]) => ({ name, tools: list }));
}

/** What a developer wants to know of a default deny: which permit comes nearest. */
function nearestPermit(decider: PolicyDecider, principal: Principal, tool: string, notEvaluated: readonly string[]): string {
  const elsewhere = notEvaluated.length > 0 ? `; not evaluated here: ${notEvaluated.join(', ')}` : '';
  let permits;
  try {
    permits = decider.evaluate(principal, tool).policies.filter(({ json }) => json.effect === 'permit');
  } catch {
    return `the tool is not listed${elsewhere}`;
  }
  if (permits.length === 0) return `no permit is about this tool${elsewhere}`;
  const possible = permits.find(({ outcome }) => outcome.true);
  return (possible ? `permit ${possible.name} takes this caller with other arguments` : `permit ${permits[0].name} takes other callers`) + elsewhere;
}
