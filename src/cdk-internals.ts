/**
 * What the library assumes about the inside of aws-cdk-lib, one function an assumption.
 *
 * test/cdk-internals.test.ts proves each of them for the installed version, and names the version when one no longer holds.
 */
import { CfnResource, IResolvable } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { Construct, IConstruct } from 'constructs';

/** Whether a token only gets its value at synthesis. Asked earlier, it would keep what it was then; the text is its only mark. */
export function isLazyToken(token: IResolvable): boolean {
  return (token as { toJSON?(): unknown }).toJSON?.() === '<unresolved-lazy>';
}

/**
 * The file of a schema that is a local asset, which the schema keeps to itself; undefined for a schema that is inline or in a bucket.
 *
 * @throws when the schema is an asset and its file cannot be found out, since it would deploy unchecked
 */
export function localFileOf(schema: agentcore.ApiSchema | agentcore.ToolSchema): string | undefined {
  if (!(schema instanceof agentcore.AssetApiSchema || schema instanceof agentcore.AssetToolSchema)) return undefined;
  const { path } = schema as unknown as { readonly path?: unknown };
  if (typeof path !== 'string') throw new Error(changed('keeps the path of a local schema in another place'));
  return path;
}

/** The call stack as the CDK records it for the line in its reports, in whichever language the app is written: only a resource has one. */
export function callStackIn(scope: Construct): readonly string[] {
  const id = 'CallStack';
  const { creationStack } = new CfnResource(scope, id, { type: 'Custom::CallStack' });
  scope.node.tryRemoveChild(id);
  return creationStack;
}

/** Makes reports about a resource show the line of another call than the one that created it. */
export function setCallStack(resource: CfnResource, callStack: readonly string[]): void {
  resource.creationStack.splice(0, Infinity, ...callStack);
}

/**
 * Whether the warning with this id is acknowledged at a construct, or above it.
 *
 * `Annotations.acknowledgeWarning` and `Validations.acknowledge` both write it down at the app, where nothing public reads it.
 */
export function isWarningAcknowledged(construct: IConstruct, id: string): boolean {
  const app = construct.node.root as IConstruct & { [ACKNOWLEDGEMENTS]?: { has(at: IConstruct, id: string): boolean } };
  // The CDK does not count the app among what is above a construct.
  return [construct, app].some((at) => app[ACKNOWLEDGEMENTS]?.has(at, id) ?? false);
}

const ACKNOWLEDGEMENTS = Symbol.for('@aws-cdk/core.Acknowledgements');

/** Whether a construct is annotated with the warning of this id. */
export function hasWarning(construct: IConstruct, id: string): boolean {
  return construct.node.metadata.some(({ type, data }) => type === 'aws:cdk:warning' && String(data).includes(`[ack: ${id}]`));
}

function changed(what: string): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { version } = require('aws-cdk-lib/package.json') as { version: string };
  return `aws-cdk-lib ${version} ${what} than cdk-agentcore-gateway expects; install a newer cdk-agentcore-gateway, or aws-cdk-lib 2.276.0`;
}
