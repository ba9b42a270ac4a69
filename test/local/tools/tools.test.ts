import { writeFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { COLORED } from '../../../local/cli/paint';
import { formatToolsText } from '../../../local/cli/tools/format-text';
import { toolsOfApp } from '../../../local/cli/tools/tools-of-app';
import { UserError } from '../../../local/user-error';
import { CedarPolicy, Gateway } from '../../../src';
import { PLAIN } from '../../../src/findings/format';
import { messageOf, newAgent, newFunction, tools as toolSchema } from '../../builders';
import { kitchenSink, synthesize as synthesizeUpstream } from '../../model/apps';
import { synthesize, team } from '../apps';
import { expectGolden } from '../golden';
import { temporaryFolder } from '../temporary';

const directory = synthesize(team);
const tools = (gateway?: string, ...as: string[]) => toolsOfApp({ inputs: [directory], as, ...gateway === undefined ? {} : { gateway } });
const answers = (gateway: string, ...as: string[]) => {
  const { access } = tools(gateway, ...as).gateways[0];
  return access!.tools.map(({ tool, cells }) => `${tool}: ${cells.map(({ answer }) => answer).join(' ')}`);
};

describe('the tools of an app', () => {
  test('as text', () => {
    expectGolden('tools.txt', formatToolsText(tools(), PLAIN));
  });

  test('are in the same columns with and without colors', () => {
    // eslint-disable-next-line no-control-regex
    expect(formatToolsText(tools(), COLORED).replaceAll(/\u001b\[[0-9;]*m/g, '')).toBe(formatToolsText(tools(), PLAIN));
  });

  test('are listed for the outermost gateways first', () => {
    expect(tools().gateways.map(({ path, key }) => [path, key])).toEqual([['Team/TeamGateway', 'TeamGateway'], ['Team/WebGateway', 'WebGateway'], ['Domain/DomainTools', 'DomainTools']]);
  });

  test('have names with the prefixes of all targets on the path', () => {
    expect(tools('TeamGateway').gateways[0].tools.find(({ name }) => name.endsWith('search') && name.includes('docs'))).toEqual({
      name: 'domain___docs___search',
      nameKnown: true,
      length: 22,
      tooLong: false,
      hops: [{ gateway: 'Team/TeamGateway', target: 'domain' }, { gateway: 'Domain/DomainTools', target: 'docs' }],
      kind: 'MCP server',
      description: 'Searches the handbook.',
    });
  });

  test.each([['its key', 'DomainTools'], ['its construct path', 'Domain/DomainTools']])('are those of one gateway, named by %s', (_, wanted) => {
    expect(tools(wanted).gateways.map(({ path }) => path)).toEqual(['Domain/DomainTools']);
  });

  test('are marked if their names are too long for models', () => {
    const long = synthesize((app) => {
      const stack = new Stack(app, 'S');
      const gateway = new Gateway(stack, 'G');
      gateway.addLambdaTarget('a'.repeat(30), { lambdaFunction: newFunction(stack), toolSchema: toolSchema('b'.repeat(40)) });
    });
    const report = toolsOfApp({ inputs: [long], as: [] });
    expect(report.gateways[0].tools.find(({ tooLong }) => tooLong)).toMatchObject({ length: 73 });
    expect(formatToolsText(report, PLAIN)).toContain('73 > 64');
  });

  test('are listed as unknown with the reason', () => {
    const { gateways } = toolsOfApp({ inputs: [synthesizeUpstream(kitchenSink)], as: [], gateway: 'Outer' });
    expect(gateways[0].unknown).toEqual([{ hops: [{ gateway: 'Kitchen/Outer', target: 'remote' }], reason: 'the gateway lists the tools of the MCP server at deployment' }]);
  });
});

describe('who can call what', () => {
  test('is evaluated for the callers that the app allows to invoke the gateway', () => {
    const { access } = tools('TeamGateway').gateways[0];
    expect(access).toMatchObject({ policyEngine: { mode: 'ENFORCE', policies: 2 }, notEvaluated: [] });
    expect(access!.callers.map(({ name, mayInvoke }) => [name, mayInvoke])).toEqual([['Agent', 'yes'], ['Intern', 'yes']]);
    expect(answers('TeamGateway')).toEqual([
      'domain___x_amz_bedrock_agentcore_search: yes no', 'domain___orders___get_order: yes no', 'domain___orders___refund: if no',
      'domain___pet-store___listPets: yes no', 'domain___docs___search: yes no', 'domain___docs___read_page: yes no',
    ]);
  });

  test('has the condition, with an allowed and a denied call', () => {
    const row = tools('TeamGateway').gateways[0].access!.tools.find(({ tool }) => tool === 'domain___orders___refund')!;
    expect(row.cells[0].decisions).toEqual([{
      gateway: 'Team/TeamGateway',
      tool: 'domain___orders___refund',
      logsOnly: false,
      answer: 'if',
      because: [{ policy: 'small-refunds', effect: 'permit', condition: 'context.input.amount <= 500' }],
      allowed: { arguments: { amount: 499 } },
      denied: { arguments: { amount: 501 } },
    }]);
  });

  test.each([
    ['an agent by its name', 'Agent', 'if'],
    ['an agent by its path', 'Team/Agent', 'if'],
    ['a role outside the app', 'arn:aws:iam::111122223333:role/Else', 'no'],
    ['a token, at a gateway with IAM authorization', '{"sub":"alice"}', 'no'],
    ['anyone, at a gateway with IAM authorization', 'anyone', 'no'],
  ])('for %s', (_, as, answer) => {
    expect(answers('TeamGateway', as)).toContain(`domain___orders___refund: ${answer}`);
  });

  test('without policies is evaluated only for named principals', () => {
    expect(tools('DomainTools').gateways[0].access).toBeUndefined();
    expect(answers('DomainTools', 'Agent')).toContain('orders___refund: no');
    expect(answers('DomainTools', 'TeamGateway')).toContain('orders___refund: yes');
    expect(answers('WebGateway', '{"sub":"alice"}')).toContain('domain___orders___refund: yes');
  });

  test('distinguishes callers with the same name', () => {
    const names = (gateway: string, ...as: string[]) => tools(gateway, ...as).gateways[0].access!.callers.map(({ name }) => name);
    expect(names('WebGateway', '{"sub":"bob"}', '{"sub":"bob","role":"admin"}', '{"sub":"alice"}')).toEqual(['bob', 'bob (2)', 'alice']);
    expect(names('TeamGateway', 'Team/Agent', 'arn:aws:iam::111122223333:role/Agent')).toEqual(['Team/Agent', 'Agent (2)']);
  });

  test.each([
    ['a name that is not a principal', 'nobody', /`nobody` is not a principal; use the construct path of an agent, function or role of the app/],
    ['claims that are not JSON', '{x', /the claims \{x are not JSON/],
    ['a file that does not exist', '@no-such.json', /ENOENT/],
    ['an ambiguous name', 'ServiceRole', /`ServiceRole` matches several constructs: .*; use the construct path/],
  ])('rejects %s', (_, as, message) => {
    expect(messageOf(() => tools('TeamGateway', as))).toMatch(message);
    expect(() => tools('TeamGateway', as)).toThrow(UserError);
  });

  test('rejects a gateway that does not exist, and lists the gateways', () => {
    expect(messageOf(() => tools('Nothing'))).toBe('there is no gateway `Nothing`; the gateways are Domain/DomainTools (key DomainTools), Team/TeamGateway (key TeamGateway), Team/WebGateway (key WebGateway)');
  });
});

describe('through several gateways with policies', () => {
  const permit = (condition: string, action = '') => `permit(principal, action${action}, resource == AgentCore::Gateway::"{{gatewayArn}}") ${condition};`;
  const chain = (inner: string, options: { mode?: agentcore.PolicyEngineMode; outer?: string } = {}) => synthesize((app: App) => {
    const stack = new Stack(app, 'S');
    const innerGateway = new Gateway(stack, 'Inner', { cedarPolicies: [CedarPolicy.fromText('inner', inner)], ...options.mode ? { policyEngineMode: options.mode } : {} });
    innerGateway.addLambdaTarget('Orders', {
      lambdaFunction: newFunction(stack),
      toolSchema: agentcore.ToolSchema.fromInline([{
        name: 'refund', description: 'd', inputSchema: { type: agentcore.SchemaDefinitionType.OBJECT, properties: { amount: { type: agentcore.SchemaDefinitionType.INTEGER } }, required: ['amount'] },
      }]),
    });
    const outer = new Gateway(stack, 'Outer', { cedarPolicies: [CedarPolicy.fromText('outer', options.outer ?? permit(''))] });
    outer.addGateway(innerGateway, { gatewayTargetName: 'inner' });
    outer.grantInvokeAccess(newAgent(stack));
  });
  const answer = (inner: string, options: Parameters<typeof chain>[1] = {}) => {
    const { access } = toolsOfApp({ inputs: [chain(inner, options)], gateway: 'Outer', as: [] }).gateways[0];
    return access!.tools.find(({ tool }) => tool === 'inner___orders___refund')!.cells[0];
  };

  test('the inner gateway evaluates its policies for the role of the outer gateway', () => {
    const cell = answer(permit('when { context.input.amount <= 5 }', ' == AgentCore::Action::"orders___refund"'));
    expect(cell.answer).toBe('if');
    expect(cell.decisions.map((decision) => [decision.gateway, decision.tool, decision.answer])).toEqual([['S/Outer', 'inner___orders___refund', 'yes'], ['S/Inner', 'orders___refund', 'if']]);
  });

  test('the examples are a call that all gateways allow, and a call that one denies', () => {
    const cell = answer(permit('when { context.input.amount <= 5 }', ' == AgentCore::Action::"orders___refund"'), {
      outer: permit('when { context.input.amount > 3 }', ' == AgentCore::Action::"inner___orders___refund"'),
    });
    expect(cell.allowed).toEqual({ arguments: { amount: 4 } });
    expect(cell.denied).toEqual(cell.decisions[0].denied);
  });

  test('no conditions are listed when the outer gateway denies the call', () => {
    const denying = chain(permit('when { context.input.amount <= 5 }', ' == AgentCore::Action::"orders___refund"'), { outer: permit('when { principal is AgentCore::OAuthUser }') });
    const text = formatToolsText(toolsOfApp({ inputs: [denying], gateway: 'Outer', as: [] }), PLAIN);
    expect(text).toMatch(/inner___orders___refund +no\n/);
    expect(text).not.toContain('allowed');
  });

  test.each([
    ['permit', 'permit', 'unknown'],
    ['forbid of a call that nothing permits', 'forbid', 'no'],
  ])('a %s that cannot be evaluated locally (%s) results in %s', (_, effect, expected) => {
    const dogwood = permit('when guardrails { true }', ' == AgentCore::Action::"orders___refund"').replace('permit', effect);
    expect(answer(dogwood)).toMatchObject({ answer: expected });
  });

  test('the call is denied if one gateway denies it', () => {
    expect(answer(permit('when { principal is AgentCore::OAuthUser }'))).toMatchObject({ answer: 'no' });
  });

  test('a gateway in LOG_ONLY mode denies nothing', () => {
    expect(answer(permit('when { principal is AgentCore::OAuthUser }'), { mode: agentcore.PolicyEngineMode.LOG_ONLY })).toMatchObject({ answer: 'yes' });
  });
});

test('an app without gateways has no tools', () => {
  const empty = synthesize((app) => void new Stack(app, 'S'));
  expect(formatToolsText(toolsOfApp({ inputs: [empty], as: [] }), PLAIN)).toBe('There are no gateways.\n');
});

describe('with a policy that does not parse', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'app.yaml');
  writeFileSync(file, `
Resources:
  Engine: { Type: AWS::BedrockAgentCore::PolicyEngine, Properties: { Name: engine } }
  Good: { Type: AWS::BedrockAgentCore::Policy, Properties: { Name: good, PolicyEngineId: !GetAtt Engine.PolicyEngineId, Definition: { Cedar: { Statement: 'permit(principal, action, resource);' } } } }
  Broken:
    Type: AWS::BedrockAgentCore::Policy
    Properties: { Name: broken, PolicyEngineId: !GetAtt Engine.PolicyEngineId, Definition: { Cedar: { Statement: "permit(principal,\\n  action resource);" } } }
  Tools: { Type: AWS::BedrockAgentCore::Gateway, Properties: { Name: tools, AuthorizerType: NONE, ProtocolType: MCP, PolicyEngineConfiguration: { Arn: !GetAtt Engine.PolicyEngineArn, Mode: ENFORCE } } }
  Time:
    Type: AWS::BedrockAgentCore::GatewayTarget
    Properties: { Name: time, GatewayIdentifier: !Ref Tools, TargetConfiguration: { Mcp: { Lambda: { LambdaArn: x, ToolSchema: { InlinePayload: [{ Name: now, Description: d, InputSchema: { Type: object } }] } } } } }
`);

  test('everything else is listed, and what it decides is unknown', () => {
    const { gateways: [{ access, tools: listed }] } = toolsOfApp({ inputs: [file], as: [] });
    expect(listed.map(({ name }) => name)).toEqual(['time___now']);
    expect(access).toMatchObject({ policyEngine: { policies: 2 }, tools: [{ tool: 'time___now', cells: [{ answer: 'unknown' }] }] });
    expect(access!.broken).toEqual([{ at: { address: 'app.Broken', path: 'app/Broken', source: { file, line: 5 } }, place: 'Broken:2:10', message: expect.stringContaining('unexpected token'), fix: expect.any(String) }]);
  });

  test('the policy is named with its file and line', () => {
    expect(formatToolsText(toolsOfApp({ inputs: [file], as: [] }), PLAIN)).toMatch(/! policy Broken:2:10 does not parse: unexpected token `resource`\n    fix: .* \(app\/Broken, .*app\.yaml:5\)/);
  });
});

test('the service describes the tools of a connector', () => {
  const report = toolsOfApp({ as: [], inputs: [synthesize((app) => { new Gateway(new Stack(app, 'S'), 'G').addWebSearchTarget('Web'); })] });
  expect(formatToolsText(report, PLAIN)).toMatch(/web___WebSearch +15 +1 +connector +from the service\n/);
});

test('HTTP and inference targets have paths instead of tools', () => {
  const file = join(temporaryFolder(), 'app.json');
  const target = (name: string, configuration: object) => ({ Type: 'AWS::BedrockAgentCore::GatewayTarget', Properties: { Name: name, GatewayIdentifier: { Ref: 'G' }, TargetConfiguration: configuration } });
  writeFileSync(file, JSON.stringify({
    Resources: {
      G: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'g', AuthorizerType: 'AWS_IAM' } },
      A: target('assistant', { Http: { AgentcoreRuntime: { Arn: { 'Fn::GetAtt': ['Agent', 'AgentRuntimeArn'] } } } }),
      B: target('partner', { Http: { Passthrough: { Endpoint: 'https://agent.partner.example.org', ProtocolType: 'A2A' } } }),
      C: target('models', { Inference: { Provider: { Endpoint: 'https://models.example.org', Operations: [{ Path: '/v1/chat/completions', Models: [{ Model: 'large' }, { Model: 'small-*' }] }, { Path: '/v1/messages' }] } } }),
      D: target('more', { Inference: { Connector: { Source: { ConnectorId: 'bedrock-mantle' } } } }),
      Agent: { Type: 'AWS::BedrockAgentCore::Runtime', Properties: { AgentRuntimeName: 'agent' } },
    },
  }));
  const report = toolsOfApp({ inputs: [file], as: [] });
  expect(report.gateways[0].paths.map(({ goesTo, path }) => [path, goesTo])).toEqual([
    ['POST /assistant/invocations', 'app/Agent'],
    ['GET, POST, DELETE /partner/…', 'https://agent.partner.example.org'],
    ['POST /inference/v1/chat/completions', 'https://models.example.org'],
    ['POST /inference/v1/messages', 'https://models.example.org'],
    ['POST /inference/…', 'bedrock-mantle'],
  ]);
  expect(formatToolsText(report, PLAIN)).toMatch(/^ {2}POST \/assistant\/invocations +\S.* app\/Agent$/m);
  expect(formatToolsText(report, PLAIN)).not.toContain('no tools');
  expect(report.gateways[0].paths.map(({ models }) => models)).toEqual([undefined, undefined, ['models/large', 'models/small-*'], ['models/…'], ['more/…']]);
});

test('columns stay aligned with ideographs, emoji and combining characters', () => {
  const tool = (name: string) => ({ name, nameKnown: true, length: name.length, tooLong: false, hops: [], kind: 'Lambda' });
  const text = formatToolsText({ gateways: [{ path: 'G', address: 'G', inboundAuth: '', tools: ['漢字', '🚀', 'e\u0301', 'plain'].map(tool), tokens: 30, search: 'on' as const, paths: [], denied: [], unknown: [], cycles: [], complete: true }] }, PLAIN);
  // Each line up to its length column, as wide as a terminal shows it.
  const widths = text.split('\n').slice(2, 6).map((line) => [...line.slice(0, line.search(/\d/))].reduce((sum, character) => sum + ({ '漢': 2, '字': 2, '🚀': 2, '\u0301': 0 }[character] ?? 1), 0));
  expect(new Set(widths).size).toBe(1);
});
