import { functionAt } from './function-at';
import type { Integration, Resource, RestApi, RestApiMethod } from './gateway-model';
import { LoadContext, located, present, record } from './load-context';
import { exportedMethod, exportedOperation } from './rest-api-export';
import type { Address } from './source';
import { isKnown, isRecord, property, Resolved, textOf } from './value';
import { REST_API } from '../service/resource-types';

/** The REST APIs of the app. */
export function loadRestApis(context: LoadContext): RestApi[] {
  return context.ofType(REST_API).map((resource) => {
    return present<RestApi>({ ...located(resource), name: textOf(property(resource.properties, 'Name')), methods: methodsOf(context, resource.address) });
  });
}

/** The methods of a REST API of the app; undefined if the template does not list all of them. */
export function methodsOf(context: LoadContext, restApi: Address): RestApiMethod[] | undefined {
  const { properties } = context.resources[restApi];
  if (property(properties, 'BodyS3Location') !== undefined) return undefined;
  const body = property(properties, 'Body');
  if (body !== undefined && !isRecord(body)) return undefined;
  const inBody = Object.entries(record(property(body, 'paths'))).flatMap(([path, item]) => methodsAt(context, path, item));
  const apiOf = ({ properties: method }: Resource) => context.link(property(method, 'RestApiId'), REST_API);
  const methods = context.ofType('AWS::ApiGateway::Method');
  // A method with an unresolved API may belong to this API.
  if (methods.some((method) => apiOf(method)?.known === false && apiOf(method)?.address === undefined)) return undefined;
  return [...inBody, ...methods.filter((method) => apiOf(method)?.address === restApi).map((method) => methodOf(context, method))];
}

function methodOf(context: LoadContext, { properties }: Resource): RestApiMethod {
  const text = (key: string) => {
    const value = property(properties, key);
    return typeof value === 'string' ? value : undefined;
  };
  const path = pathOf(context, property(properties, 'ResourceId'));
  const integration = (key: string) => property(properties, 'Integration', key);
  return present<RestApiMethod>({
    path,
    method: text('HttpMethod') ?? '',
    operationName: text('OperationName'),
    authorizationType: text('AuthorizationType'),
    apiKeyRequired: property(properties, 'ApiKeyRequired') === true,
    operation: exportedMethod(context, path, properties),
    integration: integrationOf(context, integration('Type'), integration('Uri')),
  });
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

function methodsAt(context: LoadContext, path: string, item: Resolved): RestApiMethod[] {
  return Object.entries(record(item)).filter(([method]) => METHODS.includes(method)).map(([method, operation]) => {
    const operationId = property(operation, 'operationId');
    const integration = property(operation, 'x-amazon-apigateway-integration');
    return present<RestApiMethod>({
      path,
      method: method.startsWith('x-') ? 'ANY' : method.toUpperCase(),
      operationName: typeof operationId === 'string' && isKnown(operationId) ? operationId : undefined,
      operation: exportedOperation(record(item), record(operation)),
      integration: integrationOf(context, property(integration, 'type'), property(integration, 'uri')),
    });
  });
}

function integrationOf(context: LoadContext, type: Resolved | undefined, uri: Resolved | undefined): Integration | undefined {
  const kind = textOf(type)?.text.toUpperCase();
  if (kind === undefined) return undefined;
  return present<Integration>({ type: kind, uri: textOf(uri), function: kind.startsWith('AWS') ? functionAt(context, uri)?.address : undefined });
}
