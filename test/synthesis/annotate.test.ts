import { Annotations, App, Stack, Validations } from 'aws-cdk-lib';
import { Gateway } from '../../src';
import { annotate } from '../../src/synthesis/annotate';
import { infos, warnings } from '../builders';

const ID = 'cdk-agentcore-gateway::gateway-name-token';

function newStack(): Stack {
  return new Stack(new App({ builtinCloudFormationValidation: false }), 'S');
}

test('a warning says what is wrong and what to change, under its id', () => {
  const stack = newStack();
  annotate(stack, 'gateway-name-token', 'the name is unresolved until deployment', 'use a literal');
  expect(warnings(stack)).toEqual([`the name is unresolved until deployment; use a literal [ack: ${ID}]`]);
});

test('information is an info annotation', () => {
  const stack = newStack();
  annotate(stack, 'grant-on-public', 'everybody may invoke it', 'remove the grant');
  expect([warnings(stack), infos(stack)]).toEqual([[], ['everybody may invoke it; remove the grant [ack: cdk-agentcore-gateway::grant-on-public]']]);
});

describe.each<[string, (scope: Stack) => void]>([
  ['Validations, like findings of rules', (scope) => Validations.of(scope).acknowledge({ id: ID, reason: 'a test' })],
  ['Annotations', (scope) => Annotations.of(scope).acknowledgeWarning(ID)],
])('a warning is acknowledged with %s', (_, acknowledge) => {
  test('before the annotation is added', () => {
    const stack = newStack();
    acknowledge(stack);
    annotate(stack, 'gateway-name-token', 'the name is unresolved until deployment', 'use a literal');
    expect(warnings(stack)).toEqual([]);
  });

  test('after the annotation is added', () => {
    const stack = newStack();
    annotate(stack, 'gateway-name-token', 'the name is unresolved until deployment', 'use a literal');
    acknowledge(stack);
    expect(warnings(stack)).toEqual([]);
  });
});

test('the acknowledgement of a warning is not reported as unused', () => {
  process.env.CDK_VALIDATION = 'true';
  const print = jest.spyOn(console, 'error').mockImplementation();
  const stack = newStack();
  new Gateway(stack, 'Gateway');
  Validations.of(stack).acknowledge({ id: ID, reason: 'a test' });
  (stack.node.root as App).synth();
  process.env.CDK_VALIDATION = 'false';
  expect(print).not.toHaveBeenCalled();
});
