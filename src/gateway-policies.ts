import { Aspects, IAspect, Names, Stack, Stage } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { Construct, IConstruct } from 'constructs';
import type { CedarPolicy } from './cedar-policy';
import { GatewayError } from './errors';
import { POLICY_FILE_METADATA_KEY } from './model/metadata-keys';
import { StackOrder } from './stack-order';
import { TargetRegistry } from './target-registry';

/** Policy names are unique in an account, begin with a letter and take no hyphens. */
const NAME_MAX_LENGTH = 48;

/**
 * The Cedar policies of one gateway.
 *
 * The service checks a policy against the tools of the gateway when the policy is created, so all policies come after all targets. Where
 * that is, is only known at synthesis, when every target is known.
 */
export class GatewayPolicies {
  private readonly policies: { readonly id: string; readonly policy: CedarPolicy }[] = [];
  private created = false;

  constructor(private readonly gateway: Construct & agentcore.IGateway, private readonly engine: agentcore.IPolicyEngine) {
    const stage = Stage.of(gateway)!;
    const create: IAspect = { visit: (node) => { if (node === stage) this.create(); } };
    Aspects.of(stage).add(create);
  }

  public add(id: string, policy: CedarPolicy): void {
    if (this.policies.some((known) => known.id === id)) {
      throw new GatewayError('cedar-policy-taken', this.gateway, `gateway ${this.gateway.node.path} has a policy \`${id}\` already; give one of them another name`);
    }
    // Placeholders are filled now, so that a fault is reported at the call.
    policy._bind(this.gateway);
    this.policies.push({ id, policy });
  }

  private create(): void {
    if (this.created) return;
    this.created = true;
    const scope = new Construct(this.place(), this.scopeId());
    const { allTargets } = TargetRegistry.of(this.gateway);
    for (const { id, policy } of this.policies) {
      const { file, ...bound } = policy._bind(this.gateway);
      const construct = new Construct(scope, id);
      const resource = new agentcore.CfnPolicy(construct, 'Resource', {
        ...bound,
        name: policyName(construct),
        policyEngineId: this.engine.policyEngineId,
      });
      if (file !== undefined) resource.addMetadata(POLICY_FILE_METADATA_KEY, file);
      // The engine knows the tools once the gateway is attached to it and has its targets.
      resource.node.addDependency(this.gateway.node.defaultChild as IConstruct, allTargets);
    }
  }

  /** The gateway, or one of its targets that is in a stack after all others. */
  private place(): Construct {
    const elsewhere = TargetRegistry.of(this.gateway).targets.filter((target) => Stack.of(target) !== Stack.of(this.gateway));
    const candidates: Construct[] = elsewhere.length === 0 ? [this.gateway] : elsewhere;
    const order = StackOrder.of(this.gateway);
    const possible = candidates.find((candidate) => order.allows(candidate, [this.gateway, ...elsewhere]));
    if (possible) return possible;
    const stacks = [...new Set(elsewhere.map((target) => Stack.of(target).node.path))];
    throw new GatewayError('cedar-policy-placement', this.gateway,
      `the Cedar policies of gateway ${this.gateway.node.path} come after all its targets, and these are in stacks ${stacks.join(', ')}, none of which comes after the others; `
      + 'create the targets in one stack with the `scope` option, or make one of the stacks depend on the others');
  }

  private scopeId(): string {
    return `Policies-${this.gateway.node.addr.slice(-8)}`;
  }
}

function policyName(construct: Construct): string {
  const unique = Names.uniqueResourceName(construct, { maxLength: NAME_MAX_LENGTH - 1, separator: '_' });
  return /^[A-Za-z]/.test(unique) ? unique : `p${unique}`;
}
