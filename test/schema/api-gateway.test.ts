import { lines, message } from './finding-lines';
import { readApiGatewayTools } from '../../src/schema/api-gateway';
import type { ApiGatewayTools, ApiMethod } from '../../src/schema/api-gateway';

const METHODS: ApiMethod[] = [
  { path: '/', method: 'GET', operationName: 'root' },
  { path: '/pets', method: 'GET', operationName: 'listPets' },
  { path: '/pets', method: 'POST', operationName: 'createPet' },
  { path: '/pets/{petId}', method: 'GET', operationName: 'getPet' },
  { path: '/pets/{petId}/toys', method: 'GET', operationName: 'listToys' },
  { path: '/petshops', method: 'GET', operationName: 'listShops' },
];

function read(api: Partial<ApiGatewayTools>) {
  return readApiGatewayTools({ methods: METHODS, toolFilters: [{ filterPath: '/*', methods: ['GET', 'POST'] }], ...api });
}

/** The names of the tools that one filter selects. */
function select(filterPath: string, ...methods: string[]): string[] {
  const { tools, findings } = read({ toolFilters: [{ filterPath, methods }] });
  expect(findings).toEqual([]);
  return tools.map(({ name }) => name);
}

describe('a filter selects', () => {
  test('one path', () => {
    expect(select('/pets', 'GET')).toEqual(['listPets']);
  });

  test('several methods', () => {
    expect(select('/pets', 'GET', 'POST')).toEqual(['listPets', 'createPet']);
  });

  test('paths below a path, but neither the path itself nor paths with the same prefix', () => {
    expect(select('/pets/*', 'GET')).toEqual(['getPet', 'listToys']);
  });

  test('everything', () => {
    expect(select('/*', 'GET', 'POST')).toEqual(['root', 'listPets', 'createPet', 'getPet', 'listToys', 'listShops']);
  });

  test('with others, each tool once', () => {
    const { tools } = read({ toolFilters: [{ filterPath: '/*', methods: ['POST'] }, { filterPath: '/pets', methods: ['POST'] }] });
    expect(tools).toEqual([{ name: 'createPet' }]);
  });
});

describe('an override', () => {
  const toolOverrides = [{ path: '/pets/{petId}', method: 'GET', name: 'get_pet', description: 'Gets a pet.' }];

  test('names and describes a tool', () => {
    expect(read({ toolFilters: [{ filterPath: '/pets/{petId}', methods: ['GET'] }], toolOverrides })).toEqual({
      tools: [{ name: 'get_pet', description: 'Gets a pet.' }], findings: [], operations: {},
    });
  });

  test('is the only tool of an API that is not in the app', () => {
    expect(read({ methods: undefined, toolOverrides })).toEqual({ tools: [{ name: 'get_pet', description: 'Gets a pet.' }], findings: [] });
  });
});

