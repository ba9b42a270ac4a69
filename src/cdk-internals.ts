/**
 * The assumptions of this library about internals of aws-cdk-lib, one function per assumption.
 *
 * test/cdk-internals.test.ts verifies each of them for the installed version, and reports the version if one no longer holds.
 */
import { CfnResource, IResolvable, IReusableStackSynthesizer, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { Construct, IConstruct } from 'constructs';

/** Whether a token is lazy. Resolved before synthesis, it caches an incomplete value. Only its JSON text identifies it. */
export function isLazyToken(token: IResolvable): boolean {
  return (token as { toJSON?(): unknown }).toJSON?.() === '<unresolved-lazy>';
}

/**
 * The file of a schema that is a local asset, from a private property; undefined for a schema that is inline or in a bucket.
 *
 * @throws if the property does not exist: the schema would be deployed unchecked
 */
export function localFileOf(schema: agentcore.ApiSchema | agentcore.ToolSchema): string | undefined {
  if (!(schema instanceof agentcore.AssetApiSchema || schema instanceof agentcore.AssetToolSchema)) return undefined;
  const { path } = schema as unknown as { readonly path?: unknown };
  if (typeof path !== 'string') throw new Error(changed('stores the path of a local schema in another property'));
  return path;
}

/** The call stack that the CDK records for source lines in reports, in every language of jsii. Only a resource has one. */
export function callStackIn(scope: Construct): readonly string[] {
  const id = 'CallStack';
  const { creationStack } = new CfnResource(scope, id, { type: 'Custom::CallStack' });
  scope.node.tryRemoveChild(id);
  return creationStack;
}

/** Makes reports about a resource show the source line of another call than the one that created it. */
export function setCallStack(resource: CfnResource, callStack: readonly string[]): void {
  resource.creationStack.splice(0, Infinity, ...callStack);
}

/**
 * Whether the warning with this id is acknowledged at a construct, or above it.
 *
 * `Annotations.acknowledgeWarning` and `Validations.acknowledge` both record it at the app, without a public method to read it.
 */
export function isWarningAcknowledged(construct: IConstruct, id: string): boolean {
  const app = construct.node.root as IConstruct & { [ACKNOWLEDGEMENTS]?: { has(at: IConstruct, id: string): boolean } };
  // The CDK does not include the app when it searches the scopes of a construct.
  return [construct, app].some((at) => app[ACKNOWLEDGEMENTS]?.has(at, id) ?? false);
}

const ACKNOWLEDGEMENTS = Symbol.for('@aws-cdk/core.Acknowledgements');

/** Whether a construct is annotated with the warning of this id. */
export function hasWarning(construct: IConstruct, id: string): boolean {
  return construct.node.metadata.some(({ type, data }) => type === 'aws:cdk:warning' && String(data).includes(`[ack: ${id}]`));
}

/** Whether a resource is written to the template. A policy without statements is not, and a dependency on it would be invalid. */
export function isInTemplate(resource: CfnResource): boolean {
  return (resource as unknown as { shouldSynthesize(): boolean }).shouldSynthesize();
}

/**
 * The synthesizer that was passed to a stack or is the default of the app, for another stack; undefined for one that can serve one stack only.
 *
 * A stack has a copy that is bound to it. The prototype of the copy is what was passed.
 */
export function reusableSynthesizer({ synthesizer }: Stack): IReusableStackSynthesizer | undefined {
  const original = Object.getPrototypeOf(synthesizer) as IReusableStackSynthesizer;
  const isClass = original === original.constructor.prototype;
  return !isClass && 'reusableBind' in original ? original : undefined;
}

/**
 * The ID of a stack's policy that lets CloudWatch Logs deliver traces to X-Ray.
 *
 * A runtime of aws-cdk-lib looks for a construct with this ID, and adds its statements to `document`.
 */
export const TRACES_POLICY_ID = 'CdkXRayLogsDeliveryPolicy';

function changed(what: string): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { version } = require('aws-cdk-lib/package.json') as { version: string };
  return `aws-cdk-lib ${version} ${what} than cdk-agentcore-gateway expects; install a newer cdk-agentcore-gateway, or aws-cdk-lib 2.276.0`;
}
