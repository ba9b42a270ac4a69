import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { checkApp } from '../../local/cli/check/check-app';
import { AgentRuntime, CedarPolicy, Gateway, GatewayRules, GatewayTarget, McpServer, RulePack } from '../../src';
import * as engine from '../../src/cedar/engine';
import { RULES } from '../../src/rules/registry';
import { artifact, messageOf, newFunction, tools } from '../builders';

const JWT_MISSING = 'auth-jwt-configuration-missing';
const DUPLICATE = 'names-duplicate-target';

let directory: string;
let printed: string[];
const home = process.cwd();

beforeEach(() => {
  process.env.CDK_VALIDATION = 'true';
  // Settings are read from the folder that `cdk` runs in.
  directory = mkdtempSync(join(tmpdir(), 'gateway-rules-'));
  process.chdir(directory);
  printed = [];
  jest.spyOn(console, 'error').mockImplementation((text: string) => { printed.push(text); });
});

afterEach(() => {
  jest.restoreAllMocks();
  process.env.CDK_VALIDATION = 'false';
  process.chdir(home);
  rmSync(directory, { recursive: true });
});

/** An app without the validation of aws-cdk-lib, which takes seconds and is not tested here. */
function newApp(): App {
  return new App({ builtinCloudFormationValidation: false, outdir: join(directory, 'cdk.out') });
}

/** A gateway with one tool. */
function newGateway(scope: Stack, id = 'Tools'): Gateway {
  const gateway = new Gateway(scope, id);
  gateway.addLambdaTarget('Weather', { lambdaFunction: newFunction(scope, `${id}Function`), toolSchema: tools('forecast') });
  return gateway;
}

function resourceOf(gateway: Gateway): agentcore.CfnGateway {
  return gateway.node.defaultChild as agentcore.CfnGateway;
}

/** A gateway with JWT inbound authorization that lacks its configuration. */
function brokenGateway(scope: Stack, id = 'Tools'): Gateway {
  const gateway = newGateway(scope, id);
  resourceOf(gateway).authorizerType = 'CUSTOM_JWT';
  return gateway;
}

/** Adds a target with the same name as another target. */
function addDuplicate(gateway: Gateway): void {
  new agentcore.CfnGatewayTarget(gateway, 'Again', {
    gatewayIdentifier: gateway.gatewayId, name: 'weather', targetConfiguration: { mcp: { mcpServer: { endpoint: 'https://weather.example.com/mcp' } } },
  });
}

function settings(content: unknown): void {
  writeFileSync(join(directory, 'agentcore-gateway.json'), JSON.stringify(content));
}

/** The findings of the report in the cloud assembly: rule, severity, construct path, source line. */
function reported(): { rule: string; severity: string; paths: string[]; text: string }[] {
  const { pluginReports } = JSON.parse(readFileSync(join(directory, 'cdk.out', 'validation-report.json'), 'utf8'));
  return pluginReports.flatMap(({ violations }: any) => violations.map((violation: any) => ({
    rule: violation.ruleName, severity: violation.severity, paths: violation.violatingConstructs.map(({ constructPath }: any) => constructPath), text: JSON.stringify(violation),
  })));
}

function count(text: string, word: string): number {
  return text.split(word).length - 1;
}

