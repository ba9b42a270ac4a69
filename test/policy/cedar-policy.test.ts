import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import type { App } from 'aws-cdk-lib';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CedarPolicy, CedarPolicyOptions, Gateway, GatewayProps, PolicyEnforcementMode } from '../../src';
import { ENV, messageOf, newAgent, newApp, newFunction, newStack, resources, tools } from '../builders';

const PERMIT = 'permit (principal is AgentCore::IamEntity, action == AgentCore::Action::"weather___forecast", resource == AgentCore::Gateway::"{{gatewayArn}}");';
const DIRECTORY = mkdtempSync(join(tmpdir(), 'cedar-policy-'));
const POLICY = 'AWS::BedrockAgentCore::Policy';
const ENGINE = 'AWS::BedrockAgentCore::PolicyEngine';

afterAll(() => rmSync(DIRECTORY, { recursive: true }));

/** A file in a folder for one test. */
function write(path: string, text: string): string {
  const file = join(DIRECTORY, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function newGateway(stack: Stack, props: GatewayProps = {}): Gateway {
  const gateway = new Gateway(stack, 'Tools', props);
  gateway.addLambdaTarget('Weather', { lambdaFunction: newFunction(stack), toolSchema: tools('forecast') });
  return gateway;
}

/** The policies in the template of a stack, each without the properties that all have. */
function policiesOf(stack: Stack): any[] {
  return Object.values(Template.fromStack(stack).findResources(POLICY));
}

/** The text of the one policy of a gateway that has it, its functions resolved with names for what they refer to. */
function statementOf(text: string, options: (stack: Stack) => CedarPolicyOptions = () => ({}), stack = newStack()): string {
  newGateway(stack, { cedarPolicies: [CedarPolicy.fromText('policy', text, options(stack))] });
  const [{ Properties: { Definition: definition } }] = policiesOf(stack);
  return written(definition.Cedar.Statement);
}

function written(value: any): string {
  if (typeof value === 'string') return value;
  if (value.Ref) return `<${value.Ref}>`;
  if (value['Fn::GetAtt']) return `<${value['Fn::GetAtt'].join('.')}>`;
  return value['Fn::Join'][1].map(written).join('');
}

describe('a policy is created from', () => {
  test('a text', () => {
    const policy = CedarPolicy.fromText('permit-weather', PERMIT);
    expect(policy.name).toBe('permit-weather');
    expect(statementOf(PERMIT)).toMatch(/resource == AgentCore::Gateway::"<Tools\w+\.GatewayArn>"\);$/);
  });

  test('a file, and is named after it', () => {
    expect(CedarPolicy.fromFile(write('file/weather.cedar', PERMIT)).name).toBe('weather');
  });

  test('the files of a folder and its subfolders, in the order of their names', () => {
    for (const file of ['b.cedar', 'a.cedar', 'team/b.cedar', 'README.md']) write(`folder/${file}`, PERMIT);
    expect(CedarPolicy.fromDirectory(join(DIRECTORY, 'folder')).map(({ name }) => name)).toEqual(['a', 'b', 'team/b']);
  });

  test('the statement builder of aws-cdk-lib', () => {
    const stack = newStack();
    const gateway = newGateway(stack);
    const statement = new agentcore.PolicyStatement({
      effect: agentcore.PolicyEffect.PERMIT,
      principal: agentcore.PolicyPrincipal.entityType('AgentCore::IamEntity'),
      action: agentcore.PolicyAction.one('AgentCore::Action::"weather___forecast"'),
      resource: agentcore.PolicyResource.instance('AgentCore::Gateway', gateway.gatewayArn),
    });
    gateway.addCedarPolicy('builder', CedarPolicy.fromStatement('builder', statement));
    expect(written(policiesOf(stack)[0].Properties.Definition.Cedar.Statement)).toMatch(/^permit\s*\([\s\S]*AgentCore::Gateway::"<Tools\w+\.GatewayArn>"/);
  });

  test('a file, whose path is in the template for messages', () => {
    const stack = newStack();
    newGateway(stack, { cedarPolicies: [CedarPolicy.fromFile(write('named/weather.cedar', PERMIT))] });
    expect(policiesOf(stack)[0].Metadata['cdk-agentcore-gateway:policy-file']).toMatch(/named\/weather\.cedar$/);
  });
});

test('a byte order mark at the beginning of a file is not part of the policy', () => {
  const stack = newStack();
  newGateway(stack, { cedarPolicies: [CedarPolicy.fromFile(write('mark/weather.cedar', `\ufeff${PERMIT}`))] });
  expect(written(policiesOf(stack)[0].Properties.Definition.Cedar.Statement)).toMatch(/^permit/);
});

test('findings about a policy point at the call that adds it to the gateway', () => {
  const stack = newStack();
  const whereItIsAdded = (gateway: Gateway) => gateway.addCedarPolicy('added', CedarPolicy.fromText('added', PERMIT));
  const whereTheGatewayIs = () => newGateway(stack, { cedarPolicies: [CedarPolicy.fromText('given', PERMIT)] });
  whereItIsAdded(whereTheGatewayIs());
  Template.fromStack(stack);
  const traceOf = (id: string) => stack.node.findAll().find(({ node }) => node.path.endsWith(`/${id}/Resource`))!.node.metadata
    .find(({ type }) => type === 'aws:cdk:creationStack')!.data.join();
  expect(traceOf('given')).toContain('whereTheGatewayIs');
  expect(traceOf('added')).toContain('whereItIsAdded');
});

describe('reading fails', () => {
  test('for a file that does not exist', () => {
    expect(messageOf(() => CedarPolicy.fromFile(join(DIRECTORY, 'gone.cedar')))).toMatch(/policy file `.*gone\.cedar` cannot be read: ENOENT.*cedar-file/);
  });

  test('for a folder that does not exist', () => {
    expect(messageOf(() => CedarPolicy.fromDirectory('no-such-folder'))).toContain('folder `no-such-folder` does not exist in ');
  });

  test('for a file in place of a folder', () => {
    expect(messageOf(() => CedarPolicy.fromDirectory(write('place/a.cedar', PERMIT)))).toMatch(/^folder `.*a\.cedar` does not exist in /);
  });

  test('for a folder without policies, because the policy engine would deny every call', () => {
    write('empty/README.md', '');
    expect(messageOf(() => CedarPolicy.fromDirectory(join(DIRECTORY, 'empty')))).toContain('has no .cedar file, and an enforcing policy engine without policies denies every call');
  });
});

describe('placeholders', () => {
  const when = (text: string) => PERMIT.replace(';', ` when { principal.id == "${text}" };`);

  test.each([
    ['{{accountId}}', '<AWS::AccountId>'],
    ['{{region}}', '<AWS::Region>'],
    ['{{partition}}', '<AWS::Partition>'],
  ])('%s has a value by default', (placeholder, value) => {
    expect(statementOf(when(placeholder))).toContain(`principal.id == "${value}"`);
  });

  test('may be defined by the user', () => {
    expect(statementOf(when('{{team}}'), () => ({ variables: { team: 'weather' } }))).toContain('principal.id == "weather"');
  });

  test('may replace predefined placeholders', () => {
    expect(statementOf(when('{{accountId}}'), () => ({ variables: { accountId: '999999999999' } }))).toContain('"999999999999"');
  });

  test('for roles are replaced by the principal ID in the policy engine: the STS ARN without the path and the session name', () => {
    const roles = (stack: Stack) => ({ roles: { agent: newAgent(stack).role } });
    expect(statementOf(when('{{agent}}'), roles)).toMatch(/"arn:<AWS::Partition>:sts::<AWS::AccountId>:assumed-role\/<AgentExecutionRole\w+>"/);
  });

  test('for imported roles have the account and the name of the role, and not its path', () => {
    const roles = (stack: Stack) => ({ roles: { other: iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::999999999999:role/teams/weather/agent') } });
    expect(statementOf(when('{{other}}'), roles)).toContain('"arn:<AWS::Partition>:sts::999999999999:assumed-role/agent"');
  });

  test('are replaced by literals in a stack with a fixed environment', () => {
    expect(statementOf(when('{{accountId}}/{{region}}'), () => ({}), newStack(newApp(), 'Stack', { env: ENV }))).toContain(`"${ENV.account}/${ENV.region}"`);
  });

  test('that are unknown fail the call, and the error has the position and the known names', () => {
    const gateway = newGateway(newStack());
    const message = messageOf(() => gateway.addCedarPolicy('typo', CedarPolicy.fromText('typo', when('{{acountId}}'))));
    expect(message).toContain('acountId');
    expect(message).toContain('accountId');
    expect(message).toMatch(/1:\d+/);
    expect(message).toContain('policies-syntax at Stack/Tools');
  });

  test('that are unclosed fail the call', () => {
    const gateway = newGateway(newStack());
    expect(messageOf(() => gateway.addCedarPolicy('p', CedarPolicy.fromText('p', PERMIT.replace('{{gatewayArn}}', '{{gatewayArn}'))))).toMatch(/not closed.*policies-syntax/s);
  });

  test('outside of string literals fail the call', () => {
    const gateway = newGateway(newStack());
    expect(messageOf(() => gateway.addCedarPolicy('p', CedarPolicy.fromText('p', PERMIT.replace('principal is', '{{accountId}} principal is'))))).toContain('policies-syntax');
  });
});

describe('a gateway with policies', () => {
  test('has a policy engine in mode ENFORCE', () => {
    const stack = newStack();
    newGateway(stack, { cedarPolicies: [CedarPolicy.fromText('p', PERMIT)] });
    const template = Template.fromStack(stack);
    template.resourceCountIs(ENGINE, 1);
    const [engine] = Object.keys(template.findResources(ENGINE));
    template.hasResourceProperties('AWS::BedrockAgentCore::Gateway', { PolicyEngineConfiguration: { Arn: { 'Fn::GetAtt': [engine, 'PolicyEngineArn'] }, Mode: 'ENFORCE' } });
    template.hasResourceProperties(POLICY, { PolicyEngineId: { 'Fn::GetAtt': [engine, 'PolicyEngineId'] } });
  });

  test('may have its policy engine in mode LOG_ONLY', () => {
    const stack = newStack();
    newGateway(stack, { cedarPolicies: [CedarPolicy.fromText('p', PERMIT)], policyEngineMode: agentcore.PolicyEngineMode.LOG_ONLY });
    Template.fromStack(stack).hasResourceProperties('AWS::BedrockAgentCore::Gateway', { PolicyEngineConfiguration: { Mode: 'LOG_ONLY' } });
  });

  test('may have an existing policy engine', () => {
    const stack = newStack();
    const policyEngine = new agentcore.PolicyEngine(stack, 'Engine');
    newGateway(stack, { cedarPolicies: [CedarPolicy.fromText('p', PERMIT)], policyEngineConfiguration: { policyEngine } });
    Template.fromStack(stack).resourceCountIs(ENGINE, 1);
    expect(policiesOf(stack)[0].Properties.PolicyEngineId).toEqual(stack.resolve(policyEngine.policyEngineId));
  });

  test('has no policy engine without policies', () => {
    const stack = newStack();
    newGateway(stack, { cedarPolicies: [] });
    Template.fromStack(stack).resourceCountIs(ENGINE, 0);
  });

  test('is created after the permission of its role to use the policy engine', () => {
    const stack = newStack();
    newGateway(stack, { cedarPolicies: [CedarPolicy.fromText('p', PERMIT)] });
    const template = Template.fromStack(stack);
    const [[, gateway]] = Object.entries(template.findResources('AWS::BedrockAgentCore::Gateway'));
    const policies = template.findResources('AWS::IAM::Policy');
    const allowed = gateway.DependsOn.flatMap((id: string) => policies[id].Properties.PolicyDocument.Statement).flatMap((statement: any) => statement.Action);
    for (const action of ['GetPolicyEngine', 'AuthorizeAction', 'PartiallyAuthorizeActions', 'CheckAuthorizePermissions']) {
      expect(allowed).toContain(`bedrock-agentcore:${action}`);
    }
  });

  test('has policies that are created after all its targets, including those added later', () => {
    const stack = newStack();
    const gateway = new Gateway(stack, 'Tools', { cedarPolicies: [CedarPolicy.fromText('p', PERMIT)] });
    gateway.addLambdaTarget('Weather', { lambdaFunction: newFunction(stack), toolSchema: tools('forecast') });
    const template = Template.fromStack(stack).toJSON();
    const before = new Set<string>();
    const collect = (id: string) => {
      for (const dependency of [template.Resources[id].DependsOn ?? []].flat()) {
        if (!before.has(dependency)) collect(before.add(dependency) && dependency);
      }
    };
    const [id] = Object.keys(Template.fromStack(stack).findResources(POLICY));
    collect(id);
    const [target] = Object.keys(Template.fromStack(stack).findResources('AWS::BedrockAgentCore::GatewayTarget'));
    expect([...before]).toEqual(expect.arrayContaining([target]));
  });

  test('passes the options of a policy to the template', () => {
    const stack = newStack();
    newGateway(stack, {
      cedarPolicies: [CedarPolicy.fromText('p', PERMIT, {
        description: 'Weather for everybody',
        enforcementMode: PolicyEnforcementMode.LOG_ONLY,
        validationMode: agentcore.PolicyValidationMode.IGNORE_ALL_FINDINGS,
      })],
    });
    expect(policiesOf(stack)[0].Properties).toMatchObject({ Description: 'Weather for everybody', EnforcementMode: 'LOG_ONLY', ValidationMode: 'IGNORE_ALL_FINDINGS' });
  });

  test('renders temporal and guardrail policies in their own property', () => {
    const stack = newStack();
    newGateway(stack, { cedarPolicies: [CedarPolicy.fromText('p', PERMIT.replace(';', ' when guardrails { true };'))] });
    expect(Object.keys(policiesOf(stack)[0].Properties.Definition)).toEqual(['Policy']);
  });

  test('rejects two policies with the same ID', () => {
    const gateway = newGateway(newStack(), { cedarPolicies: [CedarPolicy.fromText('p', PERMIT)] });
    expect(messageOf(() => gateway.addCedarPolicy('p', CedarPolicy.fromText('p', PERMIT)))).toMatch(/has a policy `p` already; give one of them another name .*cedar-policy-taken at Stack\/Tools/);
  });

  test('may share one policy with another gateway, with the placeholders of each', () => {
    const stack = newStack();
    const policy = CedarPolicy.fromText('p', PERMIT);
    newGateway(stack, { cedarPolicies: [policy] });
    const other = new Gateway(stack, 'Other', { cedarPolicies: [policy] });
    other.addLambdaTarget('Weather', { lambdaFunction: newFunction(stack, 'OtherFunction'), toolSchema: tools('forecast') });
    const statements = policiesOf(stack).map(({ Properties: { Definition: definition } }) => written(definition.Cedar.Statement));
    expect(new Set(statements).size).toBe(2);
  });
});

test('a policy for another gateway of the policy engine is created after the targets of that gateway too', () => {
  const stack = newStack();
  const policyEngine = new agentcore.PolicyEngine(stack, 'Engine');
  const one = newGateway(stack, { policyEngineConfiguration: { policyEngine } });
  const other = new Gateway(stack, 'Other', { policyEngineConfiguration: { policyEngine } });
  other.addLambdaTarget('time', { lambdaFunction: newFunction(stack, 'Time'), toolSchema: tools('now') });
  const text = PERMIT.replace('weather___forecast', 'time___now').replace('gatewayArn', 'otherArn');
  one.addCedarPolicy('p', CedarPolicy.fromText('p', text, { variables: { otherArn: other.gatewayArn } }));
  expect(policiesOf(stack)[0].DependsOn).toEqual(expect.arrayContaining(resources(stack, 'AWS::BedrockAgentCore::GatewayTarget').map(([id]) => id)));
});

describe('the name of a policy', () => {
  function namesOf(app: App, ...paths: string[]): string[] {
    return paths.flatMap((path) => policiesOf(app.node.findChild(path) as Stack)).map(({ Properties: { Name: name } }) => name);
  }

  test('is unique in the account, also if files have the same name', () => {
    const app = newApp();
    for (const id of ['A', 'B']) {
      newGateway(new Stack(app, id), { runtimeConfigKey: id, cedarPolicies: ['a-b', 'a/b', 'a_b', 'ab'].map((name) => CedarPolicy.fromText(name, PERMIT)) });
    }
    const names = namesOf(app, 'A', 'B');
    expect(new Set(names).size).toBe(8);
    for (const name of names) expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_]{0,47}$/);
  });

  test('is valid for every length of the construct path, and begins with a letter', () => {
    const app = newApp();
    const stack = new Stack(app, 'S0', { stackName: `s-${'x'.repeat(100)}` });
    newGateway(stack, { cedarPolicies: [CedarPolicy.fromText(`9${'y'.repeat(100)}`, PERMIT)] });
    expect(namesOf(app, 'S0')[0]).toMatch(/^[A-Za-z][A-Za-z0-9_]{0,47}$/);
  });
});

describe('policies of a gateway whose targets are in other stacks', () => {
  function stacks(...ids: string[]): Stack[] {
    const app = newApp();
    return ids.map((id) => new Stack(app, id, { env: ENV }));
  }

  function addTarget(gateway: Gateway, stack: Stack, id = 'Weather'): void {
    gateway.addLambdaTarget(id, { lambdaFunction: newFunction(stack, `${id}Function`), toolSchema: tools('forecast') });
  }

  test('are in the stack of the targets', () => {
    const [front, back] = stacks('Front', 'Back');
    addTarget(new Gateway(front, 'Tools', { cedarPolicies: [CedarPolicy.fromText('p', PERMIT)] }), back);
    expect([policiesOf(front).length, policiesOf(back).length]).toEqual([0, 1]);
    expect(policiesOf(back)[0].DependsOn).toBeDefined();
  });

  test('are in the last of several stacks that depend on each other', () => {
    const [front, first, second] = stacks('Front', 'First', 'Second');
    second.addStackDependency(first);
    const gateway = new Gateway(front, 'Tools', { cedarPolicies: [CedarPolicy.fromText('p', PERMIT)] });
    addTarget(gateway, first, 'One');
    addTarget(gateway, second, 'Two');
    expect([policiesOf(first).length, policiesOf(second).length]).toEqual([0, 1]);
  });

  test('are in the last of several stacks, in any order of adding targets', () => {
    const [front, first, second] = stacks('Front', 'First', 'Second');
    second.addStackDependency(first);
    const gateway = new Gateway(front, 'Tools', { cedarPolicies: [CedarPolicy.fromText('p', PERMIT)] });
    addTarget(gateway, second, 'Two');
    addTarget(gateway, first, 'One');
    expect([policiesOf(first).length, policiesOf(second).length]).toEqual([0, 1]);
  });

  test('add dependencies of their stack on the other stacks', () => {
    const [front, one, two] = stacks('Front', 'One', 'Two');
    const gateway = new Gateway(front, 'Tools', { cedarPolicies: [CedarPolicy.fromText('p', PERMIT)] });
    addTarget(gateway, one, 'One');
    addTarget(gateway, two, 'Two');
    Template.fromStack(front);
    const [holder, other] = policiesOf(one).length > 0 ? [one, two] : [two, one];
    expect(holder.dependencies).toContain(other);
  });

  describe('that name the role of an agent', () => {
    const FOR_AGENT = PERMIT.replace('is AgentCore::IamEntity', '== AgentCore::IamEntity::"{{agent}}"');

    /** A gateway, its target and an agent that calls it, each in a stack of this name; where the policy is. */
    function layout(at: { gateway: string; target: string; agent: string }, prepare: (stackOf: (id: string) => Stack) => void = () => {}): string[] {
      const app = newApp();
      const stackOf = (id: string) => app.node.tryFindChild(id) as Stack ?? new Stack(app, id, { env: ENV });
      const agent = newAgent(stackOf(at.agent));
      const gateway = new Gateway(stackOf(at.gateway), 'Tools', { cedarPolicies: [CedarPolicy.fromText('p', FOR_AGENT, { roles: { agent: agent.role } })] });
      addTarget(gateway, stackOf(at.target));
      gateway.grantInvokeAccess(agent);
      prepare(stackOf);
      return app.synth().stacks.filter(({ template }) => Object.values<any>(template.Resources).some(({ Type }) => Type === POLICY)).map(({ id }) => id);
    }

    test.each([
      [{ gateway: 'A', target: 'A', agent: 'A' }, 'A'],
      [{ gateway: 'A', target: 'A', agent: 'B' }, 'B'],
      [{ gateway: 'A', target: 'B', agent: 'A' }, 'B'],
      [{ gateway: 'A', target: 'B', agent: 'B' }, 'B'],
      [{ gateway: 'A', target: 'B', agent: 'C' }, 'C'],
    ])('with %j are in %s', (at, stack) => {
      expect(layout(at)).toEqual([stack]);
    });

    test('fail if no stack can be deployed last, and the error says what to do', () => {
      const make = () => layout({ gateway: 'A', target: 'A', agent: 'B' }, (stackOf) => stackOf('A').addStackDependency(stackOf('B')));
      expect(messageOf(make)).toMatch(/Cedar policy `p` of gateway A\/Tools comes after .* but none of their stacks A, B can be deployed last; .*cedar-policy-placement/);
    });
  });

  test('that name an imported role are in the stack of the gateway', () => {
    const [front, other] = stacks('Front', 'Other');
    const role = iam.Role.fromRoleArn(other, 'Role', 'arn:aws:iam::999999999999:role/agent');
    const gateway = new Gateway(front, 'Tools', {
      cedarPolicies: [CedarPolicy.fromText('p', PERMIT.replace('is AgentCore::IamEntity', '== AgentCore::IamEntity::"{{agent}}"'), { roles: { agent: role } })],
    });
    addTarget(gateway, front);
    expect([policiesOf(front).length, policiesOf(other).length]).toEqual([1, 0]);
  });
});

describe('policies of an inner gateway', () => {
  const READINESS = 'Custom::AgentCoreReadiness';

  /** An outer and an inner gateway in stacks of these names, the inner one with policies for the outer one's role and for an agent. */
  function chain(at: { inner: string; outer: string; agent: string }): App {
    const app = newApp();
    const stackOf = (id: string) => app.node.tryFindChild(id) as Stack ?? new Stack(app, id, { env: ENV });
    const inner = new Gateway(stackOf(at.inner), 'Inner');
    inner.addLambdaTarget('weather', { lambdaFunction: newFunction(stackOf(at.inner)), toolSchema: tools('forecast') });
    const outer = new Gateway(stackOf(at.outer), 'Outer');
    outer.addGateway(inner);
    const agent = newAgent(stackOf(at.agent));
    // Only the CDK adds this dependency, at the end of the synthesis.
    new CfnOutput(stackOf(at.agent), 'Url', { value: outer.url });
    const permit = PERMIT.replace('is AgentCore::IamEntity', '== AgentCore::IamEntity::"{{caller}}"');
    inner.addCedarPolicy('ForOuter', CedarPolicy.fromText('ForOuter', permit, { roles: { caller: outer.role } }));
    inner.addCedarPolicy('ForAgent', CedarPolicy.fromText('ForAgent', permit, { roles: { caller: agent.role } }));
    return app;
  }

  function dependenciesOfCheck(app: App): string {
    const checks = app.synth().stacks.flatMap(({ template }) => Object.values<any>(template.Resources).filter(({ Type }) => Type === READINESS));
    return checks.flatMap(({ DependsOn: dependsOn }) => dependsOn).join();
  }

  test('are created before the outer gateway lists the tools, because it only gets the tools that they permit', () => {
    const dependencies = dependenciesOfCheck(chain({ inner: 'A', outer: 'A', agent: 'A' }));
    expect(dependencies).toMatch(/ForOuter/);
    expect(dependencies).toMatch(/ForAgent/);
  });

  test('are created before it in other stacks too', () => {
    expect(dependenciesOfCheck(chain({ inner: 'A', outer: 'B', agent: 'B' }))).toMatch(/ForOuter/);
  });

  test('that name what is deployed after the outer gateway are not', () => {
    const dependencies = dependenciesOfCheck(chain({ inner: 'A', outer: 'B', agent: 'C' }));
    expect(dependencies).toMatch(/ForOuter/);
    expect(dependencies).not.toMatch(/ForAgent/);
  });
});