describe('findings', () => {
  const unnamed = { path: '/pets', method: 'GET' };
  const override = { path: '/pets', method: 'GET', name: 'list' };

  test.each<[string, Partial<ApiGatewayTools>, string[]]>([
    ['a selected method without a name', { methods: [unnamed], toolFilters: [{ filterPath: '/*', methods: ['GET'] }] }, ['error api-gateway-operation-without-name /methods/0']],
    ['a method without a name that is not selected', { methods: [...METHODS, { ...unnamed, method: 'DELETE' }] }, []],
    ['a method without a name and with an override', { methods: [unnamed], toolFilters: [{ filterPath: '/pets', methods: ['GET'] }], toolOverrides: [override] }, []],
    ['a filter on a path that does not exist', { toolFilters: [{ filterPath: '/cats', methods: ['GET'] }] }, ['warning api-gateway-filter-matches-nothing /toolFilters/0']],
    ['a filter for a method that does not exist', { toolFilters: [{ filterPath: '/pets', methods: ['PUT'] }] }, ['warning api-gateway-filter-matches-nothing /toolFilters/0']],
    ['a filter with a partial segment', { methods: [{ path: '/pets', method: 'GET', operationName: 'a' }], toolFilters: [{ filterPath: '/pets/*', methods: ['GET'] }] }, ['warning api-gateway-filter-matches-nothing /toolFilters/0']],
    ['no filter', { toolFilters: [] }, ['error api-gateway-no-filter /toolFilters']],
    ['a filter without a leading slash', { toolFilters: [{ filterPath: 'pets', methods: ['GET'] }] }, ['error api-gateway-filter-path /toolFilters/0/filterPath']],
    ['a star in the middle', { toolFilters: [{ filterPath: '/*/toys', methods: ['GET'] }] }, ['error api-gateway-filter-path /toolFilters/0/filterPath']],
    ['a star in a segment', { toolFilters: [{ filterPath: '/pet*', methods: ['GET'] }] }, ['error api-gateway-filter-path /toolFilters/0/filterPath']],
    ['a filter with a space', { toolFilters: [{ filterPath: '/my pets', methods: ['GET'] }] }, ['error api-gateway-filter-path /toolFilters/0/filterPath']],
    ['a filter without methods', { toolFilters: [{ filterPath: '/pets', methods: [] }] }, ['error api-gateway-method /toolFilters/0/methods']],
    ['a filter for ANY', { toolFilters: [{ filterPath: '/pets', methods: ['ANY'] }] }, ['warning api-gateway-method-unknown /toolFilters/0/methods/0']],
    ['a method in lower case', { toolFilters: [{ filterPath: '/pets', methods: ['get'] }] }, ['warning api-gateway-method-unknown /toolFilters/0/methods/0']],
    ['a filter on a proxy resource', { toolFilters: [{ filterPath: '/{proxy+}', methods: ['GET'] }] }, ['error api-gateway-proxy-unsupported /toolFilters/0/filterPath']],
    ['a selected proxy resource', { methods: [...METHODS, { path: '/{proxy+}', method: 'GET', operationName: 'proxy' }] }, ['warning api-gateway-proxy-method /methods/6']],
    ['a selected ANY method', { methods: [...METHODS, { path: '/any', method: 'ANY' }] }, ['warning api-gateway-any-method /methods/6']],
    ['a method with a Cognito authorizer', { methods: [...METHODS, { path: '/x', method: 'GET', operationName: 'x', authorizationType: 'COGNITO_USER_POOLS' }] }, ['error api-gateway-authorizer /methods/6']],
    ['a method with a Lambda authorizer', { methods: [...METHODS, { path: '/x', method: 'GET', operationName: 'x', authorizationType: 'CUSTOM' }] }, ['error api-gateway-authorizer /methods/6']],
    ['a method with AWS_IAM that is called without credentials', { methods: [...METHODS, { path: '/x', method: 'GET', operationName: 'x', authorizationType: 'AWS_IAM' }], calledWith: 'nothing' }, ['warning api-gateway-credentials /methods/6']],
    ['a method with an API key that is called with signatures', { methods: [...METHODS, { path: '/x', method: 'GET', operationName: 'x', apiKeyRequired: true }], calledWith: 'signature' }, ['warning api-gateway-credentials /methods/6']],
    ['a method with AWS_IAM and an API key', { methods: [...METHODS, { path: '/x', method: 'GET', authorizationType: 'AWS_IAM', apiKeyRequired: true }] }, ['warning api-gateway-method-excluded /methods/6']],
    ['a method with AWS_IAM', { methods: [...METHODS, { path: '/x', method: 'GET', operationName: 'x', authorizationType: 'AWS_IAM', apiKeyRequired: false }] }, []],
    ['an override for a method that does not exist', { toolOverrides: [{ ...override, path: '/petshops', method: 'POST' }] }, ['error api-gateway-override-matches-nothing /toolOverrides/0']],
    ['an override that no filter selects', { toolFilters: [{ filterPath: '/pets/*', methods: ['GET'] }], toolOverrides: [override] }, ['error api-gateway-override-matches-nothing /toolOverrides/0']],
    ['an override that no filter selects, for an API that is not in the app', { methods: undefined, toolOverrides: [{ ...override, method: 'PUT' }] }, ['error api-gateway-override-matches-nothing /toolOverrides/0']],
    ['an override with a star', { toolOverrides: [{ ...override, path: '/pets/*' }] }, ['error api-gateway-override-path /toolOverrides/0/path']],
    ['an override without a leading slash', { toolOverrides: [{ ...override, path: 'pets' }] }, ['error api-gateway-override-path /toolOverrides/0/path']],
    ['an override on a proxy resource', { toolOverrides: [{ ...override, path: '/{proxy+}' }] }, ['error api-gateway-proxy-unsupported /toolOverrides/0/path']],
    ['an override without a name', { toolOverrides: [{ ...override, name: '' }] }, ['error api-gateway-override-name /toolOverrides/0/name']],
    ['an override with a name of 65 characters', { toolOverrides: [{ ...override, name: 'x'.repeat(65) }] }, ['error api-gateway-override-name /toolOverrides/0/name']],
    ['an override with a name that models reject', { toolOverrides: [{ ...override, name: 'list pets' }] }, ['warning tool-name-characters /toolOverrides/0/name']],
    ['an override for ANY', { toolOverrides: [{ ...override, method: 'ANY' }] }, ['warning api-gateway-method-unknown /toolOverrides/0/method']],
    ['two overrides for one method', { toolOverrides: [override, { ...override, name: 'other' }] }, ['error api-gateway-override-duplicate /toolOverrides/1']],
    ['an override with the name of another tool', { toolOverrides: [{ ...override, name: 'getPet' }] }, ['error tool-name-duplicate /methods/3/operationName']],
    ['paths with the characters of API Gateway', { methods: [{ path: '/v1.0/pets:find', method: 'GET', operationName: 'find' }], toolFilters: [{ filterPath: '/v1.0/pets:find', methods: ['GET'] }] }, []],
  ])('%s', (_, api, expected) => {
    expect(lines(read(api))).toEqual(expected);
  });

  test('for a method without a name have the method and both fixes', () => {
    const text = message(read({ methods: [{ path: '/cats', method: 'get' }], toolFilters: [{ filterPath: '/*', methods: ['GET'] }] }), 'api-gateway-operation-without-name');
    expect(text).toContain('`GET /cats`');
    expect(text).toContain('`operationName`');
    expect(text).toContain('override');
  });

  test('for an override of a method that does not exist list the methods instead of suggesting a filter', () => {
    const text = message(read({ methods: METHODS.slice(0, 2), toolOverrides: [{ path: '/cats', method: 'GET', name: 'cats' }] }), 'api-gateway-override-matches-nothing');
    expect(text).toContain('the API has `GET /`, `GET /pets`');
    expect(text).not.toContain('filter');
  });

  test('for a filter without matches list the methods, and explain `/*`', () => {
    const text = message(read({ methods: METHODS.slice(0, 3), toolFilters: [{ filterPath: '/pets/*', methods: ['GET'] }] }), 'api-gateway-filter-matches-nothing');
    expect(text).toContain('`GET /pets`, `POST /pets`');
    expect(text).toContain('does not select `/pets` itself');
  });
});

