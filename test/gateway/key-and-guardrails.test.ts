import { Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { CedarPolicy, Gateway } from '../../src';
import { ENV, newApp, newStack, resources } from '../builders';

const PERMIT = 'permit (principal is AgentCore::IamEntity, action, resource == AgentCore::Gateway::"{{gatewayArn}}")';
const guardrailStatements = (stack: Stack) => JSON.stringify(resources(stack, 'AWS::IAM::Policy')).match(/bedrock:InvokeGuardrailChecks/g) ?? [];

test('an alias as key is an error that says what to pass', () => {
  const stack = newStack();
  const alias = new kms.Key(stack, 'Key').addAlias('tools');
  expect(() => new Gateway(stack, 'Tools', { kmsKey: alias })).toThrow(/`kmsKey` is alias Stack\/Key\/Alias.*; pass the key itself, such as `alias.aliasTargetKey`/);
});

test('an imported alias as key is an error too', () => {
  const stack = newStack();
  expect(() => new Gateway(stack, 'Tools', { kmsKey: kms.Alias.fromAliasName(stack, 'Alias', 'alias/tools') })).toThrow('pass the key itself');
});

test('a key of another region is an error at the call', () => {
  const stack = new Stack(newApp(), 'Stack', { env: ENV });
  const kmsKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/0f8fad5b-d9cb-469f-a165-70867728950e');
  expect(() => new Gateway(stack, 'Tools', { kmsKey })).toThrow('`kmsKey` is in region eu-west-1; use a key in us-east-1');
});

test('the role of a gateway with guardrail policies may run the checks, which is granted once', () => {
  const stack = newStack();
  const gateway = new Gateway(stack, 'Tools');
  for (const id of ['one', 'two']) gateway.addCedarPolicy(id, CedarPolicy.fromText(id, `${PERMIT} when guardrails { true };`));
  expect(guardrailStatements(stack)).toHaveLength(1);
});

test('the role of a gateway with other policies may not', () => {
  const stack = newStack();
  new Gateway(stack, 'Tools').addCedarPolicy('all', CedarPolicy.fromText('all', `${PERMIT};`));
  expect(guardrailStatements(stack)).toEqual([]);
});
