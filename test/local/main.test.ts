import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { synthesize, team, upstreamChain } from './apps';
import { expectGolden } from './golden';
import { temporaryFolder } from './temporary';
import type { CheckReport } from '../../local/cli/check/check-report';
import { EXIT, EXIT_CODES_HELP } from '../../local/cli/exit-code';
import { run } from '../../local/cli/main';
import * as check from '../../src/rules/check';
import { RULES } from '../../src/rules/registry';

const ok = synthesize(team);
const broken = synthesize(upstreamChain);

/** Runs the command in this process, in a new folder. */
async function cli(...args: string[]) {
  const written = { stdout: '', stderr: '' };
  const directory = temporaryFolder();
  const stream = (name: keyof typeof written) => ({ write: (text: string) => { written[name] += text; } });
  const code = await run(args, { directory, environment: {}, stdout: stream('stdout'), stderr: stream('stderr') });
  return { code, directory, ...written };
}

describe('exit codes', () => {
  test.each([
    ['no findings', ['check', ok], EXIT.clean],
    ['errors', ['check', broken], EXIT.found],
    ['help', ['--help'], EXIT.clean],
    ['help of a command', ['check', '--help'], EXIT.clean],
    ['the version', ['--version'], EXIT.clean],
    ['no command', [], EXIT.usage],
    ['a command that does not exist', ['chekc'], EXIT.usage],
    ['an option that does not exist', ['check', '--what'], EXIT.usage],
    ['a format that does not exist', ['check', '--format', 'xml'], EXIT.usage],
    ['a pack that does not exist', ['check', ok, '--pack', 'nothing'], EXIT.usage],
    ['an input that does not exist', ['check', 'no-such.json'], EXIT.usage],
    ['a settings file that does not exist', ['check', ok, '--config', 'no-such.json'], EXIT.usage],
    ['a deployed template that does not exist', ['check', ok, '--against', 'no-such.json'], EXIT.usage],
    ['a file that cannot be written', ['graph', ok, '--output', '/no/such/folder/x.svg'], EXIT.usage],
    ['a timeout that is not a number', ['tools', ok, '--timeout', 'soon'], EXIT.usage],
    ['a picture of an app with errors', ['graph', broken], EXIT.clean],
    ['tools', ['tools', ok], EXIT.clean],
  ])('for %s', async (_, args, expected) => {
    const { code, stdout, stderr } = await cli(...args);
    expect(code).toBe(expected);
    // Usage errors go to stderr only.
    expect(expected === EXIT.usage ? stdout : stderr).toBe('');
  });
});

