import { relative, resolve } from 'path';
import { apiMessage } from '../findings/api-message';
import { EXPECTED, requireArgument } from '../synthesis/require-argument';

/**
 * Options of a local process.
 */
export interface LocalProcessOptions {
  /**
   * The folder to start the process in, relative to the folder of the CDK app.
   *
   * @default - the folder of the CDK app
   */
  readonly workingDirectory?: string;

  /**
   * Environment variables of the process, in addition to those of the runtime.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * The port that the process listens on.
   *
   * @default - a free port, passed to the process as the environment variable `PORT`
   */
  readonly port?: number;
}

/**
 * The command that starts an agent or an MCP server on a development machine.
 *
 * It is written to the `Metadata` of the runtime resource, and does not affect the deployment.
 *
 * @example
 * const local = LocalProcess.command('python3', ['server.py'], { workingDirectory: 'servers/docs', port: 8001 });
 * new McpServer(this, 'Docs', { agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromAsset('servers/docs'), local });
 */
export class LocalProcess {
  /**
   * Runs a command.
   *
   * @param command the program to run
   * @param args the arguments of the program
   */
  public static command(command: string, args: string[] = [], options: LocalProcessOptions = {}): LocalProcess {
    requireArgument(undefined, apiMessage`\`command\``, command, EXPECTED.text);
    requireArgument(undefined, apiMessage`\`args\``, args, EXPECTED.list);
    return new LocalProcess(command, args, options);
  }

  private constructor(
    private readonly program: string,
    private readonly args: string[],
    private readonly options: LocalProcessOptions,
  ) {}

  /**
   * The entry in the metadata of the resource.
   *
   * @internal
   */
  public _render(): { [key: string]: unknown } {
    const { workingDirectory } = this.options;
    return {
      command: this.program,
      args: this.args,
      ...this.options,
      // The template must be the same on every machine.
      ...workingDirectory === undefined ? {} : { workingDirectory: relative(process.cwd(), resolve(workingDirectory)) },
    };
  }
}
