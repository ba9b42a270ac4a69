import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import * as ts from 'typescript';
import { check } from '../../src/rules/check';
import { LEFT_OUT } from '../api/left-out';
import { modelOfApp } from '../rules/upstream-apps';

// Synthesis prints the warnings that are expected here.
beforeAll(() => void jest.spyOn(console, 'error').mockImplementation());

const PAGE = readFileSync(join(__dirname, '../../docs/MIGRATING.md'), 'utf8');

/** The programs on the page, in order: the stack with aws-cdk-lib, and the same stack with this library. */
const [BEFORE, AFTER] = [...PAGE.matchAll(/```ts\n([^]*?)```/g)].map(([, code]) => code);

type StackClass = new (scope: Construct, id: string) => Stack;

function run(code: string): Stack {
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const exported: { OrdersStack?: StackClass } = {};
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  new Function('require', 'exports', outputText)((name: string) => require(name === 'cdk-agentcore-gateway' ? '../../src' : name), exported);
  return new exported.OrdersStack!(new App(), 'Orders');
}

/** The stack with only the import changed. */
const IMPORT_CHANGED = BEFORE
  .replace('new agentcore.Gateway(', 'new Gateway(').replace('new agentcore.Runtime(', 'new AgentRuntime(')
  .replace('import { Construct }', "import { AgentRuntime, Gateway } from 'cdk-agentcore-gateway';\nimport { Construct }");

/** The create-only properties in the schemas of CloudFormation's registry: a change replaces the resource. */
const CREATE_ONLY: { readonly [type: string]: readonly string[] } = {
  'AWS::BedrockAgentCore::Gateway': [],
  'AWS::BedrockAgentCore::GatewayTarget': ['GatewayIdentifier'],
  'AWS::BedrockAgentCore::Runtime': ['AgentRuntimeName'],
  'AWS::Cognito::UserPool': [],
  'AWS::Cognito::UserPoolClient': ['GenerateSecret', 'UserPoolId'],
  'AWS::Cognito::UserPoolDomain': ['Domain', 'UserPoolId'],
  'AWS::Cognito::UserPoolResourceServer': ['Identifier', 'UserPoolId'],
  'AWS::IAM::Role': ['Path', 'RoleName'],
};

const deployed = modelOfApp(run(BEFORE).node.root as App);

function findings(code: string): { readonly id: string; readonly text: string }[] {
  return check(modelOfApp(run(code).node.root as App), { deployed }).findings.map((finding) => {
    const { id, severity, at, message, fix } = finding;
    return { id, text: `${severity} ${id}  ${at!.path}\n  ${message}\n  fix     ${fix}\n` };
  });
}

const resourcesOf = (code: string): { readonly [id: string]: any } => Template.fromStack(run(code)).toJSON().Resources;

test('a stack of aws-cdk-lib with only the import changed has the findings on the page', () => {
  const found = findings(IMPORT_CHANGED);
  expect(found.map(({ id }) => id)).toEqual(['names-authorizer-changed', 'names-gateway-renamed', 'names-mcp-settings-changed']);
  for (const { text } of found) expect(PAGE).toContain(text);
});

test('the migrated stack on the page has no findings', () => {
  expect(findings(AFTER)).toEqual([]);
});

describe('of the resources of the stack of aws-cdk-lib', () => {
  const [before, after] = [resourcesOf(BEFORE), resourcesOf(AFTER)];

  test('only the default policy of the gateway\'s role is removed', () => {
    const removed = Object.keys(before).filter((id) => !(id in after));
    expect(removed.map((id) => [id.replace(/[0-9A-F]{8}$/, ''), before[id].Type])).toEqual([['ToolsServiceRoleDefaultPolicy', 'AWS::IAM::Policy']]);
  });

  test('none is replaced', () => {
    const kept = Object.keys(before).filter((id) => before[id].Type in CREATE_ONLY);
    expect(new Set(kept.map((id) => before[id].Type))).toEqual(new Set(Object.keys(CREATE_ONLY)));
    for (const id of kept) {
      for (const property of CREATE_ONLY[before[id].Type]) expect([id, property, after[id].Properties[property]]).toEqual([id, property, before[id].Properties[property]]);
    }
  });

  test.each(['Gateway', 'GatewayTarget'])('the %s stays as it is', (type) => {
    const [id] = Object.keys(before).filter((key) => before[key].Type === `AWS::BedrockAgentCore::${type}`);
    expect(after[id].Properties).toEqual(before[id].Properties);
  });
});

test('the page lists every member that this library leaves out', () => {
  for (const { member } of LEFT_OUT) expect(PAGE).toContain(member.split('.')[1]);
});
