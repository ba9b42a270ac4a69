import { loadResources } from './apps';

const lambdaTarget = (arn: unknown) => ({ Type: 'AWS::BedrockAgentCore::GatewayTarget', Properties: { Name: 't', TargetConfiguration: { Mcp: { Lambda: { LambdaArn: arn } } } } });
const fn = (properties: object = {}) => ({ Type: 'AWS::Serverless::Function', Properties: { Handler: 'index.handler', ...properties } });

test.each<[string, unknown]>([
  ['its ARN', { 'Fn::GetAtt': ['Orders', 'Arn'] }],
  ['its alias', { Ref: 'Orders.Alias' }],
  ['its alias in a text', { 'Fn::Sub': '${Orders.Alias}' }],
  ['the logical ID of its alias', { Ref: 'OrdersAliaslive' }],
  ['its version', { Ref: 'Orders.Version' }],
])('a function of AWS SAM is the destination of a target by %s', (_, arn) => {
  const model = loadResources({ Orders: fn({ AutoPublishAlias: 'live' }), T: lambdaTarget(arn) });
  expect(model.targets[0].pointsTo).toMatchObject({ kind: 'lambda', address: 'S1.Orders' });
  expect(model.gaps).toEqual([]);
});

test('the role that AWS SAM generates for a function is not missing', () => {
  const ref = (id: string) => loadResources({ Orders: fn(), G: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { RoleArn: { 'Fn::GetAtt': [id, 'Arn'] } } } }).gaps.map(({ message }) => message);
  expect(ref('OrdersRole')).toEqual([]);
  expect(ref('OthersRole')).toEqual(['the template does not define `OthersRole`']);
});

test('a function without an alias has none', () => {
  expect(loadResources({ Orders: fn(), T: lambdaTarget({ Ref: 'Orders.Alias' }) }).gaps).toEqual([{ stack: 'S1', message: 'the template does not define `Orders.Alias`' }]);
});
