import type { Resource } from './gateway-model';
import { LoadContext, record } from './load-context';
import type { Address } from './source';
import { isKnown, isRecord, property, Resolved, textOf } from './value';
import type { ApiMethod } from '../schema/api-gateway';
import { REST_API } from '../service/resource-types';


/** The methods of a REST API of the app; undefined if the template does not list all of them. */
export function methodsOf(context: LoadContext, restApi: Address): ApiMethod[] | undefined {
  const { properties } = context.resources[restApi];
  if (property(properties, 'BodyS3Location') !== undefined) return undefined;
  const body = property(properties, 'Body');
  if (body !== undefined && !isRecord(body)) return undefined;
  const inBody = Object.entries(record(property(body, 'paths'))).flatMap(([path, item]) => methodsAt(path, item));
  const apiOf = ({ properties: method }: Resource) => context.link(property(method, 'RestApiId'), REST_API);
  const methods = context.ofType('AWS::ApiGateway::Method');
  // A method with an unresolved API may belong to this API.
  if (methods.some((method) => apiOf(method)?.known === false && apiOf(method)?.address === undefined)) return undefined;
  return [...inBody, ...methods.filter((method) => apiOf(method)?.address === restApi).map((method) => methodOf(context, method))];
}

function methodOf(context: LoadContext, { properties }: Resource): ApiMethod {
  const text = (key: string) => {
    const value = property(properties, key);
    return typeof value === 'string' ? value : undefined;
  };
  return {
    path: pathOf(context, property(properties, 'ResourceId')),
    method: text('HttpMethod') ?? '',
    operationName: text('OperationName'),
    authorizationType: text('AuthorizationType'),
    apiKeyRequired: property(properties, 'ApiKeyRequired') === true,
  };
}

/** The path from the root of the API, built from the parents. */
function pathOf(context: LoadContext, resourceId: Resolved | undefined, below = ''): string {
  const [resource] = context.mentioned(resourceId, 'AWS::ApiGateway::Resource');
  // The root of an API is an attribute of the API, not a resource. A resource that is its own ancestor has no path.
  if (!resource || below.length > 8192) return below || '/';
  const part = property(resource.properties, 'PathPart');
  return pathOf(context, property(resource.properties, 'ParentId'), `/${textOf(part)?.text ?? ''}${below}`);
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'x-amazon-apigateway-any-method'];

function methodsAt(path: string, item: Resolved): ApiMethod[] {
  return Object.entries(record(item)).filter(([method]) => METHODS.includes(method)).map(([method, operation]) => {
    const operationId = property(operation, 'operationId');
    return {
      path,
      method: method.startsWith('x-') ? 'ANY' : method.toUpperCase(),
      ...typeof operationId === 'string' && isKnown(operationId) ? { operationName: operationId } : {},
    };
  });
}
