import { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { LocalProcess } from './local-process';
import { recordTools } from './tools-file';
import { apiMessage } from '../findings/api-message';
import { LOCAL_METADATA_KEY } from '../model/metadata-keys';
import { StackOrder } from '../order/stack-order';
import { certainlyDiffer } from '../synthesis/certainly-differ';
import { GatewayError } from '../synthesis/gateway-error';
import { GatewayRules } from '../synthesis/gateway-rules';
import { markAsOwn } from '../synthesis/own-construct';
import { injectProperties } from '../synthesis/property-injection';
import { EXPECTED, requireArgument, requireOptional, requireScope } from '../synthesis/require-argument';

const DEFAULT_PATH = '/mcp';

/** The server of each function and alias. */
const SERVERS = new WeakMap<lambda.IFunction, LambdaMcpServer>();

/**
 * Properties of an MCP server on AWS Lambda.
 */
export interface LambdaMcpServerProps {
  /**
   * The function with the code of the server, or an alias of it.
   *
   * It must not have a function URL yet: a function, and each alias, can have one. A version cannot have any.
   */
  readonly lambdaFunction: lambda.IFunction;

  /**
   * The path at which the server responds.
   *
   * @default /mcp
   */
  readonly path?: string;

  /**
   * How Lambda passes the response on.
   *
   * With `RESPONSE_STREAM`, the function must stream its response: a handler for Node.js with `awslambda.streamifyResponse`, or the Lambda Web
   * Adapter with `AWS_LWA_INVOKE_MODE=response_stream`. For a handler that returns its response, use `BUFFERED`: the response is then limited
   * to 6 MB, and progress notifications arrive with the result.
   *
   * @default lambda.InvokeMode.RESPONSE_STREAM
   * @see https://docs.aws.amazon.com/lambda/latest/dg/config-rs-invoke-furls.html
   */
  readonly invokeMode?: lambda.InvokeMode;

  /**
   * A file with the tools of the server, in the format of its `tools/list` response. Commit it to the repository.
   *
   * With the file, the tools are known at synthesis: names are checked, policies can name tools, and `target.toolNames` lists them. The
   * file does not affect the deployment. `agentcore-gateway tools --refresh` writes the file; it starts the server with `local`. A missing
   * file is a warning. A file that cannot be read or contains errors throws an error.
   *
   * @default - the tools are known only after deployment
   */
  readonly toolsFile?: string;

  /**
   * How to start the server on a development machine. It must listen on the port in the environment variable `PORT`.
   *
   * @default - `agentcore-gateway dev` calls the handler of the function
   */
  readonly local?: LocalProcess;
}

/**
 * An MCP server on AWS Lambda, behind a function URL. `gateway.addMcpServer(server)` adds it to a gateway as a target.
 *
 * The function URL accepts only requests that are signed with IAM, and streams responses. The function must serve MCP over the stateless
 * streamable HTTP transport: with the Lambda Web Adapter, or with a handler of function URL events. Two requests of a client can reach
 * different instances of the function.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html
 *
 * @example
 * declare const tools: Gateway;
 * declare const lambdaFunction: lambda.Function;
 * tools.addMcpServer(new LambdaMcpServer(this, 'Docs', { lambdaFunction }));
 */
export class LambdaMcpServer extends Construct {
  /**
   * The unique ID of this class for property injectors: `{ constructUniqueId: LambdaMcpServer.PROPERTY_INJECTION_ID, inject: … }`.
   *
   * Injectors for `FunctionUrl` of aws-cdk-lib apply to the function URL.
   */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-agentcore-gateway.LambdaMcpServer';

  /**
   * The function or alias with the code of the server.
   */
  public readonly lambdaFunction: lambda.IFunction;

  /**
   * The function URL. `functionUrl.grantInvokeUrl` allows other callers, such as the role of a gateway in another account.
   */
  public readonly functionUrl: lambda.FunctionUrl;

  /**
   * The URL of the server: the function URL with the path.
   */
  public readonly url: string;

  /**
   * @throws when the function is in another account or region, has a function URL already, or is a version
   */
  constructor(scope: Construct, id: string, props: LambdaMcpServerProps) {
    requireScope(scope, id);
    requireArgument(scope, `of MCP server ${id}`, props, EXPECTED.props);
    props = injectProperties(LambdaMcpServer.PROPERTY_INJECTION_ID, props, scope, id);
    requireArgument(scope, apiMessage`\`lambdaFunction\` of MCP server ${id}`, props.lambdaFunction, EXPECTED.functionOrAlias);
    requireOptional(scope, apiMessage`\`path\` of MCP server ${id}`, props.path, EXPECTED.urlPath);
    requireOptional(scope, apiMessage`\`local\` of MCP server ${id}`, props.local, EXPECTED.rendered);
    super(scope, id);
    markAsOwn(this);
    GatewayRules.of(this);
    this.lambdaFunction = props.lambdaFunction;
    this.requireSameEnvironment();
    this.requireNoUrl();
    StackOrder.of(this).requireReferences(this, this.lambdaFunction.functionArn);
    this.functionUrl = new lambda.FunctionUrl(this, 'Url', {
      function: this.lambdaFunction,
      authType: lambda.FunctionUrlAuthType.AWS_IAM,
      invokeMode: props.invokeMode ?? lambda.InvokeMode.RESPONSE_STREAM,
    });
    // The URL ends with a slash.
    this.url = this.functionUrl.url + (props.path ?? DEFAULT_PATH).slice(1);
    const resource = this.functionUrl.node.defaultChild as lambda.CfnUrl;
    this.node.defaultChild = resource;
    if (props.local) resource.addMetadata(LOCAL_METADATA_KEY, props.local._render());
    if (props.toolsFile !== undefined) recordTools(this, resource, props.toolsFile);
  }

  private requireNoUrl(): void {
    const { node } = this.lambdaFunction;
    // `addFunctionUrl` of aws-cdk-lib gives its URL this ID.
    const other = SERVERS.get(this.lambdaFunction) ?? node.tryFindChild('FunctionUrl');
    if (other) {
      throw new GatewayError('function-url-taken', this,
        `${node.path} has the function URL of ${other.node.path} already, so MCP server ${this.node.path} cannot have one`,
        apiMessage`add one \`LambdaMcpServer\` to all gateways, or pass the existing URL to \`addMcpServerTarget\``);
    }
    SERVERS.set(this.lambdaFunction, this);
  }

  private requireSameEnvironment(): void {
    const { account, region } = Stack.of(this);
    const { env } = this.lambdaFunction;
    if (!certainlyDiffer(account, env.account) && !certainlyDiffer(region, env.region)) return;
    throw new GatewayError('url-elsewhere', this,
      `MCP server ${this.node.path} is in ${account}/${region}, but function ${this.lambdaFunction.node.path} is in ${env.account}/${env.region}`,
      'create the server in a stack of the account and region of its function');
  }
}
