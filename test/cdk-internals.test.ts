import { Annotations, App, CfnResource, DefaultStackSynthesizer, Lazy, Stack, Tokenization, Validations } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { version } from 'aws-cdk-lib/package.json';
import { Construct } from 'constructs';
import { newAgent, newFunction, newStack } from './builders';
import { callStackIn, hasWarning, isLazyToken, isInTemplate, isWarningAcknowledged, localFileOf, reusableSynthesizer, setCallStack, TRACES_POLICY_ID } from '../src/cdk-internals';
import { acknowledgedAs } from '../src/rules/upstream-warnings';

/** Fails with the version, so that an update of aws-cdk-lib is known as the reason. */
function assume(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(`aws-cdk-lib ${version} ${otherwise}: see src/cdk-internals.ts`);
}

test('a lazy token is distinguished from other tokens', () => {
  const stack = newStack();
  const lazy = Tokenization.reverseString(Lazy.string({ produce: () => 'later' })).firstToken!;
  const reference = Tokenization.reverseString(new CfnResource(stack, 'Resource', { type: 'Test::Resource' }).ref).firstToken!;
  assume(isLazyToken(lazy), 'marks lazy values in another way');
  assume(!isLazyToken(reference), 'marks references like lazy values');
});

test.each([
  ['a tool schema', agentcore.ToolSchema.fromLocalAsset('tools.json'), 'tools.json'],
  ['an API schema', agentcore.ApiSchema.fromLocalAsset('openapi.json'), 'openapi.json'],
])('%s that is a local asset has the path of its file', (_, schema, file) => {
  assume(localFileOf(schema) === file, 'stores the path of a local schema in another property');
});

test.each([
  ['inline', agentcore.ApiSchema.fromInline('{}')],
  ['inline tools', agentcore.ToolSchema.fromInline([])],
])('%s has no file', (_, schema) => {
  expect(localFileOf(schema)).toBeUndefined();
});

test('a local schema without a readable path fails, and the error names the installed version and what to do', () => {
  const schema = Object.assign(agentcore.ApiSchema.fromLocalAsset('openapi.json'), { path: undefined });
  expect(() => localFileOf(schema)).toThrow(`aws-cdk-lib ${version} stores the path of a local schema in another property than cdk-agentcore-gateway expects; install a newer`);
});

test('a call stack is that of the caller, adds nothing to the tree, and can be set on a resource', () => {
  const stack = new Stack(new App(), 'Stack');
  const found = callStackIn(stack);
  assume(found.some((line) => line.includes('cdk-internals.test.ts')), 'records no call stack of resources');
  assume(stack.node.children.length === 0, 'keeps a child that was removed');
  const resource = new CfnResource(stack, 'Resource', { type: 'Test::Resource' });
  setCallStack(resource, ['here']);
  assume(JSON.stringify(resource.creationStack) === '["here"]', 'does not let the call stack of a resource be changed');
});

test('a policy without statements is known not to be in the template', () => {
  const stack = newStack();
  const policy = new iam.Policy(stack, 'Policy');
  const resource = policy.node.defaultChild as CfnResource;
  assume(!isInTemplate(resource), 'writes a policy without statements to the template');
  policy.addStatements(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));
  policy.attachToRole(new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }));
  assume(isInTemplate(resource), 'decides in another way which policies are in the template');
});

test('the synthesizer of a stack can serve another stack, with the same options', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack', { synthesizer: new DefaultStackSynthesizer({ qualifier: 'mine' }) });
  const other = new Stack(app, 'Other', { synthesizer: reusableSynthesizer(stack) });
  assume(other.synthesizer.bootstrapQualifier === 'mine' && other.synthesizer !== stack.synthesizer, 'binds synthesizers to stacks in another way');
});

test('a synthesizer that can serve one stack only is known', () => {
  class Own extends DefaultStackSynthesizer {}
  const own = new Own();
  own.reusableBind = undefined as never;
  const stack = newStack();
  Object.assign(stack, { synthesizer: own });
  assume(reusableSynthesizer(stack) === undefined, 'binds synthesizers to stacks in another way');
});

describe('a grant', () => {
  test('on a function is cached by the text of the caller', () => {
    const stack = newStack();
    const fn = newFunction(stack);
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    assume(fn.grantInvoke(role) === fn.grantInvoke(role), 'caches invoke grants in another way: record-grants.ts need not change that text');
  });

  test('to an immutable role has no dependencies, which shows that it was dropped', () => {
    const stack = newStack();
    const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/r', { mutable: false });
    const grant = iam.Grant.addToPrincipal({ grantee: role, actions: ['a:B'], resourceArns: ['*'] });
    assume(grant.success, 'reports that an immutable role dropped a statement: invoke-access.ts can use that');
  });
});

test.each<[string, (scope: Stack) => void]>([
  ['Annotations', (scope) => Annotations.of(scope).acknowledgeWarning('library:warning')],
  ['Validations', (scope) => Validations.of(scope).acknowledge({ id: 'library:warning', reason: 'a test' })],
])('a warning that is acknowledged with %s is recorded as acknowledged, at the construct and below', (_, acknowledge) => {
  const app = new App();
  const [stack, other] = [new Stack(app, 'Stack'), new Stack(app, 'Other')];
  const resource = new CfnResource(stack, 'Resource', { type: 'Test::Resource' });
  acknowledge(stack);
  assume([stack, resource].every((scope) => isWarningAcknowledged(scope, 'library:warning')), 'records acknowledged warnings in another place');
  assume(!isWarningAcknowledged(other, 'library:warning'), 'records acknowledged warnings without their construct');
});

test('a warning that Validations acknowledges is recorded under the id that is read', () => {
  const stack = newStack();
  Validations.of(stack).acknowledge({ id: 'library:warning', reason: 'a test' });
  const [{ data }] = stack.node.metadata.filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY);
  assume(Object.keys(data).join() === acknowledgedAs('library:warning'), 'records acknowledged warnings under another id');
});

test('the warnings of a construct are identified by their ids', () => {
  const stack = newStack();
  Annotations.of(stack).addWarningV2('library:warning', 'a text');
  assume(hasWarning(stack, 'library:warning') && !hasWarning(stack, 'library:other'), 'writes the id of a warning in another way');
});

test('runtimes add their statements to the traces policy of a stack that a gateway has created', () => {
  const stack = newStack();
  const statements: unknown[] = [];
  const policy = Object.assign(new Construct(stack, TRACES_POLICY_ID), { document: { addStatements: (statement: unknown) => statements.push(statement) } });
  newAgent(stack, 'Agent', { tracingEnabled: true });
  assume(policy === stack.node.findChild(TRACES_POLICY_ID) && statements.length === 1, 'creates the policy for traces in another way');
});