describe('a broken app', () => {
  test('fails the synthesis, and the report says what is wrong, where, and what to change', () => {
    const app = newApp();
    brokenGateway(new Stack(app, 'S'));
    const message = messageOf(() => app.synth());
    expect(message).toContain(JWT_MISSING);
    expect(message).toContain('S/Tools');
    expect(message).toContain('CUSTOM_JWT');
    expect(message).toContain('AuthorizerConfiguration');
  });

  test('fails with all findings together, each once', () => {
    const app = newApp();
    addDuplicate(brokenGateway(new Stack(app, 'S')));
    const message = messageOf(() => app.synth());
    expect(count(message, JWT_MISSING)).toBe(1);
    expect(count(message, DUPLICATE)).toBe(1);
    expect(printed).toEqual([]);
  });

  test('has the construct path and the user\'s line in the report', () => {
    delete process.env.CDK_DISABLE_STACK_TRACE;
    const app = newApp();
    brokenGateway(new Stack(app, 'S'));
    messageOf(() => app.synth());
    process.env.CDK_DISABLE_STACK_TRACE = '1';
    const [finding] = reported();
    expect(finding).toMatchObject({ rule: JWT_MISSING, paths: ['S/Tools/Resource'] });
    expect(finding.text).toContain('gateway-rules.test.ts');
  });

  test('shows the code of a policy on separate lines', () => {
    const app = newApp();
    newGateway(new Stack(app, 'S')).addCedarPolicy('permit', CedarPolicy.fromText('permit',
      'permit (\n  principal is AgentCore::IamEntity,\n  action == AgentCore::Action::"weather__forecast",\n  resource == AgentCore::Gateway::"{{gatewayArn}}"\n);'));
    expect(messageOf(() => app.synth())).toMatch(/3 \| +action == AgentCore::Action::"weather__forecast",\n +\| +\^+\n/);
  });

  test('has the construct path of a finding in a nested stack of a stage', () => {
    const app = newApp();
    brokenGateway(new NestedStack(new Stack(new Stage(app, 'Prod'), 'S'), 'Nested'));
    messageOf(() => app.synth());
    expect(reported()).toEqual([expect.objectContaining({ rule: JWT_MISSING, paths: ['Prod/S/Nested/Tools/Resource'] })]);
  });

  test('names a gateway of the stack that a finding is about', () => {
    const app = newApp();
    const stack = new Stack(app, 'S');
    newGateway(stack);
    for (let index = 0; index < 420; index++) new agentcore.CfnWorkloadIdentity(stack, `Identity${index}`, { name: `identity-${index}` });
    app.synth();
    expect(reported()).toEqual([expect.objectContaining({ rule: 'limits-stack-resources-near', paths: ['S/Tools/Resource'] })]);
  });

  test('deploys with a warning', () => {
    const app = newApp();
    const gateway = new Gateway(new Stack(app, 'S'), 'Tools', { authorizerConfiguration: agentcore.GatewayAuthorizer.withNoAuth() });
    app.synth();
    expect(gateway.gatewayName).toBeDefined();
    expect(printed.join()).toContain('auth-none-open');
  });
});

describe('constructs of other libraries', () => {
  function upstreamGateway(stack: Stack): agentcore.Gateway {
    const gateway = new agentcore.Gateway(stack, 'Upstream', { gatewayName: 'upstream', authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam() });
    gateway.addLambdaTarget('L', { gatewayTargetName: 'l', lambdaFunction: newFunction(stack), toolSchema: tools('a') });
    return gateway;
  }

  test('are checked too, with warnings only', () => {
    const app = newApp();
    const stack = new Stack(app, 'S');
    newGateway(stack);
    upstreamGateway(stack);
    app.synth();
    expect(reported()).toEqual([expect.objectContaining({ rule: 'order-target-before-its-policy', severity: 'warning', paths: ['S/Upstream/L/Resource'] })]);
  });

  test('have errors in the command', () => {
    const app = newApp();
    const stack = new Stack(app, 'S');
    newGateway(stack);
    upstreamGateway(stack);
    app.synth();
    const { findings } = checkApp({ inputs: [join(directory, 'cdk.out')], packs: [] }, directory);
    expect(findings.map(({ id, severity }) => `${severity} ${id}`)).toEqual(['error order-target-before-its-policy']);
  });

  test('have an error if a construct of this library is involved', () => {
    const app = newApp();
    const stack = new Stack(app, 'S');
    const gateway = newGateway(stack);
    new agentcore.CfnGatewayTarget(stack, 'Again', {
      gatewayIdentifier: gateway.gatewayId, name: 'weather', targetConfiguration: { mcp: { mcpServer: { endpoint: 'https://weather.example.com/mcp' } } },
    });
    expect(messageOf(() => app.synth())).toContain('names-duplicate-target');
    expect(reported().filter(({ rule }) => rule === DUPLICATE)).toEqual([expect.objectContaining({ severity: 'error', paths: ['S/Again'] })]);
  });

  test('have an error inside a gateway of this library', () => {
    const app = newApp();
    brokenGateway(new Stack(app, 'S'));
    expect(messageOf(() => app.synth())).toContain(JWT_MISSING);
    expect(reported()).toEqual([expect.objectContaining({ severity: 'error' })]);
  });
});

test('a correct app has no findings and prints nothing', () => {
  const app = newApp();
  newGateway(new Stack(app, 'S'));
  app.synth();
  expect(printed).toEqual([]);
  expect(reported()).toEqual([]);
});

