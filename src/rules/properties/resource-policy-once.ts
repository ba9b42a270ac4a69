import { property, textOf } from '../../model/value';
import { RESOURCE_POLICY } from '../../service/resource-types';
import { ofType } from '../lib/needs/resources';
import { alwaysTogether, evaluateEach, placeOf } from '../lib/places';
import type { Rule } from '../rule';

export const propertiesResourcePolicyOnce: Rule = {
  id: 'properties-resource-policy-once',
  group: 'properties',
  severity: 'error',
  sentence: 'A gateway, runtime or endpoint has one resource policy.',
  why: 'The service keeps one policy for each resource, and a second one replaces the first: the statements of one of them have no effect.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_PutResourcePolicy.html',
  evaluate: ({ model }) => {
    const policies = ofType(model, RESOURCE_POLICY).map((resource) => ({ resource, arn: textOf(property(resource.properties, 'ResourceArn'))?.text }));
    return evaluateEach(policies, (evaluation, { resource, arn }) => {
      if (arn === undefined) return;
      const before = policies.slice(0, policies.findIndex((one) => one.resource === resource)).find((one) => one.arn === arn);
      if (!before) return evaluation.pass();
      if (!alwaysTogether(model, before.resource.address, resource.address)) return evaluation.unknown(`it is unknown until deployment whether ${before.resource.path} and ${resource.path}, which are about one resource, are both created`);
      evaluation.fail({
        at: placeOf(resource),
        with: [placeOf(before.resource)],
        message: `${before.resource.path} is already the resource policy of the same resource`,
        fix: 'write all statements into one policy; in an app of this library, call `addToResourcePolicy`',
      });
    });
  },
};
