import type { Address } from '../../../model/source';
import type { RuleContext } from '../../rule';

/** Whether a custom resource or a wait condition is created between two resources: only these can run code or wait for it. */
export function somethingWaits({ model, graph }: RuleContext, later: Address, earlier: Address): boolean {
  return Object.values(model.resources).some(({ address, type }) => {
    return /^(Custom::|AWS::CloudFormation::(CustomResource|WaitCondition)$)/.test(type) && graph.dependsOn(later, address) && graph.dependsOn(address, earlier);
  });
}
