import { CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import { newApp, newStack } from '../builders';
import { CreationOrder } from './creation-order';

/** A resource that refers to others in its properties. */
function resource(scope: Stack, id: string, properties: object = {}): CfnResource {
  return new CfnResource(scope, id, { type: 'Test::Resource', properties });
}

describe('a resource is created after', () => {
  test.each<[string, (stack: Stack, earlier: CfnResource) => object]>([
    ['what it refers to with Ref', (_, earlier) => ({ a: [{ b: { Ref: earlier.logicalId } }] })],
    ['what it refers to with Fn::GetAtt', (_, earlier) => ({ a: { 'Fn::GetAtt': [earlier.logicalId, 'Arn'] } })],
    ['what it refers to with Fn::GetAtt as a string', (stack, earlier) => ({ a: { 'Fn::GetAtt': `${stack.resolve(earlier.logicalId)}.Arn` } })],
    ['what it refers to with Fn::Sub', (stack, earlier) => ({ a: { 'Fn::Sub': `x\${${stack.resolve(earlier.logicalId)}.Arn}` } })],
    ['what a value of Fn::Sub refers to', (_, earlier) => ({ a: { 'Fn::Sub': ['${X}', { X: { Ref: earlier.logicalId } }] } })],
  ])('%s', (_, properties) => {
    const stack = newStack();
    const earlier = resource(stack, 'Earlier');
    const later = resource(stack, 'Later', properties(stack, earlier));
    const order = new CreationOrder(stack);
    expect(order.isAfter(later, earlier)).toBe(true);
    expect(order.isAfter(earlier, later)).toBe(false);
  });

  test('what it names in DependsOn, also indirectly', () => {
    const stack = newStack();
    const [a, b, c] = ['A', 'B', 'C'].map((id) => resource(stack, id));
    a.addResourceDependency(b);
    b.addResourceDependency(c);
    expect(new CreationOrder(stack).isAfter(a, c)).toBe(true);
  });

  test('everything in a stack that its stack depends on', () => {
    const app = newApp();
    const [a, b] = ['A', 'B'].map((id) => newStack(app, id));
    a.addStackDependency(b);
    const [later, earlier] = [resource(a, 'R'), resource(b, 'R')];
    const order = new CreationOrder(app);
    expect(order.isAfter(later, earlier)).toBe(true);
    expect(order.isAfter(earlier, later)).toBe(false);
  });

  test('the resources of a nested stack that it refers to', () => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    const earlier = resource(nested, 'Earlier');
    const later = resource(stack, 'Later', { a: earlier.ref });
    const order = new CreationOrder(stack);
    expect(order.isAfter(later, earlier)).toBe(true);
    expect(order.isAfter(earlier, later)).toBe(false);
  });

  test('what its nested stack gets as parameters from the parent', () => {
    const stack = newStack();
    const earlier = resource(stack, 'Earlier');
    const later = resource(new NestedStack(stack, 'Nested'), 'Later', { a: earlier.ref });
    expect(new CreationOrder(stack).isAfter(later, earlier)).toBe(true);
  });
});

test('unrelated resources have no order', () => {
  const stack = newStack();
  const [a, b] = ['A', 'B'].map((id) => resource(stack, id));
  const order = new CreationOrder(stack);
  expect([order.isAfter(a, b), order.isAfter(b, a), order.cycle]).toEqual([false, false, undefined]);
});

test('a circular dependency is found', () => {
  const stack = newStack();
  const [a, b] = ['A', 'B'].map((id) => resource(stack, id));
  a.addResourceDependency(b);
  b.addPropertyOverride('X', { Ref: stack.getLogicalId(a) });
  expect(new CreationOrder(stack).cycle).toBeDefined();
});

test('a circular dependency through a nested stack is found', () => {
  const stack = newStack();
  const nested = new NestedStack(stack, 'Nested');
  const [fromNested, a] = [resource(nested, 'R'), resource(stack, 'A')];
  // The parent's resource depends on one in the nested stack, and another one there depends on the parent's.
  a.addPropertyOverride('X', fromNested.ref);
  resource(nested, 'Other', { x: a.ref });
  expect(new CreationOrder(stack).cycle).toBeDefined();
});