describe('acknowledgements', () => {
  const acknowledgement = { id: `cdk-agentcore-gateway::${JWT_MISSING}`, reason: 'a template for others' };

  test.each<[string, (app: App, gateway: Gateway) => Stage | Stack | Gateway | agentcore.CfnGateway]>([
    ['the gateway', (_app, gateway) => gateway],
    ['its resource', (_app, gateway) => resourceOf(gateway)],
    ['its stack', (_app, gateway) => gateway.stack],
    ['the app', (app) => app],
  ])('at %s in the program', (_name, where) => {
    const app = newApp();
    const gateway = brokenGateway(new Stack(app, 'S'));
    Validations.of(where(app, gateway)).acknowledge(acknowledgement);
    app.synth();
    expect(printed.join()).not.toContain('unused');
  });

  test('at another gateway do not apply', () => {
    const app = newApp();
    const stack = new Stack(app, 'S');
    brokenGateway(stack);
    Validations.of(newGateway(stack, 'Other')).acknowledge(acknowledgement);
    const message = messageOf(() => app.synth());
    expect(message).toContain(JWT_MISSING);
    expect(message).toContain(`S/Other acknowledges \`${acknowledgement.id}\`, but the rule reports nothing there`);
  });

  test.each([
    ['everywhere', {}],
    ['at a path', { path: 'S/Tools' }],
  ])('in agentcore-gateway.json %s', (_name, more) => {
    settings({ acknowledgements: [{ id: JWT_MISSING, reason: 'a template for others', ...more }] });
    const app = newApp();
    brokenGateway(new Stack(app, 'S'));
    app.synth();
    expect(printed).toEqual([]);
  });

  test('that are unused are reported', () => {
    settings({ acknowledgements: [{ id: JWT_MISSING, reason: 'a template for others', path: 'S/Gone' }] });
    const app = newApp();
    const stack = new Stack(app, 'S');
    Validations.of(newGateway(stack)).acknowledge(acknowledgement);
    app.synth();
    expect(printed.join()).toContain(`agentcore-gateway.json acknowledges \`${JWT_MISSING}\` at S/Gone, but the rule reports nothing there`);
    expect(printed.join()).toContain(`S/Tools acknowledges \`${acknowledgement.id}\`, but the rule reports nothing there`);
  });

  test('of rules that do not run are not reported', () => {
    settings({ acknowledgements: [{ id: 'security-gateway-waf', reason: 'an internal gateway' }] });
    const app = newApp();
    Validations.of(newGateway(new Stack(app, 'S'))).acknowledge({ id: 'cdk-agentcore-gateway::security-gateway-encryption', reason: 'nothing is secret' });
    app.synth();
    expect(printed).toEqual([]);
  });

  test('in an invalid file fail the synthesis', () => {
    settings({ acknowledgments: [] });
    const app = newApp();
    newGateway(new Stack(app, 'S'));
    expect(messageOf(() => app.synth())).toContain('`acknowledgments` is not a setting');
  });
});

