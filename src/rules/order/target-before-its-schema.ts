import type { GatewayModel, Resource, Target } from '../../model/gateway-model';
import { addressesIn, symbolTable } from '../../model/symbols';
import { evaluateEach } from '../lib/places';
import { placeOf } from '../lib/wording';
import type { Rule } from '../rule';
import { somethingWaits } from './lib/something-waits';

/** A target with a schema in a bucket of its stack depends on a resource that uploads the schema. */
export const targetBeforeItsSchema: Rule = {
  id: 'order-target-before-its-schema',
  group: 'order',
  severity: 'warning',
  sentence: 'If the stack creates the bucket of a schema, the target is created after the upload of the schema.',
  why: 'A new bucket is empty. The service reads the schema while it creates the target, and rejects the target if the schema does not exist.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-building-adding-targets.html',
  evaluate: (input) => evaluateEach(input.model.targets, (evaluation, target) => {
    const bucket = newBucketOf(input.model, target);
    if (!bucket) return;
    if (somethingWaits(input, target.address, bucket.address)) return evaluation.pass();
    evaluation.fail({
      at: placeOf(target),
      with: [placeOf(bucket)],
      message: `target ${target.path} reads its schema from bucket ${bucket.path}, which the same stack creates, but no resource between them uploads the schema`,
      fix: `make target ${target.path} depend on the resource that uploads the schema, such as a \`BucketDeployment\`, `
        + 'or put the schema into the template, an asset or a bucket of another stack',
    });
  }),
};

function newBucketOf(model: GatewayModel, { address, schema }: Target): Resource | undefined {
  if (schema?.in !== 's3' || !schema.uri) return undefined;
  return addressesIn(symbolTable(model), schema.uri.text).map((mentioned) => model.resources[mentioned])
    .find((resource) => resource?.type === 'AWS::S3::Bucket' && resource.stack === model.resources[address].stack);
}