describe('docs/CLI.md', () => {
  const page = readFileSync(join(__dirname, '../../docs/CLI.md'), 'utf8');

  test.each(['check', 'graph', 'tools'])('has every option of %s, and no other', async (command) => {
    const { stdout } = await cli(command, '--help');
    const ofCommand = page.split('\n## ').find((section) => section.startsWith(`${command}\n`))!;
    const inTable = [...ofCommand.matchAll(/^\| `(--\w+)/gm)].map(([, option]) => option);
    const common = ['--json', '--no-color', '--debug', '--help'];
    const inHelp = [...stdout.matchAll(/^  (?:-\w, )?(--[\w-]+)/gm)].map(([, option]) => option);
    expect(inTable).toEqual(inHelp.filter((option) => !common.includes(option)));
  });

  test('has the exit codes of the help', () => {
    const inHelp = EXIT_CODES_HELP.split('\n').slice(1).map((line) => line.trim());
    const inTable = [...page.matchAll(/^\| (\d) \| (.*) \|$/gm)].map(([, code, meaning]) => `${code}  ${meaning.replaceAll('`', '')}`);
    expect(inTable).toEqual(inHelp);
  });
});

test('a user error is printed without a stack trace', async () => {
  const { stderr } = await cli('check', 'no-such.json');
  expect(stderr).toBe('error: no-such.json does not exist; pass a cloud assembly or templates\n');
});

test('a similar command is suggested for one that does not exist', async () => {
  expect((await cli('chekc')).stderr).toContain('(Did you mean check?)');
});

describe('an internal error', () => {
  beforeEach(() => void jest.spyOn(check, 'check').mockImplementation(() => { throw new TypeError('x is not a function'); }));
  afterEach(() => jest.restoreAllMocks());

  test('is reported as one, with a request to report it', async () => {
    const { code, stderr } = await cli('check', ok);
    expect(code).toBe(EXIT.internal);
    expect(stderr).toBe('error: x is not a function\nThis is an internal error of agentcore-gateway, not a mistake in your app. Please report it with the output of --debug.\n');
  });

  test('in a rule keeps the findings of the other rules', async () => {
    jest.restoreAllMocks();
    jest.spyOn(RULES.find(({ id }) => id === 'order-cycle')!, 'evaluate').mockImplementation(() => { throw new TypeError('x is not a function'); });
    const { code, stdout, stderr } = await cli('check', broken, '--debug');
    expect(code).toBe(EXIT.internal);
    expect(stdout).toContain('error order-outer-before-inner  Upstream/Outer/InnerTarget');
    expect(stderr).toMatch(/^error: rule order-cycle crashed: x is not a function\nThis is an internal error of agentcore-gateway, not a mistake in your app\..*\nTypeError: x is not a function\n +at /);
  });

  test('has a stack trace with --debug', async () => {
    const { stderr } = await cli('check', ok, '--debug');
    expect(stderr).toMatch(/^TypeError: x is not a function\n +at /m);
  });
});

describe('help', () => {
  test.each(['check', 'graph', 'tools', 'dev', 'call'])('of %s has its options, examples and exit codes', async (command) => {
    expectGolden(`help-${command}.txt`, (await cli(command, '--help')).stdout);
  });

  test('lists the commands', async () => {
    expectGolden('help.txt', (await cli('--help')).stdout);
  });
});

describe('check', () => {
  const rules = (json: string) => (JSON.parse(json) as { findings: { id: string; acknowledged?: object }[] }).findings.map(({ id, acknowledged }) => acknowledged ? `(${id})` : id);

  test('--json is the same as --format json', async () => {
    const { stdout } = await cli('check', broken, '--json');
    expect(rules(stdout).length).toBeGreaterThan(0);
    expect((await cli('check', broken, '--format', 'json')).stdout).toBe(stdout);
  });

  test('applies acknowledgements from a settings file', async () => {
    const { findings } = JSON.parse((await cli('check', broken, '--json')).stdout) as { findings: { id: string }[] };
    const settings = join(temporaryFolder(), 'settings.json');
    const ids = [...new Set(findings.map(({ id }) => id))];
    writeFileSync(settings, JSON.stringify({ acknowledgements: [...ids, 'auth-none-open'].map((id) => ({ id, reason: 'a test' })) }));
    const { code, stdout } = await cli('check', broken, '--config', settings);
    expect(code).toBe(EXIT.clean);
    expect(stdout).toContain(`${settings} acknowledges \`auth-none-open\`, but the rule reports nothing there`);
    expect((await cli('check', broken, '--config', settings, '--strict')).code).toBe(EXIT.found);
    expect(rules((await cli('check', broken, '--config', settings, '--json')).stdout).every((rule) => rule.startsWith('('))).toBe(true);
  });

  test('applies acknowledgements from the program, of constructs, their resources and stacks', async () => {
    const acknowledge = (construct: IConstruct, rule: string) => Validations.of(construct).acknowledge({ id: `cdk-agentcore-gateway::${rule}`, reason: 'a test' });
    const directory = synthesize((app) => {
      upstreamChain(app);
      const stack = app.node.findChild('Upstream');
      acknowledge(stack, 'order-outer-before-inner');
      acknowledge(stack.node.findChild('Inner').node.findChild('Orders').node.defaultChild!, 'order-target-before-its-policy');
      acknowledge(stack.node.findChild('Outer'), 'auth-none-open');
    });
    const report = JSON.parse((await cli('check', directory, '--json')).stdout) as CheckReport;
    const paths = (acknowledged: boolean) => report.findings.filter((finding) => acknowledged === (finding.acknowledged !== undefined))
      .map(({ id, at }) => `${id} ${at.path}`);
    expect(new Set(paths(true))).toEqual(new Set(['order-outer-before-inner Upstream/Outer/InnerTarget', 'order-target-before-its-policy Upstream/Inner/Orders']));
    expect(paths(false)).toEqual(['order-target-before-its-policy Upstream/Outer/InnerTarget']);
    expect(report.unusedAcknowledgements).toEqual([{ id: 'auth-none-open', reason: 'a test', path: 'Upstream/Outer', in: 'code' }]);
  });

  test('an acknowledgement of a rule in a pack that is off is not reported as unused', async () => {
    const settings = join(temporaryFolder(), 'settings.json');
    writeFileSync(settings, JSON.stringify({ acknowledgements: [{ id: RULES.find(({ pack }) => pack === 'security')!.id, reason: 'a test' }] }));
    expect((await cli('check', ok, '--config', settings)).stdout).not.toContain('acknowledges');
  });

  test('compares with a deployed template', async () => {
    const folder = temporaryFolder();
    const template = (id: string) => {
      const file = join(folder, `${id}.json`);
      writeFileSync(file, JSON.stringify({ Resources: { [id]: { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'tools', AuthorizerType: 'AWS_IAM', ProtocolType: 'MCP', RoleArn: 'arn:aws:iam::111122223333:role/r' } } } }));
      return file;
    };
    const [before, now] = [template('Old'), template('New')];
    expect(rules((await cli('check', now, '--json')).stdout)).not.toContain('names-replaced');
    expect(rules((await cli('check', now, '--against', before, '--json')).stdout)).toContain('names-replaced');
  });

  describe('--against', () => {
    const GATEWAY = { Type: 'AWS::BedrockAgentCore::Gateway', Properties: { Name: 'tools', AuthorizerType: 'AWS_IAM', ProtocolType: 'MCP', RoleArn: 'arn:aws:iam::111122223333:role/r' } };
    const RUNTIME = (image: string) => ({
      Type: 'AWS::BedrockAgentCore::Runtime', Properties: { AgentRuntimeName: 'docs', AgentRuntimeArtifact: { ContainerConfiguration: { ContainerUri: image } }, ProtocolConfiguration: 'MCP' },
    });
    const encoded = { 'Fn::Join': ['%2F', { 'Fn::Split': ['/', { 'Fn::Join': ['%3A', { 'Fn::Split': [':', { 'Fn::GetAtt': ['Docs', 'AgentRuntimeArn'] }] }] }] }] };
    const DOCS = {
      Type: 'AWS::BedrockAgentCore::GatewayTarget',
      Properties: {
        GatewayIdentifier: { Ref: 'Tools' },
        Name: 'docs',
        TargetConfiguration: { Mcp: { McpServer: { Endpoint: { 'Fn::Join': ['', ['https://bedrock-agentcore.', { Ref: 'AWS::Region' }, '.amazonaws.com/runtimes/', encoded, '/invocations?qualifier=DEFAULT']] } } } },
      },
    };

    function file(name: string, image: string): string {
      const path = join(temporaryFolder(), name);
      writeFileSync(path, JSON.stringify({ Resources: { Tools: GATEWAY, Docs: RUNTIME(image), Target: DOCS } }));
      return path;
    }

    test('lists what happens to each target, and the rule about stale tools', async () => {
      const { stdout } = await cli('check', file('now.json', 'docs:2'), '--against', file('deployed.json', 'docs:1'));
      expect(stdout).toContain('targets\n  stale             now/Target: `AgentRuntimeArtifact` of now/Docs changes\n');
      expect(stdout).toContain('warning order-target-stale  now/Target');
    });

    test('does not depend on the names of the files', async () => {
      const { stdout } = await cli('check', file('now.json', 'docs:1'), '--against', file('deployed.json', 'docs:1'));
      expect(stdout).toContain('targets\n  1 target unchanged\n');
    });

    test('lists unchanged targets with --verbose', async () => {
      const { stdout } = await cli('check', file('now.json', 'docs:1'), '--against', file('deployed.json', 'docs:1'), '--verbose');
      expect(stdout).toContain('targets\n  unchanged         now/Target: nothing changes\n');
    });

    test('is in the JSON report', async () => {
      const { stdout } = await cli('check', file('now.json', 'docs:2'), '--against', file('deployed.json', 'docs:1'), '--json');
      expect(JSON.parse(stdout)).toMatchObject({ targets: [{ path: 'now/Target', fate: 'stale', because: '`AgentRuntimeArtifact` of now/Docs changes' }] });
    });

    test('reports no targets without it', async () => {
      expect(JSON.parse((await cli('check', file('now.json', 'docs:2'), '--json')).stdout)).not.toHaveProperty('targets');
    });
  });

  describe('--schemas', () => {
    const TEMPLATE = `
Resources:
  Tools:
    Type: AWS::BedrockAgentCore::Gateway
    Properties: { Name: tools, AuthorizerType: AWS_IAM, Protocoltype: MCP, ProtocolConfiguration: { Mcp: { Instruction: x } } }
  Bucket:
    Type: AWS::S3::Bucket
    Properties: { Nme: x }
`;
    const inFolder = (settings = {}) => {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'tools.yaml'), TEMPLATE);
      writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
      return [join(folder, 'tools.yaml'), '--config', join(folder, 'settings.json')];
    };
    const found = (stdout: string) => (JSON.parse(stdout) as CheckReport).findings.map(({ id, message, acknowledged }) => `${id} ${message}${acknowledged ? ' (acknowledged)' : ''}`);

    test('finds unknown and missing properties of AgentCore resources only', async () => {
      const { code, stdout } = await cli('check', ...inFolder(), '--schemas', '--json');
      expect(code).toBe(EXIT.found);
      expect(found(stdout)).toEqual(expect.arrayContaining([
        expect.stringMatching(/^F3002 `Protocoltype`: Additional properties are not allowed .*Did you mean 'ProtocolType'/),
        'F3003 \'RoleArn\' is a required property',
        expect.stringMatching(/^F3018 `ProtocolConfiguration`: .*Additional property 'Instruction' is not allowed/),
      ]));
      expect(stdout).not.toContain('Nme');
    });

    test('applies acknowledgements from the settings, and reports unused ones', async () => {
      const acknowledgements = [{ id: 'F3003', reason: 'added later', path: 'tools/Tools' }, { id: 'F3031', reason: 'old' }];
      const { stdout } = await cli('check', ...inFolder({ acknowledgements }), '--schemas', '--json');
      expect(found(stdout)).toContain('F3003 \'RoleArn\' is a required property (acknowledged)');
      expect((JSON.parse(stdout) as CheckReport).unusedAcknowledgements).toEqual([expect.objectContaining({ id: 'F3031', in: 'settings' })]);
    });

    test('is off by default', async () => {
      const { stdout } = await cli('check', ...inFolder({ acknowledgements: [{ id: 'F3003', reason: 'added later' }] }), '--json');
      expect(stdout).not.toContain('F300');
    });
  });

  test('evaluates the security pack only with --pack', async () => {
    expect(rules((await cli('check', ok, '--json')).stdout)).toEqual([]);
    expect(rules((await cli('check', ok, '--pack', 'security', '--json')).stdout).some((rule) => rule.startsWith('security-'))).toBe(true);
  });
});

describe('graph', () => {
  test.each([['x.svg', /^<svg /], ['x.html', /^<!doctype html>/], ['x.json', /^\{\n/], ['x.mmd', /^flowchart LR/]])('writes %s in the format of its extension', async (name, beginning) => {
    const file = join(temporaryFolder(), name);
    const { stdout, stderr } = await cli('graph', ok, '--output', file);
    expect(stdout).toBe('');
    expect(stderr).toBe(`wrote ${file}\n`);
    expect(readFileSync(file, 'utf8')).toMatch(beginning);
  });

  test('as JSON is the picture without positions', async () => {
    expect(JSON.parse((await cli('graph', ok, '--json')).stdout)).toMatchObject({ stacks: [{ id: 'Domain' }, { id: 'Team' }], findings: [] });
  });
});

describe('tools', () => {
  test('as JSON', async () => {
    expect(JSON.parse((await cli('tools', ok, '--gateway', 'TeamGateway', '--as', 'Agent', '--json')).stdout)).toMatchObject({ gateways: [{ path: 'Team/TeamGateway', access: { callers: [{ name: 'Agent' }] } }] });
  });
});
