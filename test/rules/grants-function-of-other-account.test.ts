import { testRule } from './rows';
import { IAM_ROLE, join, ref, resource, target, template, tool, withTarget } from '../../build-tools/rule-examples/templates';
import { functionOfOtherAccount } from '../../src/rules/grants/function-of-other-account';

const REGION = 'eu-west-1';
const ORDERS = 'arn:aws:lambda:eu-west-1:444455556666:function:orders';
const calls = (LambdaArn: string) => withTarget(target({ Mcp: { Lambda: { LambdaArn, ToolSchema: { InlinePayload: [tool('find')] } } } }, { CredentialProviderConfigurations: IAM_ROLE }));
const permission = (Principal: unknown, FunctionName: unknown = ref('Orders')) => ({ Permission: resource('AWS::Lambda::Permission', { Action: 'lambda:InvokeFunction', FunctionName, Principal }) });
const app = (resources: object, { account = '444455556666' as string | undefined, arn = ORDERS } = {}) => [
  { template: template({ Orders: resource('AWS::Lambda::Function', { FunctionName: 'orders' }), ...resources }, { Parameters: { Caller: { Type: 'String' } } }), account, region: REGION },
  { template: calls(arn), account: '111122223333', region: REGION },
];

testRule(functionOfOtherAccount, {
  fails: [
    ['a function that allows nobody', app({}),
      'S2/Target: function S1/Orders is in account `444455556666`, and its resource policy does not allow account `111122223333` of the gateway to call it; add an `AWS::Lambda::Permission`'],
    ['a function that allows a service', app(permission('events.amazonaws.com')), 'does not allow account `111122223333`'],
    ['a function that allows a third account', app(permission('777788889999')), 'does not allow account `111122223333`'],
    ['a permission of another function', app({ Other: resource('AWS::Lambda::Function', { FunctionName: 'other' }), ...permission('111122223333', ref('Other')) }), 'does not allow account'],
  ],
  passes: [
    ['a function that allows the account', app(permission('111122223333'))],
    ['a function that allows a role of the account', app(permission('arn:aws:iam::111122223333:role/tools'))],
    ['a function that allows everyone', app(permission('*'))],
    ['a permission that names the function by a text', app(permission('111122223333', 'orders'))],
    ['a permission of an alias', app({ Live: resource('AWS::Lambda::Alias', { Name: 'live', FunctionName: ref('Orders'), FunctionVersion: '1' }), ...permission('111122223333', ref('Live')) }, { arn: `${ORDERS}:live` })],
  ],
  doesNotApply: [
    ['a function of the same account', app({}, { account: '111122223333', arn: ORDERS.replace('444455556666', '111122223333') })],
    ['a function that another app creates', app({}, { arn: ORDERS.replace('orders', 'stock') })],
  ],
  isUnknown: [['a principal that is a parameter', app(permission(join('arn:aws:iam::', ref('Caller'), ':root'))), 'the principal of a permission of S1/Orders']],
});
