import { Aspects, IAspect, Names, Stack, Stage } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { Construct, IConstruct } from 'constructs';
import { callStackIn, setCallStack } from '../cdk-internals';
import { POLICY_FILE_METADATA_KEY } from '../model/metadata-keys';
import { constructsReferredTo } from '../order/references';
import { StackOrder } from '../order/stack-order';
import type { CedarPolicy } from '../policy/cedar-policy';
import { CEDAR_POLICY_NAME, hasForm } from '../service/names';
import { childOf } from '../synthesis/child';
import { GatewayError } from '../synthesis/gateway-error';
import { markAsOwn } from '../synthesis/own-construct';
import { TargetRegistry } from '../targets/target-registry';

interface AddedPolicy {
  readonly id: string;
  readonly policy: CedarPolicy;
  /** The call stack of `addCedarPolicy`. */
  readonly addedAt: readonly string[];
}

/**
 * The Cedar policies of one gateway.
 *
 * The service checks a policy against the tools of the gateway when the policy is created, so policies are created after all targets. The
 * stack of a policy is chosen in an aspect, when all targets are known.
 */
export class GatewayPolicies {
  private readonly policies: AddedPolicy[] = [];
  private created = false;

  constructor(private readonly gateway: Construct & agentcore.IGateway, private readonly engine: agentcore.IPolicyEngine) {
    const stage = Stage.of(gateway)!;
    const create: IAspect = { visit: (node) => { if (node === stage) this.create(); } };
    Aspects.of(stage).add(create);
  }

  public add(id: string, policy: CedarPolicy): void {
    if (this.policies.some((known) => known.id === id)) {
      throw new GatewayError('cedar-policy-taken', this.gateway, `gateway ${this.gateway.node.path} has a policy \`${id}\` already`, 'give one of them another name');
    }
    // Fill placeholders now to report a missing value at the call.
    policy._bind(this.gateway);
    this.policies.push({ id, policy, addedAt: callStackIn(this.gateway) });
  }

  private create(): void {
    if (this.created) return;
    this.created = true;
    for (const { id, policy, addedAt } of this.policies) {
      const { file, ...bound } = policy._bind(this.gateway);
      const named = constructsReferredTo(this.gateway, bound);
      // A policy may name several gateways of the same policy engine.
      const gateways = [this.gateway, ...named.filter((one) => one instanceof agentcore.GatewayBase && one !== this.gateway) as agentcore.GatewayBase[]];
      const construct = new Construct(this.scopeIn(this.place(id, gateways, named)), id);
      markAsOwn(construct);
      const resource = new agentcore.CfnPolicy(construct, 'Resource', {
        ...bound,
        name: policyName(construct),
        policyEngineId: this.engine.policyEngineId,
      });
      // Findings point at the `addCedarPolicy` call, not at `app.synth()`.
      setCallStack(resource, addedAt);
      if (file !== undefined) resource.addMetadata(POLICY_FILE_METADATA_KEY, file);
      // The policy engine knows the tools when the gateway is attached to it and has its targets.
      resource.node.addDependency(this.gateway.node.defaultChild as IConstruct, ...gateways.map((gateway) => TargetRegistry.of(gateway).allTargets));
      TargetRegistry.of(this.gateway).addCedarPolicy(resource);
    }
  }

  /**
   * The scope of a policy: in a stack that is deployed after the stacks of the gateway, of its targets and of everything that the policy
   * names.
   *
   * An agent is usually deployed after the gateway that it calls, so the stack of an agent that the policy names is the first candidate.
   */
  private place(id: string, gateways: readonly agentcore.IGateway[], constructs: readonly IConstruct[]): Construct {
    const own = Stack.of(this.gateway);
    const targets: Construct[] = gateways.flatMap((gateway) => TargetRegistry.of(gateway).targets).filter((target) => Stack.of(target) !== own);
    // A reference to a stack is its account, region or partition, which every stack can resolve.
    const named = constructs.filter((construct) => !Stack.isStack(construct) && Stack.of(construct) !== own);
    const earlier = [this.gateway, ...targets, ...named];
    const candidates = [...named.map((construct) => Stack.of(construct)), ...targets.length > 0 ? targets : [this.gateway]];
    const order = StackOrder.of(this.gateway);
    const place = candidates.find((candidate) => order.allows(candidate, earlier));
    if (!place) throw this.placementError(id, [...new Set(earlier.map((construct) => Stack.of(construct).node.path))]);
    order.require(...earlier.map((construct) => ({ later: place, earlier: construct, because: `holds Cedar policy \`${id}\`, which names` })));
    return place;
  }

  private scopeIn(place: Construct): Construct {
    return childOf(place, `Policies-${this.gateway.node.addr.slice(-8)}`);
  }

  private placementError(id: string, stacks: readonly string[]): GatewayError {
    return new GatewayError('cedar-policy-placement', this.gateway,
      `Cedar policy \`${id}\` of gateway ${this.gateway.node.path} comes after the gateway, all its targets and everything that it names, `
      + `but none of their stacks ${stacks.join(', ')} can be deployed last`,
      'remove a dependency between the stacks, or write what the policy names as a literal');
  }
}

/** A policy name is unique in the account, begins with a letter and has no hyphens. */
function policyName(construct: Construct): string {
  const unique = Names.uniqueResourceName(construct, { maxLength: CEDAR_POLICY_NAME.max - 1, separator: '_' });
  return hasForm(unique, CEDAR_POLICY_NAME) ? unique : `p${unique}`;
}
