import { createDecider } from './decide';
import type { PolicyDecider } from './decide';
import { policiesOfEngine } from './policies-of-model';
import { principalsOfRole } from './role-principals';
import { toolsToCedarSchema } from './schema-from-tools';
import type { Gateway, GatewayModel, Target } from '../model/gateway-model';
import type { Address } from '../model/source';
import type { Hop } from '../model/tools-through';
import { splitToolName } from '../service/tool-name';

/** The answers of an inner gateway's policies to the gateway in front of it, for each of its tools and all arguments. */
export type HopAnswers = ReadonlyMap<string, 'yes' | 'no' | 'if' | 'unknown'>;

/**
 * What the policies of inner gateways answer to outer gateways, which call with their roles.
 *
 * Whatever an outer gateway's own policies permit: a tool that the inner gateway denies to its role comes through for nobody.
 */
export class HopPolicies {
  private readonly gateways: ReadonlyMap<Address, Gateway>;
  private readonly targets: ReadonlyMap<Address, Target>;
  private readonly answers = new Map<Address, HopAnswers | undefined>();

  public constructor(private readonly model: GatewayModel) {
    this.gateways = new Map(model.gateways.map((gateway) => [gateway.address, gateway]));
    this.targets = new Map(model.targets.map((target) => [target.address, target]));
  }

  /** The first gateway on a path, after the gateway that lists the tool, whose policies deny the tool. */
  public deniedBy(hops: readonly Hop[], tool: string): Gateway | undefined {
    let name = tool;
    for (let index = 1; index < hops.length; index++) {
      name = splitToolName(name)?.tool ?? name;
      if (this.answersTo(hops[index - 1].target)?.get(name) === 'no') return this.gateways.get(hops[index].gateway);
    }
    return undefined;
  }

  /** Undefined if the inner gateway enforces no policies, or if its answers are unknown. */
  public answersTo(outerTarget: Address): HopAnswers | undefined {
    if (!this.answers.has(outerTarget)) this.answers.set(outerTarget, this.evaluate(this.targets.get(outerTarget)));
    return this.answers.get(outerTarget);
  }

  private evaluate(target: Target | undefined): HopAnswers | undefined {
    const { pointsTo, credentials: { items: [credential] } } = target ?? { pointsTo: undefined, credentials: { items: [] } };
    const inner = pointsTo?.kind === 'gateway' && pointsTo.address !== undefined ? this.gateways.get(pointsTo.address) : undefined;
    const engine = this.model.policyEngines.find(({ address }) => address === inner?.policyEngine?.engine.address);
    const outer = target?.gateway?.address === undefined ? undefined : this.gateways.get(target.gateway.address);
    const role = this.model.roles.find(({ address }) => address === outer?.role?.address);
    if (!inner || !engine || !role || inner.policyEngine?.mode?.text !== 'ENFORCE' || credential?.type?.text !== 'GATEWAY_IAM_ROLE') return undefined;
    const { sources, unread, context } = policiesOfEngine(this.model, engine);
    if (unread.length > 0) return undefined;
    const schema = toolsToCedarSchema(context.targets);
    const decider = this.deciderOf(() => createDecider({ schema, policies: sources, gatewayArn: inner.arn, name: `${inner.address} hop ${target!.address}` }));
    if (!decider) return undefined;
    const forms = principalsOfRole(role, this.model);
    const principal = forms.find((form) => form.kind === 'iam' && sources.some(({ text }) => text.includes(form.id))) ?? forms[0];
    const names = new Set(inner.targets.flatMap((address) => this.targets.get(address)?.name?.text ?? []));
    return new Map(schema.actions.filter(({ id }) => names.has(splitToolName(id)?.target ?? id)).map(({ id }) => {
      const { answer, notEvaluated } = decider.evaluate(principal, id);
      return [id, notEvaluated.length > 0 ? 'unknown' : answer];
    }));
  }

  /** The rules report policies that are not valid. */
  private deciderOf(create: () => PolicyDecider): PolicyDecider | undefined {
    try {
      return create();
    } catch {
      return undefined;
    }
  }
}
