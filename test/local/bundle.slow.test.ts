import { execFileSync, spawnSync } from 'child_process';
import { cpSync, readFileSync, statSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { synthesize, team, upstreamChain } from './apps';
import { temporaryFolder } from './temporary';
import type { CheckReport } from '../../local/cli/check/check-report';

/*
 * The command as it is published: one file, in a separate process.
 */

const ROOT = join(__dirname, '..', '..');
/** The installed package, without the constructs. */
const INSTALLED = temporaryFolder();
const CLI = join(INSTALLED, 'lib', 'local', 'cli.js');
const REFUSE_CEDAR = join(__dirname, 'fixtures', 'refuse-cedar.cjs');

jest.setTimeout(60_000);

interface Run {
  /** The folder to run in. */
  readonly in?: string;
  readonly preload?: string;
  readonly env?: Record<string, string>;
}

function cli(args: readonly string[], { in: cwd = tmpdir(), preload, env = {} }: Run = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...preload === undefined ? [] : ['--require', preload], CLI, ...args], { cwd, env: { ...process.env, ...env }, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** An app folder with its cdk.out. */
function appFolder(build: Parameters<typeof synthesize>[0]): string {
  return dirname(synthesize(build));
}

beforeAll(() => {
  cpSync(join(ROOT, 'package.json'), join(INSTALLED, 'package.json'));
  for (const [program, made] of [['bundle-command', 'local/cli.js'], ['vendor-cedar', 'cedar/vendor']]) {
    execFileSync(process.execPath, [`build-tools/${program}.mjs`, join(INSTALLED, 'lib', made)], { cwd: ROOT, stdio: 'pipe' });
  }
});

test('starts with a shebang and runs', () => {
  expect(readFileSync(CLI, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  const { bin, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { bin: Record<string, string>; version: string };
  expect(join(INSTALLED, bin['agentcore-gateway'])).toBe(CLI);
  expect(cli(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

test('contains neither the Cedar engine nor the CDK', () => {
  expect(statSync(CLI).size).toBeLessThan(1_250_000);
  expect(readFileSync(CLI, 'utf8')).not.toMatch(/require\("aws-cdk-lib|from "aws-cdk-lib|AGFzbQ/);
});

test('contains no path of the build machine', () => {
  expect(readFileSync(CLI, 'utf8')).not.toContain(ROOT);
});

describe('in a folder with a cdk.out', () => {
  const clean = appFolder(team);
  const broken = appFolder(upstreamChain);

  test('check finds nothing in an app of this library', () => {
    const { status, stdout, stderr } = cli(['check'], { in: clean });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^no findings in 3 gateways \(\d+ rules/);
  });

  test('check finds the missing dependency of gateway → gateway → Lambda, with both constructs', () => {
    const { status, stdout } = cli(['check', '--json'], { in: broken });
    expect(status).toBe(1);
    const { findings } = JSON.parse(stdout) as CheckReport;
    const order = findings.find(({ id, with: others = [] }) => id === 'order-outer-before-inner' && others.some(({ path }) => path === 'Upstream/Inner/Orders'));
    expect(order).toMatchObject({ at: { path: 'Upstream/Outer/InnerTarget', source: { line: expect.any(Number) } } });
  });

  test.each(['text', 'json', 'sarif', 'github'])('check writes its complete output as %s', (format) => {
    const { status, stdout, stderr } = cli(['check', '--format', format], { in: broken });
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout.endsWith('\n')).toBe(true);
    if (format === 'json' || format === 'sarif') expect(() => JSON.parse(stdout) as unknown).not.toThrow();
  });

  test('graph writes an SVG file', () => {
    const { status, stdout } = cli(['graph', '--format', 'svg'], { in: broken });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^<svg [^]*<\/svg>\n$/);
    expect(stdout).toContain('mark error');
  });

  test('the page contains its script after bundling', () => {
    expect(cli(['graph', '--format', 'html'], { in: clean }).stdout).toMatch(/<script>\(function pageScript\(picture\)\s*\{[^]*\}\)\(JSON\.parse/);
  });

  test('tools evaluates Cedar policies', () => {
    const { status, stdout } = cli(['tools', '--gateway', 'TeamGateway'], { in: clean });
    expect(status).toBe(0);
    expect(stdout).toContain('permit small-refunds if context.input.amount <= 500');
  });

  test.each([['check'], ['tools'], ['graph']])('%s does not load the Cedar engine for an app without policies', (command) => {
    const { stderr } = cli([command], { in: broken, preload: REFUSE_CEDAR });
    expect(stderr).toBe('');
  });

  test('policies load the Cedar engine', () => {
    const { status, stderr } = cli(['tools'], { in: clean, preload: REFUSE_CEDAR });
    expect(status).toBe(3);
    expect(stderr).toContain('the Cedar engine was loaded');
  });
});

test('in an empty folder the error says what to run', () => {
  expect(cli(['check'], { in: temporaryFolder() })).toEqual({
    status: 2, stdout: '', stderr: 'error: there is no cdk.out in the current folder; run `cdk synth` first, or pass a cloud assembly or templates\n',
  });
});

test('reads a YAML template', () => {
  const folder = temporaryFolder();
  cpSync(join(__dirname, 'fixtures', 'gateways.yaml'), join(folder, 'gateways.yaml'));
  const { status, stdout } = cli(['check', 'gateways.yaml'], { in: folder });
  expect(status).toBe(1);
  expect(stdout).toContain('auth-');
  expect(stdout).toMatch(/at +gateways\.yaml:\d+\n/);
});
