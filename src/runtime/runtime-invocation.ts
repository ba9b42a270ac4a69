import { Arn, ArnFormat, Fn, Resource, Stack, Token } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { IConstruct } from 'constructs';
import { runtimeResource } from '../runtime-config/environment-variables';
import { AGENTCORE } from '../service/agentcore';
import { DEFAULT_QUALIFIER, invocationUrl, runtimeHost } from '../service/endpoints';
import { idOfName } from '../service/names';
import { urlSuffixOf } from '../service/partition';
import { DEFAULT_RUNTIME_PROTOCOL } from '../service/values';

/**
 * The URL that invokes a runtime, with its ARN URL-encoded.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/runtime-mcp.html
 */
export function runtimeInvocationUrl(runtime: agentcore.IRuntimeRef, qualifier: string = DEFAULT_QUALIFIER): string {
  const arn = runtime.runtimeRef.agentRuntimeArn;
  return invocationUrl(runtimeHost(runtimeRegion(runtime), urlSuffix(runtime, arn)), encodeArn(arn), encodeQualifier(qualifier));
}

/** The URL suffix of the partition: that of a literal ARN, otherwise that of the stack. */
function urlSuffix(runtime: agentcore.IRuntimeRef, arn: string): string {
  return Token.isUnresolved(arn) ? Stack.of(runtime).urlSuffix : urlSuffixOf(Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME).partition!);
}

/** The region of a literal ARN, otherwise the region of the runtime or of its stack. */
export function runtimeRegion(runtime: agentcore.IRuntimeRef): string {
  const arn = runtime.runtimeRef.agentRuntimeArn;
  if (!Token.isUnresolved(arn)) return Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME).region!;
  return Resource.isResource(runtime as IConstruct) ? (runtime as unknown as Resource).env.region : Stack.of(runtime).region;
}

/** Percent-encodes the colons and slashes of an ARN. */
function encodeArn(arn: string): string {
  if (!Token.isUnresolved(arn)) return encodeURIComponent(arn);
  const withoutColons = Fn.join('%3A', Fn.split(':', arn));
  return Fn.join('%2F', Fn.split('/', withoutColons));
}

function encodeQualifier(qualifier: string): string {
  return Token.isUnresolved(qualifier) ? qualifier : encodeURIComponent(qualifier);
}

/** The ARNs that a call of the runtime is authorized on. */
export function runtimeArns(arn: string): { readonly runtime: string; readonly runtimeEndpoint: string } {
  // AWS documents two forms of endpoint ARNs. The wildcard matches both.
  return { runtime: arn, runtimeEndpoint: `${arn}/*` };
}

/** `MCP`, `HTTP` …; undefined for an imported runtime, or a value that is unresolved until deployment. */
export function runtimeProtocol(runtime: agentcore.IRuntimeRef): string | undefined {
  const resource = runtimeResource(runtime);
  if (!resource) return undefined;
  const protocol: unknown = Stack.of(resource).resolve(resource.protocolConfiguration) ?? DEFAULT_RUNTIME_PROTOCOL;
  return typeof protocol === 'string' ? protocol : undefined;
}

/** Whether the inbound authorization is JWT instead of IAM; undefined for an imported runtime. */
export function hasJwtAuthorization(runtime: agentcore.IRuntimeRef): boolean | undefined {
  const resource = runtimeResource(runtime);
  return resource && Stack.of(resource).resolve(resource.authorizerConfiguration) !== undefined;
}

/**
 * A pattern for the ARNs of a runtime and its endpoints, without a reference to it; undefined if the name is unresolved until deployment, or the
 * runtime is not created in this account and region.
 */
export function runtimeArnPattern(scope: IConstruct, runtime: agentcore.IRuntimeRef): string | undefined {
  const resource = runtimeResource(runtime);
  const name: unknown = resource && Stack.of(resource).resolve(resource.agentRuntimeName);
  if (typeof name !== 'string' || Stack.of(runtime).environment !== Stack.of(scope).environment) return undefined;
  // The service appends a hyphen and ten characters to the name, which has no hyphen, so no other runtime matches.
  return Stack.of(scope).formatArn({ service: AGENTCORE, resource: 'runtime', resourceName: `${name}-*` });
}

/**
 * The ARN of a runtime without a reference to it, for other accounts and regions; undefined if account or region are unresolved until
 * deployment.
 *
 * @param name the name of the runtime; the service appends a hyphen and ten characters to form its id
 */
export function runtimeArnByName(scope: IConstruct, name: string): string | undefined {
  const stack = Stack.of(scope);
  if (Token.isUnresolved(stack.account) || Token.isUnresolved(stack.region)) return undefined;
  return stack.formatArn({ service: AGENTCORE, resource: 'runtime', resourceName: idOfName(name, '?') });
}