describe('the rules run', () => {
  test('once in an app, for all gateways of all stages', () => {
    const app = newApp();
    for (const stage of ['Beta', 'Prod']) {
      const stack = new Stack(new Stage(app, stage), 'S');
      brokenGateway(stack, 'One');
      newGateway(stack, 'Two');
    }
    const message = messageOf(() => app.synth());
    expect(reported().map(({ rule, paths }) => `${rule} ${paths}`)).toEqual([`${JWT_MISSING} Beta/S/One/Resource`, `${JWT_MISSING} Prod/S/One/Resource`]);
    expect(count(message, 'Beta/S/One/Resource')).toBe(1);
  });

  test('all, even if one of them crashes', () => {
    jest.spyOn(RULES.find(({ id }) => id === 'order-cycle')!, 'evaluate').mockImplementation(() => { throw new TypeError('x is not a function'); });
    const app = newApp();
    newGateway(new Stack(app, 'S'));
    Validations.of(app).acknowledge({ id: 'cdk-agentcore-gateway::order-cycle', reason: 'to be mended' });
    app.synth();
    expect(reported().map(({ rule }) => rule)).toEqual(['rule-crashed']);
    expect(printed.join()).toContain('rule `order-cycle` crashed and was skipped: x is not a function');
    expect(printed.join()).toContain('report it: this is an internal error of cdk-agentcore-gateway, not a mistake in your app');
  });

  test('not with CDK_VALIDATION=false', () => {
    process.env.CDK_VALIDATION = 'false';
    const app = newApp();
    brokenGateway(new Stack(app, 'S'));
    expect(() => app.synth()).not.toThrow();
  });

  test('not in an app that disables them', () => {
    const app = newApp();
    GatewayRules.of(brokenGateway(new Stack(app, 'S'))).disable();
    expect(() => app.synth()).not.toThrow();
  });

  test('of the security pack only if it is enabled', () => {
    const withPack = (enable: (scope: Stack) => void) => {
      const app = new App({ builtinCloudFormationValidation: false });
      const stack = new Stack(app, 'S');
      newGateway(stack);
      enable(stack);
      return () => app.synth();
    };
    expect(withPack(() => {})).not.toThrow();
    expect(messageOf(withPack((stack) => GatewayRules.of(stack).enablePack(RulePack.SECURITY)))).toContain('security-gateway-encryption');
    expect(messageOf(withPack(() => settings({ packs: ['security'] })))).toContain('security-gateway-encryption');
  });

  test.each<[string, (stack: Stack) => void]>([
    ['McpServer', (stack) => new McpServer(stack, 'Server', { agentRuntimeArtifact: artifact() })],
    ['AgentRuntime', (stack) => new AgentRuntime(stack, 'Agent', { agentRuntimeArtifact: artifact() })],
    ['target', (stack) => GatewayTarget.forLambda(stack, 'Target', { gateway: new agentcore.Gateway(stack, 'Theirs'), lambdaFunction: newFunction(stack), toolSchema: tools('forecast') })],
  ])('in an app whose only construct of this library is a %s', (_, add) => {
    const app = newApp();
    const stack = new Stack(app, 'S');
    add(stack);
    const { node } = new agentcore.Gateway(stack, 'Broken', { authorizerConfiguration: agentcore.GatewayAuthorizer.usingAwsIam() });
    (node.defaultChild as agentcore.CfnGateway).authorizerType = 'CUSTOM_JWT';
    app.synth();
    expect(reported()).toEqual(expect.arrayContaining([expect.objectContaining({ rule: JWT_MISSING, severity: 'warning' })]));
  });

  test('of a pack in the stage that enables it, and weaker rules for the same in others', () => {
    const app = newApp();
    for (const id of ['Strict', 'Open']) {
      const gateway = new Gateway(new Stack(new Stage(app, id), 'S'), 'Tools', { authorizerConfiguration: agentcore.GatewayAuthorizer.withNoAuth() });
      if (id === 'Strict') GatewayRules.of(gateway).enablePack(RulePack.SECURITY);
    }
    messageOf(() => app.synth());
    expect(reported().filter(({ rule }) => /auth/.test(rule)).map(({ rule, paths }) => [rule, ...paths])).toEqual([
      ['security-gateway-authorizer', 'Strict/S/Tools/Resource'],
      ['auth-none-open', 'Open/S/Tools/Resource'],
    ]);
  });

  test('of a pack instead of weaker rules for the same', () => {
    const rulesOf = () => {
      const app = newApp();
      const gateway = new Gateway(new Stack(app, 'S'), 'Tools', { authorizerConfiguration: agentcore.GatewayAuthorizer.withNoAuth() });
      GatewayRules.of(gateway).enablePack(RulePack.SECURITY);
      messageOf(() => app.synth());
      return reported().map(({ rule }) => rule).filter((rule) => /auth/.test(rule));
    };
    expect(rulesOf()).toEqual(['security-gateway-authorizer']);
    settings({ acknowledgements: [{ id: 'security-gateway-authorizer', reason: 'public on purpose' }] });
    expect(rulesOf()).toEqual(['auth-none-open']);
  });

  test('without the Cedar engine in an app without policies', () => {
    const load = jest.spyOn(engine, 'cedarEngine');
    const app = newApp();
    newGateway(new Stack(app, 'S'));
    app.synth();
    expect(load).not.toHaveBeenCalled();
  });

  test('with the Cedar engine in an app with policies', () => {
    const load = jest.spyOn(engine, 'cedarEngine');
    const app = newApp();
    newGateway(new Stack(app, 'S')).addCedarPolicy('permit', CedarPolicy.fromText('permit',
      'permit (principal is AgentCore::IamEntity, action == AgentCore::Action::"weather__forecast", resource == AgentCore::Gateway::"{{gatewayArn}}");'));
    expect(messageOf(() => app.synth())).toContain('weather___forecast');
    expect(load).toHaveBeenCalled();
  });
});
