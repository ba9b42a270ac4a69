import { ChildProcess, execFile, spawn } from 'child_process';
import { mkdirSync, mkdtempSync } from 'fs';
import { join } from 'path';
import { promisify } from 'util';
import { emulatorPython, EMULATOR_ENVIRONMENT } from './python';
import { freePort } from '../mcp-client/start-server';

const ROOT = join(__dirname, '..', '..');
const CDK = join(ROOT, 'node_modules', '.bin', 'cdk');
const ACCOUNT = '123456789012';
const REGION = 'us-east-1';

/** What there is, as the emulator tells it. */
export interface State {
  readonly targets: { gateway: string; target: string; status: string; tools: string[]; listedNow?: string[] | string }[];
  readonly gateways: number;
  readonly runtimes: number;
  readonly policies: number;
  readonly roles: string[];
  readonly functions: number;
  readonly applications: number;
  /** Whether each finds a Runtime Configuration document. */
  readonly agents: Record<string, boolean>;
}

export interface CommandResult {
  readonly code: number;
  readonly output: string;
}

/** ministack with AgentCore beside it, on a port of this machine, and the CDK CLI that deploys into it. */
export class EmulatorServer {
  public static async start(): Promise<EmulatorServer> {
    const port = await freePort();
    // Inside the project: the servers of the example find their packages there.
    mkdirSync(join(ROOT, '.cache'), { recursive: true });
    const child = spawn(emulatorPython(), ['-m', 'emulator.server', String(port), mkdtempSync(join(ROOT, '.cache', 'servers-'))], {
      cwd: __dirname, env: EMULATOR_ENVIRONMENT, stdio: ['ignore', 'ignore', 'inherit'],
    });
    const server = new EmulatorServer(child, `http://127.0.0.1:${port}`);
    await server.untilReady();
    return server;
  }

  private constructor(private readonly process: ChildProcess, private readonly url: string) {}

  public async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.process.on('close', resolve));
    this.process.kill();
    await closed;
  }

  /** Runs the CDK CLI, which takes the emulator for AWS. */
  public async cdk(...args: string[]): Promise<CommandResult> {
    const { AWS_PROFILE: _, ...environment } = process.env;
    try {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [CDK, ...args], {
        maxBuffer: 1e8,
        env: {
          ...environment,
          AWS_ENDPOINT_URL: this.url,
          AWS_ACCESS_KEY_ID: ACCOUNT,
          AWS_SECRET_ACCESS_KEY: 'secret',
          AWS_REGION: REGION,
          AWS_DEFAULT_REGION: REGION,
          CDK_DISABLE_CLI_TELEMETRY: 'true',
          AWS_EC2_METADATA_DISABLED: 'true',
        },
      });
      return { code: 0, output: stdout + stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, output: stdout + stderr };
    }
  }

  public bootstrap(): Promise<CommandResult> {
    return this.cdk('bootstrap', `aws://${ACCOUNT}/${REGION}`);
  }

  public async state(): Promise<State> {
    return (await fetch(`${this.url}/_emulator/state`)).json() as Promise<State>;
  }

  public async createSecret(name: string): Promise<void> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        'x-amz-target': 'secretsmanager.CreateSecret',
        'content-type': 'application/x-amz-json-1.1',
        'authorization': `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20260101/${REGION}/secretsmanager/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify({ Name: name, SecretString: 'a secret' }),
    });
    if (!response.ok) throw new Error(await response.text());
  }

  private async untilReady(): Promise<void> {
    for (let attempt = 0; attempt < 300; attempt++) {
      if (await fetch(`${this.url}/_emulator/state`).then(({ ok }) => ok, () => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('the emulator did not start');
  }
}
