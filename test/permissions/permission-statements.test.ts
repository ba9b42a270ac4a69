import { permissionStatements } from '../../src/permissions/permission-statements';

function rendered(...args: Parameters<typeof permissionStatements>) {
  return permissionStatements(...args).map((statement) => statement.toStatementJson());
}

test('permissions on the same resources share a statement', () => {
  expect(rendered(['callAgent', 'fetchAgentCard', 'fetchAgentCardOfEndpoint'], { runtime: 'arn:runtime', runtimeEndpoint: 'arn:runtime/*' })).toEqual([
    { Effect: 'Allow', Action: ['bedrock-agentcore:InvokeAgentRuntime', 'bedrock-agentcore:GetAgentCard'], Resource: ['arn:runtime', 'arn:runtime/*'] },
  ]);
});

test('permissions on other resources have other statements', () => {
  expect(rendered(['invokeFunction', 'readSchema'], { function: 'arn:function', schemaObject: ['arn:a', 'arn:b'] })).toEqual([
    { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: 'arn:function' },
    { Effect: 'Allow', Action: 's3:GetObject', Resource: ['arn:a', 'arn:b'] },
  ]);
});

test('a resource without an ARN is an error, not a statement without it', () => {
  expect(() => permissionStatements(['callAgent'], { runtime: 'arn:runtime' })).toThrow('no ARN was given for `runtimeEndpoint`');
});
