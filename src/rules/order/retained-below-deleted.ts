import type { GatewayModel } from '../../model/gateway-model';
import type { Address } from '../../model/source';
import { placeAt } from '../lib/wording';
import { Evaluation, Rule } from '../rule';

/** A retained resource prevents the deletion of the resource that it belongs to. */
export const retainedBelowDeleted: Rule = {
  id: 'order-retained-below-deleted',
  group: 'order',
  severity: 'warning',
  sentence: 'If a target or Cedar policy is retained, its gateway or policy engine is retained too.',
  why: 'The service does not delete a gateway that has targets ("Delete all targets before deleting the gateway"), or a policy engine that has policies. '
    + 'The deletion of the stack or the replacement of the gateway then fails.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_DeleteGateway.html',
  evaluate: ({ model }) => {
    const evaluation = new Evaluation();
    for (const { child, parent, parts } of belongings(model)) {
      if (parent === undefined || !isRetained(model, child) || isRetained(model, parent)) {
        evaluation.pass();
        continue;
      }
      const [kept, deleted] = [placeAt(model, child), placeAt(model, parent)];
      evaluation.fail({
        at: kept,
        with: [deleted],
        message: `${parts.child} ${kept.path} has the deletion policy \`${model.resources[child].deletionPolicy}\`, `
          + `so ${parts.parent} ${deleted.path} cannot be deleted`,
        fix: `remove the deletion policy of ${kept.path}, or retain ${deleted.path} too`,
      });
    }
    return evaluation.verdict;
  },
};

interface Belonging {
  readonly child: Address;
  readonly parent?: Address;
  readonly parts: { readonly child: string; readonly parent: string };
}

function belongings({ targets, cedarPolicies }: GatewayModel): Belonging[] {
  return [
    ...targets.map(({ address, gateway }) => ({ child: address, parent: gateway?.address, parts: { child: 'target', parent: 'gateway' } })),
    ...cedarPolicies.map(({ address, engine }) => ({ child: address, parent: engine?.address, parts: { child: 'policy', parent: 'policy engine' } })),
  ];
}

function isRetained({ resources }: GatewayModel, address: Address): boolean {
  return resources[address].deletionPolicy?.startsWith('Retain') ?? false;
}
