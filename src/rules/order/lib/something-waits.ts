import type { Address } from '../../../model/source';
import type { RuleContext } from '../../rule';

/** Whether code runs between two resources: it can only in a custom resource, or outside and signal a wait condition. */
export function somethingWaits({ model, graph }: RuleContext, later: Address, earlier: Address): boolean {
  return Object.values(model.resources).some(({ address, type }) => {
    return /^(Custom::|AWS::CloudFormation::(CustomResource|WaitCondition)$)/.test(type) && graph.dependsOn(later, address) && graph.dependsOn(address, earlier);
  });
}
