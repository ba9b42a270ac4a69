import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { by, kitchenSink, loadApp, loadResources, newGateway, orderGateway } from './apps';
import type { Role } from '../../src/model/gateway-model';

const statement = (...actions: string[]) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });

/** Which resource gives a role which actions. */
function carried(role: Role): string[] {
  return role.statements.map(({ carrier, actions }) => `${carrier.kind} ${carrier.address}: ${actions.items.map(({ text }) => text).join()}`);
}

test('returns the carrier of each statement of a role', () => {
  const model = loadResources({
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: { Statement: { Effect: 'Allow', Principal: { Service: 'bedrock-agentcore.amazonaws.com' }, Action: 'sts:AssumeRole' } },
        Policies: [{ PolicyName: 'own', PolicyDocument: statement('a:Own') }],
        ManagedPolicyArns: [{ Ref: 'ByRole' }, 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
      },
    },
    Policy: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'p', Roles: [{ Ref: 'Role' }], PolicyDocument: statement('a:Policy') } },
    One: { Type: 'AWS::IAM::RolePolicy', Properties: { PolicyName: 'o', RoleName: { Ref: 'Role' }, PolicyDocument: statement('a:RolePolicy') } },
    ByRole: { Type: 'AWS::IAM::ManagedPolicy', Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: statement('a:Managed') } },
    ByPolicy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: statement('a:Attached') } },
  });
  const [role] = model.roles;
  expect(carried(role)).toEqual([
    'inline S1.Role: a:Own',
    'AWS::IAM::ManagedPolicy S1.ByRole: a:Managed',
    'AWS::IAM::Policy S1.Policy: a:Policy',
    'AWS::IAM::RolePolicy S1.One: a:RolePolicy',
    'AWS::IAM::ManagedPolicy S1.ByPolicy: a:Attached',
  ]);
  expect(role.managedPolicies).toEqual({ known: true, items: [{ text: 'arn:aws:iam::aws:policy/ReadOnlyAccess', known: true }] });
  expect(role.trust).toMatchObject({ known: true, items: [{ effect: 'Allow', principal: { Service: 'bedrock-agentcore.amazonaws.com' } }] });
  expect(role.complete).toBe(true);
});

test.each<[string, unknown]>([
  ['inline policies', { Policies: { 'Fn::GetAtt': ['C', 'V'] } }],
  ['a document', { Policies: [{ PolicyName: 'x', PolicyDocument: { 'Fn::GetAtt': ['C', 'V'] } }] }],
  ['a statement', { Policies: [{ PolicyName: 'x', PolicyDocument: { Statement: [{ 'Fn::If': ['C', {}, { Ref: 'AWS::NoValue' }] }] } }] }],
  ['managed policies', { ManagedPolicyArns: { 'Fn::GetAtt': ['C', 'V'] } }],
])('a role is not complete when %s is unresolved until deployment', (_name, properties) => {
  expect(loadResources({ Role: { Type: 'AWS::IAM::Role', Properties: properties } }).roles[0].complete).toBe(false);
});

test.each<[string, unknown, string]>([
  ['its name', 'AuditRole', 'imported-role/AuditRole'],
  ['the name of a role of the app', 'MyRole', 'S1.Named'],
  ['a parameter', { Ref: 'Param' }, 'imported-role/⟨S1.Param⟩'],
])('attaches a policy to the role that it names by %s', (_name, name, address) => {
  const model = loadResources({
    Named: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'MyRole' } },
    Policy: { Type: 'AWS::IAM::Policy', Properties: { Roles: [name], PolicyDocument: statement('a:B') } },
  });
  const role = model.roles.find((candidate) => candidate.statements.length > 0)!;
  expect([role.address, role.imported]).toEqual([address, address.startsWith('imported-role/')]);
});

test.each<[string, unknown]>([
  ['an attribute', { 'Fn::GetAtt': ['Named', 'Arn'] }],
  ['an ARN with its name in it', { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Named}' }],
  ['an ARN written out', 'arn:aws:iam::111122223333:role/path/MyRole'],
])('finds the role of a gateway by %s', (_name, arn) => {
  const model = loadResources({
    Named: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'MyRole' } },
    G: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { RoleArn: arn } },
  });
  expect(model.gateways[0].role?.address).toBe('S1.Named');
  expect(model.roles[0].usedBy).toEqual(['S1.G']);
});

test('loads the policies that the app attaches to an imported role', () => {
  const model = loadApp((app: App) => {
    const stack = new Stack(app, 'S');
    const role = iam.Role.fromRoleArn(stack, 'Imported', 'arn:aws:iam::111122223333:role/GatewayRole');
    const gateway = newGateway(stack, 'G', { role });
    role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['bedrock-agentcore:InvokeGateway'], resources: [orderGateway(stack, 'Inner').gatewayArn] }));
    expect(gateway.role).toBe(role);
  });
  const role = model.roles.find(({ imported }) => imported)!;
  expect(role).toMatchObject({ address: 'imported-role/GatewayRole', name: { text: 'GatewayRole', known: true }, usedBy: [by(model.gateways, 'S/G').address] });
  expect(role.trust).toBeUndefined();
  expect(by(model.gateways, 'S/G').role?.address).toBe(role.address);
  expect(model.callers).toMatchObject([{ gateway: by(model.gateways, 'S/Inner').address, role: role.address, allowed: 'yes' }]);
});

test('finds the callers of each gateway', () => {
  const model = loadApp(kitchenSink);
  const pathOf = (address: string) => model.resources[address]?.path ?? address;
  expect(model.callers.map(({ gateway, role, carrier, allowed, usedBy }) => [gateway, role, carrier, allowed, ...usedBy].map(pathOf))).toEqual([
    ['Kitchen/Inner', 'Kitchen/Outer/ServiceRole', 'Kitchen/Outer/ServiceRole/DefaultPolicy', 'yes', 'Kitchen/Outer'],
    ['Kitchen/Inner', 'imported-role/AuditRole', 'Kitchen/Extra', 'yes'],
    ['Kitchen/Outer', 'Kitchen/Agent/ExecutionRole', 'Kitchen/Agent/ExecutionRole/DefaultPolicy', 'yes', 'Kitchen/Agent'],
    ['Kitchen/Outer', 'imported-role/AuditRole', 'Kitchen/Extra', 'yes'],
    ['Kitchen/Agents', 'imported-role/AuditRole', 'Kitchen/Extra', 'yes'],
  ]);
});

test('reports a policy whose roles are unresolved until deployment as a gap', () => {
  const model = loadResources({ P: { Type: 'AWS::IAM::Policy', Properties: { Roles: { Ref: 'Roles' }, PolicyDocument: statement('a:B') } } });
  expect(model.gaps).toContainEqual({ stack: 'S1', address: 'S1.P', message: 'the roles of this policy are unresolved until deployment' });
});
