import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { recordGrants } from '../../src/permissions/record-grants';
import { ACCOUNT, newFunction, newStack, resources } from '../builders';

const ROLES: [string, (scope: ReturnType<typeof newStack>) => iam.IRole][] = [
  ['a role', (stack) => new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() })],
  ['an imported role', (stack) => iam.Role.fromRoleArn(stack, 'Role', `arn:aws:iam::${ACCOUNT}:role/r`)],
  ['an immutable imported role', (stack) => iam.Role.fromRoleArn(stack, 'Role', `arn:aws:iam::${ACCOUNT}:role/r`, { mutable: false })],
  ['a lazy role', (stack) => new iam.LazyRole(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() })],
];

describe.each(ROLES)('grants to %s', (_, create) => {
  test('are returned instead of added', () => {
    const stack = newStack();
    const role = create(stack);
    const fn = newFunction(stack);
    const { statements } = recordGrants(role, () => fn.grantInvoke(role));
    expect(statements.map(({ actions }) => actions)).toEqual([['lambda:InvokeFunction']]);
    expect(resources(stack, 'AWS::IAM::Policy')).toEqual([]);
  });

  test('are added to the role again afterwards, also after an error', () => {
    const stack = newStack();
    const role = create(stack);
    const before = Object.getOwnPropertyNames(role);
    expect(() => recordGrants(role, () => { throw new Error('no'); })).toThrow('no');
    expect(Object.getOwnPropertyNames(role)).toEqual(before);
  });
});

test('a grant on a function is recorded even if it was granted before, and a recorded grant does not count as granted', () => {
  const stack = newStack();
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  const fn = newFunction(stack);
  expect(recordGrants(role, () => fn.grantInvoke(role)).statements).toHaveLength(1);
  expect(recordGrants(role, () => fn.grantInvoke(role)).statements).toHaveLength(1);
  fn.grantInvoke(role);
  expect(resources(stack, 'AWS::IAM::Policy')).toHaveLength(1);
});

test('the result of the grant is returned too', () => {
  const stack = newStack();
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  const { result, statements } = recordGrants(role, () => new kms.Key(stack, 'Key').grantDecrypt(role));
  expect(result.success).toBe(true);
  expect(statements[0].actions).toEqual(['kms:Decrypt']);
});
