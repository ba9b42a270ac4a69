import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Annotations, App, Stack, Stage, Validations } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { IConstruct } from 'constructs';
import { checkApp } from '../../local/cli/check/check-app';
import { Gateway, GatewayRules } from '../../src';

const NO_AUTH = 'aws-cdk-lib.aws-bedrockagentcore:noAuthGateway';
const OPEN = { authorizerConfiguration: agentcore.GatewayAuthorizer.withNoAuth() };

let directory: string;
let printed: string[];

beforeEach(() => {
  process.env.CDK_VALIDATION = 'true';
  directory = mkdtempSync(join(tmpdir(), 'upstream-warnings-'));
  printed = [];
  jest.spyOn(console, 'error').mockImplementation((text: string) => { printed.push(text); });
});

afterEach(() => {
  jest.restoreAllMocks();
  process.env.CDK_VALIDATION = 'false';
  rmSync(directory, { recursive: true });
});

type Made = (stack: Stack) => IConstruct;

/** A gateway of aws-cdk-lib, in an app that also has one of this library. */
const upstream: Made = (stack) => {
  GatewayRules.of(stack);
  return new agentcore.Gateway(stack, 'Open', OPEN);
};
const own: Made = (stack) => new Gateway(stack, 'Open', OPEN);

const annotations = (scope: IConstruct) => Annotations.of(scope).acknowledgeWarning(NO_AUTH, 'public on purpose');
const validations = (scope: IConstruct) => Validations.of(scope).acknowledge({ id: NO_AUTH, reason: 'public on purpose' });

describe.each([
  ['this library', own],
  ['aws-cdk-lib', upstream],
])('no inbound authorization of a gateway of %s', (_library, make) => {
  test.each<[string, (scope: IConstruct) => void, (gateway: IConstruct) => IConstruct]>([
    ['Annotations at the gateway', annotations, (gateway) => gateway],
    ['Annotations at its stack', annotations, Stack.of],
    ['Annotations at its app', annotations, (gateway) => gateway.node.root],
    ['Validations at the gateway', validations, (gateway) => gateway],
    ['Validations at its stack', validations, Stack.of],
    ['Validations at its app', validations, (gateway) => gateway.node.root],
  ])('is acknowledged by the id of aws-cdk-lib with %s, at synth and in check', (_how, acknowledge, where) => {
    const app = new App({ builtinCloudFormationValidation: false, outdir: directory });
    acknowledge(where(make(new Stack(app, 'S'))));
    app.synth();
    expect(printed).toEqual([]);
    const { findings, unusedAcknowledgements } = checkApp({ inputs: [directory], packs: [] }, directory);
    expect(findings.map(({ id, at, acknowledged }) => ({ id, path: at.path, in: acknowledged?.in }))).toEqual([{ id: 'auth-none-open', path: 'S/Open', in: 'code' }]);
    expect(unusedAcknowledgements).toEqual([]);
  });

  test('is not acknowledged by an acknowledgement at another gateway', () => {
    const app = new App({ builtinCloudFormationValidation: false, outdir: directory });
    const stack = new Stack(app, 'S');
    make(stack);
    annotations(new Gateway(stack, 'Other'));
    app.synth();
    expect(checkApp({ inputs: [directory], packs: [] }, directory).findings.map(({ acknowledged }) => acknowledged)).toEqual([undefined]);
  });
});

test('an acknowledgement by the id of aws-cdk-lib counts as used even if the rule reports nothing', () => {
  const app = new App({ builtinCloudFormationValidation: false, outdir: directory });
  validations(new Gateway(new Stack(app, 'S'), 'Closed'));
  app.synth();
  expect(printed).toEqual([]);
  expect(checkApp({ inputs: [directory], packs: [] }, directory).unusedAcknowledgements).toEqual([]);
});

test('an acknowledgement by the id of aws-cdk-lib applies in a stage', () => {
  const app = new App({ builtinCloudFormationValidation: false, outdir: directory });
  annotations(own(new Stack(new Stage(app, 'Prod'), 'S')));
  app.synth();
  expect(printed).toEqual([]);
  expect(checkApp({ inputs: [directory], packs: [] }, directory).findings.map(({ acknowledged }) => acknowledged?.in)).toEqual(['code']);
});
