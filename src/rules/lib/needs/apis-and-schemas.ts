import { ANYTHING, arnBeside, environmentOf, named, writtenArn } from './arns';
import { elsewhere, NeededResource, TargetScene } from './needed-resource';
import { mentions, ofType } from './resources';
import type { GatewayModel } from '../../../model/gateway-model';
import type { Address } from '../../../model/source';
import { addressesIn, symbolTable } from '../../../model/symbols';
import { listOf, property, textOf, textsOf } from '../../../model/value';

/** What the tool filters select, as far as it is known: one resource a filter and method. */
export function apiMethodsOf(scene: TargetScene): readonly NeededResource[] | undefined {
  const { model, target: { configuration, pointsTo } } = scene;
  if (pointsTo.kind !== 'restApi' || !pointsTo.restApiId) return undefined;
  const { restApiId, stage, address } = pointsTo;
  const filters = listOf(property(configuration, 'ApiGatewayToolConfiguration', 'ToolFilters'), (filter) => {
    const path = textOf(property(filter, 'FilterPath'));
    return path && { path, methods: textsOf(property(filter, 'Methods')) };
  });
  if (!filters.known || filters.items.some(({ methods }) => !methods.known)) return undefined;
  const api = address === undefined ? named(restApiId.text) : model.resources[address].path;
  const authorization = address === undefined ? 'the authorization of the API\'s methods' : apiAuthorization(model, address);
  return filters.items.flatMap(({ path, methods }) => methods.items.map((method): NeededResource => {
    // What a wildcard or a path parameter stands for is only known at the call.
    const called = path.text.replace(/\{[^}]*\}|\*/g, ANYTHING);
    const name = `${method.text} ${path.text} of ${api}`;
    const form = arnBeside(scene, 'execute-api', `${restApiId.text}/${stage?.text ?? ANYTHING}/${method.text}${called}`);
    return { forms: [form], name, ...address === undefined ? {} : { address }, ...elsewhere(authorization) };
  }));
}

/** An API with a policy, or with methods that take callers without a signature, may not ask for the permission. */
function apiAuthorization(model: GatewayModel, address: Address): string | undefined {
  const api = model.resources[address];
  if (property(api.properties, 'Policy') !== undefined) return `the policy of ${api.path}`;
  const methods = ofType(model, 'AWS::ApiGateway::Method').filter(({ properties }) => mentions(model, property(properties, 'RestApiId'), address));
  const signed = methods.length > 0 && methods.every(({ properties }) => property(properties, 'AuthorizationType') === 'AWS_IAM');
  return signed ? undefined : `the authorization of the methods of ${api.path}`;
}

/** The object that holds the schema, when it is in S3. */
export function schemaObjectOf(scene: TargetScene): NeededResource | undefined {
  const { model, target: { schema } } = scene;
  const uri = schema?.in === 's3' ? schema.uri?.text : undefined;
  if (!uri?.startsWith('s3://')) return undefined;
  const { partition } = environmentOf(model, scene.gateway.address);
  const bucket = addressesIn(symbolTable(model), uri).find((address) => model.resources[address]?.type === 'AWS::S3::Bucket');
  return {
    forms: [`arn:${partition}:s3:::${uri.slice('s3://'.length)}`],
    name: `\`${writtenArn(uri)}\``,
    ...elsewhere(bucket === undefined ? undefined : bucketPolicy(model, bucket)),
  };
}

function bucketPolicy(model: GatewayModel, bucket: Address): string | undefined {
  const policy = ofType(model, 'AWS::S3::BucketPolicy').find(({ properties }) => mentions(model, property(properties, 'Bucket'), bucket));
  return policy && `the bucket policy ${policy.path}`;
}
