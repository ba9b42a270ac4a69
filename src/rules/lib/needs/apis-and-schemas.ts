import { ANYTHING, arnBeside, attributeOf, environmentOf, named, writtenArn } from './arns';
import { elsewhere, NeededResource, TargetScene } from './needed-resource';
import { mentions, ofType } from './resources';
import type { GatewayModel } from '../../../model/gateway-model';
import type { Address } from '../../../model/source';
import { addressesIn, symbolTable } from '../../../model/symbols';
import { listOf, partsOf, property, textOf, textsOf } from '../../../model/value';
import { ApiUrl, readApiUrl } from '../../../service/endpoints';
import { REST_API } from '../../../service/resource-types';

/** The API methods that the tool filters select: one resource for each filter and method. */
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
    // Wildcards and path parameters are resolved at the call.
    const called = path.text.replace(/\{[^}]*\}|\*/g, ANYTHING);
    const name = `${method.text} ${path.text} of ${api}`;
    const form = arnBeside(scene, 'execute-api', `${restApiId.text}/${stage?.text ?? ANYTHING}/${method.text}${called}`);
    return { forms: [form], name, ...address === undefined ? {} : { address }, ...elsewhere(authorization) };
  }));
}

/** The parts of the URL of a REST API that a target calls. */
export function apiUrlOf({ target: { pointsTo } }: Pick<TargetScene, 'target'>): ApiUrl | undefined {
  return pointsTo.kind === 'url' ? readApiUrl(partsOf(pointsTo.url.text)) : undefined;
}

/** The methods behind the URL of a REST API: an MCP server has one path, the document of an OpenAPI target may have any path below the URL. */
export function apiBehindUrl(scene: TargetScene): NeededResource | undefined {
  const { model, target } = scene;
  const url = apiUrlOf(scene);
  if (!url) return undefined;
  const [address] = addressesIn(symbolTable(model), url.apiId).filter((mentioned) => model.resources[mentioned]?.type === REST_API);
  const { partition, account } = environmentOf(model, scene.gateway.address);
  const methods = target.kind === 'openApi' ? `${ANYTHING}${url.path}/${ANYTHING}` : `POST${url.path || '/'}`;
  const authorization = address === undefined ? 'the authorization of the API\'s methods' : apiAuthorization(model, address);
  return {
    forms: [`arn:${partition}:execute-api:${url.region}:${account}:${url.apiId}/${url.stage}/${methods}`],
    name: address === undefined ? `API ${named(url.apiId)}` : `API ${model.resources[address].path}`,
    ...address === undefined ? {} : { address },
    ...elsewhere(authorization),
  };
}

/** An API with a policy, or with methods that do not require a signature, may not require the permission. */
function apiAuthorization(model: GatewayModel, address: Address): string | undefined {
  const api = model.resources[address];
  if (property(api.properties, 'Policy') !== undefined) return `the policy of ${api.path}`;
  const methods = ofType(model, 'AWS::ApiGateway::Method').filter(({ properties }) => mentions(model, property(properties, 'RestApiId'), address));
  const signed = methods.length > 0 && methods.every(({ properties }) => property(properties, 'AuthorizationType') === 'AWS_IAM');
  return signed ? undefined : `the authorization of the methods of ${api.path}`;
}

/** The S3 object with the schema. */
export function schemaObjectOf(scene: TargetScene): NeededResource | undefined {
  const { target: { schema } } = scene;
  return schema?.in === 's3' && schema.uri ? s3Object(scene, schema.uri.text) : undefined;
}

/** The object of an `s3://` URI. */
export function s3Object(scene: TargetScene, uri: string): NeededResource | undefined {
  if (!uri.startsWith('s3://')) return undefined;
  const { model } = scene;
  const { partition } = environmentOf(model, scene.gateway.address);
  const bucket = addressesIn(symbolTable(model), uri).find((address) => model.resources[address]?.type === 'AWS::S3::Bucket');
  return {
    forms: [`arn:${partition}:s3:::${uri.slice('s3://'.length)}`],
    // The ARN as an attribute of the bucket is the same.
    ...bucket === undefined ? {} : { also: [uri.replace(/^s3:\/\/[^/]*/, attributeOf(bucket, 'Arn'))] },
    name: `\`${writtenArn(uri)}\``,
    ...elsewhere(bucket === undefined ? undefined : bucketPolicy(model, bucket)),
  };
}

function bucketPolicy(model: GatewayModel, bucket: Address): string | undefined {
  const policy = ofType(model, 'AWS::S3::BucketPolicy').find(({ properties }) => mentions(model, property(properties, 'Bucket'), bucket));
  return policy && `the bucket policy ${policy.path}`;
}
