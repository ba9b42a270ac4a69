import { ArnFormat, CfnResource, Stack, Token } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Dependable, IConstruct, IDependable } from 'constructs';
import { functionBehindUrl, functionFingerprint } from './fingerprint';
import type { TargetBinding, TargetStrategy } from './target-strategy';
import { apiMessage } from '../findings/api-message';
import { constructsReferredTo } from '../order/references';
import { permissionStatements } from '../permissions/permission-statements';
import type { CredentialKind } from '../service/credential-kinds';
import { ApiUrl, readApiUrl } from '../service/endpoints';
import { FUNCTION_PERMISSION, FUNCTION_URL, REST_API } from '../service/resource-types';
import { certainlyDiffer } from '../synthesis/certainly-differ';
import { GatewayError } from '../synthesis/gateway-error';

/** A Lambda function URL or a REST API of the app that a target calls by its URL. */
export interface CalledByUrl {
  readonly construct: IConstruct;
  /** The signing name of requests with the IAM role. */
  readonly signingService: 'lambda' | 'execute-api';
  /** Whether it certainly rejects requests that are not signed. */
  readonly requiresSignature: boolean;
  /** What must exist before the first call, besides what the URL refers to. */
  readonly waitFor: IDependable[];
  /** The function of the app behind it, for a function URL. */
  readonly behind?: CodeBehind;
  /** The permissions to call it with the IAM role. */
  statements(): iam.PolicyStatement[];
}

/** The code that responds to a function URL. */
interface CodeBehind {
  readonly role?: iam.IRole;
  /** Changes with everything in the app that can change its tools. */
  fingerprint(): string;
}

/**
 * Finds what a URL calls, by the reference in it: `functionUrl.url` or `api.urlForPath('/mcp')`. Undefined for any other URL.
 *
 * @param paths whether the target calls exactly this URL, or any path below it
 */
export function calledByUrl(scope: IConstruct, url: string, paths: 'this' | 'below'): CalledByUrl | undefined {
  if (!Token.isUnresolved(url)) return undefined;
  for (const construct of constructsReferredTo(scope, url)) {
    const type = typeOf(construct);
    if (type === FUNCTION_URL) return calledFunctionUrl(construct);
    const parts = type === REST_API ? readApiUrl(partsOf(url)) : undefined;
    if (parts) return calledApi(construct, parts, paths);
  }
  return undefined;
}

/** What the strategy of a target takes from what it calls by URL. */
export function callOf(called: CalledByUrl | undefined): Pick<TargetStrategy, 'pointsAt' | 'signingService' | 'signingRegion' | 'requiresSignature'> {
  if (!called) return {};
  const { construct, signingService, requiresSignature } = called;
  return { pointsAt: construct, signingService, signingRegion: Stack.of(construct).region, requiresSignature };
}

/**
 * A function URL of another account cannot be in the template of the gateway.
 *
 * @param path the path of the target, which does not exist yet
 * @throws GatewayError `url-elsewhere`
 */
export function requireSameAccount(gateway: agentcore.IGateway, path: string, called: IConstruct): void {
  const [own, other] = [gateway.env.account, Stack.of(called).account];
  if (!certainlyDiffer(own, other)) return;
  throw new GatewayError('url-elsewhere', gateway,
    `target ${path} of a gateway in account ${own} refers to the URL of ${called.node.path}, which CloudFormation creates in account ${other} and cannot pass on`,
    apiMessage`deploy the server first, allow the role of the gateway with \`functionUrl.grantInvokeUrl\`, and pass the deployed URL to \`addMcpServerTarget\``);
}

/** Adds the permissions and dependencies of the call to a binding. */
export function withCall(binding: TargetBinding, called: CalledByUrl | undefined, credentials: CredentialKind | 'UNKNOWN'): TargetBinding {
  if (!called) return binding;
  return {
    ...binding,
    statements: [...binding.statements, ...credentials === 'GATEWAY_IAM_ROLE' ? called.statements() : []],
    waitFor: [...binding.waitFor ?? [], ...called.waitFor],
  };
}

function calledFunctionUrl(construct: IConstruct): CalledByUrl {
  const url = resourceOf(construct) as lambda.CfnUrl;
  const { authType, targetFunctionArn, qualifier } = url;
  const functionArn = qualifier === undefined ? targetFunctionArn : `${targetFunctionArn}:${qualifier}`;
  return {
    construct,
    signingService: 'lambda',
    requiresSignature: authType === 'AWS_IAM',
    statements: () => permissionStatements(['callFunctionUrl', 'invokeBehindFunctionUrl'], { functionBehindUrl: functionArn }),
    waitFor: [permissionsOfUrl(construct, targetFunctionArn)],
    behind: codeBehind(url),
  };
}

/** Undefined for an imported function: an update of it is not part of this app. */
function codeBehind(url: lambda.CfnUrl): CodeBehind | undefined {
  const resource = functionBehindUrl(url);
  if (!resource) return undefined;
  return { role: (resource.node.scope as Partial<lambda.Function> | undefined)?.role, fingerprint: () => functionFingerprint(url, resource) };
}

/** Anyone may call a URL without authorization only after a resource-based permission, which the URL does not refer to. */
function permissionsOfUrl(url: IConstruct, functionArn: string): IDependable {
  const permissions: IDependable = {};
  Dependable.implement(permissions, {
    get dependencyRoots() {
      // The CDK creates them in the function or in its alias.
      const owners = new Set([...constructsReferredTo(url, functionArn), ...url.node.scope ? [url.node.scope] : []]);
      return [...owners].flatMap(({ node }) => node.children).filter(isPermissionOfUrl);
    },
  });
  return permissions;
}

function isPermissionOfUrl(construct: IConstruct): boolean {
  if (typeOf(construct) !== FUNCTION_PERMISSION) return false;
  const { functionUrlAuthType, invokedViaFunctionUrl } = resourceOf(construct) as lambda.CfnPermission;
  return (functionUrlAuthType ?? invokedViaFunctionUrl) !== undefined;
}

function calledApi(construct: IConstruct, { apiId, stage, path }: ApiUrl, paths: 'this' | 'below'): CalledByUrl {
  // MCP clients send POST, GET and DELETE requests to one path.
  const methods = `*${path}${paths === 'below' ? '/*' : path === '' ? '/' : ''}`;
  const arn = Stack.of(construct).formatArn({
    service: 'execute-api', resource: apiId, resourceName: `${stage}/${methods}`, arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  const deployed = (construct as { readonly deploymentStage?: apigateway.Stage }).deploymentStage;
  return {
    construct,
    signingService: 'execute-api',
    requiresSignature: false,
    statements: () => permissionStatements(['callApiBehindUrl'], { apiBehindUrl: arn }),
    waitFor: deployed ? [deployed] : [],
  };
}

function resourceOf(construct: IConstruct): IConstruct | undefined {
  return CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild;
}

function typeOf(construct: IConstruct): string | undefined {
  const resource = resourceOf(construct);
  return resource && CfnResource.isCfnResource(resource) ? resource.cfnResourceType : undefined;
}

const TOKEN = /(\$\{Token\[[^\]]+\]\})/;

function partsOf(url: string): Parameters<typeof readApiUrl>[0] {
  return url.split(TOKEN).map((text, index) => index % 2 === 0 ? { literal: text } : { placeholder: text });
}