describe('a value that is unresolved until deployment is not checked', () => {
  const TOKEN = '${Token[TOKEN.1]}';
  const unnamed = { path: '/pets', method: 'GET' };

  test.each<[string, Partial<ApiGatewayTools>]>([
    ['a filter path', { methods: [unnamed], toolFilters: [{ filterPath: TOKEN, methods: ['GET'] }] }],
    ['a filter path, with an override', { toolFilters: [{ filterPath: TOKEN, methods: ['GET'] }], toolOverrides: [{ ...unnamed, name: 'list' }] }],
    ['the method of a filter', { methods: [unnamed], toolFilters: [{ filterPath: '/pets', methods: [TOKEN] }] }],
    ['the path of a method', { methods: [{ path: TOKEN, method: 'GET', operationName: 'x' }], toolFilters: [{ filterPath: '/pets', methods: ['GET'] }] }],
    ['the path of a method, with an override', { methods: [{ path: TOKEN, method: 'GET', operationName: 'x' }], toolOverrides: [{ path: '/a', method: 'GET', name: 'a' }] }],
    ['the path of an override', { methods: [unnamed], toolFilters: [{ filterPath: '/pets', methods: ['GET'] }], toolOverrides: [{ path: TOKEN, method: 'GET', name: 'list' }] }],
  ])('%s', (_, api) => {
    expect(lines(read(api))).toEqual([]);
  });
});
