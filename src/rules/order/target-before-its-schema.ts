import type { GatewayModel, Resource, Target } from '../../model/gateway-model';
import { addressesIn, symbolTable } from '../../model/symbols';
import { evaluateEach } from '../lib/places';
import { placeOf } from '../lib/wording';
import type { Rule } from '../rule';
import { somethingWaits } from './lib/something-waits';

/** A target with a schema in a bucket of its stack comes after something that put the schema there. */
export const targetBeforeItsSchema: Rule = {
  id: 'order-target-before-its-schema',
  group: 'order',
  severity: 'warning',
  sentence: 'A target waits until its schema is in the bucket that its stack creates.',
  why: 'A new bucket is empty. The service reads the schema while it creates the target, and refuses the target when there is none.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets.html',
  evaluate: (input) => evaluateEach(input.model.targets, (evaluation, target) => {
    const bucket = newBucketOf(input.model, target);
    if (!bucket) return;
    if (somethingWaits(input, target.address, bucket.address)) return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(bucket)],
      message: `target ${target.path} reads its schema from bucket ${bucket.path}, which the same stack creates, and nothing between them puts the schema there`,
      fix: `make target ${target.path} depend on what writes the schema into the bucket, such as a \`BucketDeployment\`, `
        + 'or put the schema into the template, an asset or a bucket of another stack',
    });
  }),
};

function newBucketOf(model: GatewayModel, { address, schema }: Target): Resource | undefined {
  if (schema?.in !== 's3' || !schema.uri) return undefined;
  return addressesIn(symbolTable(model), schema.uri.text).map((mentioned) => model.resources[mentioned])
    .find((resource) => resource?.type === 'AWS::S3::Bucket' && resource.stack === model.resources[address].stack);
}
