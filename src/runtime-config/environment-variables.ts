import { CfnResource, IResolvable, Lazy, Stack } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { RUNTIME_ENVIRONMENT_VARIABLES } from '../service/limits';
import { RUNTIME } from '../service/resource-types';
import { GatewayError } from '../synthesis/gateway-error';

const RUNTIME_VARIABLES = Symbol.for('cdk-agentcore-gateway.RuntimeVariables');

/** Code whose environment variables the app can set: a function or an agent. */
interface VariablesHolder {
  readonly construct: IConstruct;
  addEnvironment(name: string, value: string): void;
}

/**
 * The environment variables of a caller; undefined for a caller that is not code, such as a role, or is imported.
 *
 * An alias or a version has the environment variables of its function.
 */
export function variablesOf(caller: iam.IGrantable): VariablesHolder | undefined {
  const code = functionBehind(caller);
  if (hasVariables(code)) return { construct: code, addEnvironment: (name, value) => void code.addEnvironment(name, value) };
  const runtime = runtimeResource(code as unknown as agentcore.IRuntimeRef);
  return runtime && { construct: code as unknown as IConstruct, addEnvironment: (name, value) => addRuntimeVariable(runtime, name, value) };
}

/** Whether a caller is code: a function or an agent, created in the app or imported. */
export function isCode(caller: iam.IGrantable): caller is iam.IGrantable & IConstruct {
  const code = functionBehind(caller);
  return 'functionArn' in code || 'agentRuntimeArn' in code || runtimeResource(code as unknown as agentcore.IRuntimeRef) !== undefined;
}

/**
 * Adds or replaces an environment variable of a runtime, of this library or of aws-cdk-lib.
 *
 * @throws GatewayError `environment-variables` for one more than the service accepts
 */
export function addRuntimeVariable(runtime: agentcore.CfnRuntime, name: string, value: string): void {
  const holder = runtime as { [RUNTIME_VARIABLES]?: Map<string, string> };
  requireRoom(runtime, name);
  if (!holder[RUNTIME_VARIABLES]) {
    const added = holder[RUNTIME_VARIABLES] = new Map<string, string>();
    const given: IResolvable | { [name: string]: string } | undefined = runtime.environmentVariables;
    runtime.environmentVariables = Lazy.uncachedAny({ produce: (context) => ({ ...context.resolve(given), ...Object.fromEntries(added) }) });
  }
  holder[RUNTIME_VARIABLES].set(name, value);
}

function requireRoom(runtime: agentcore.CfnRuntime, name: string): void {
  const names = Object.keys(Stack.of(runtime).resolve(runtime.environmentVariables) ?? {});
  if (names.length < RUNTIME_ENVIRONMENT_VARIABLES || names.includes(name)) return;
  const { path } = runtime.node.scope!.node;
  throw new GatewayError('environment-variables', runtime.node.scope,
    `runtime ${path} already has ${names.length} environment variables, the maximum, so \`${name}\` cannot be added`, 'remove an environment variable');
}

/** The resource of a runtime; undefined for an imported runtime. */
export function runtimeResource(runtime: agentcore.IRuntimeRef): agentcore.CfnRuntime | undefined {
  const resource = CfnResource.isCfnResource(runtime as IConstruct) ? runtime : runtime.node?.defaultChild;
  return (resource as CfnResource | undefined)?.cfnResourceType === RUNTIME ? resource as agentcore.CfnRuntime : undefined;
}

function functionBehind(caller: iam.IGrantable): iam.IGrantable {
  return (caller as Partial<lambda.QualifiedFunctionBase>).lambda ?? caller;
}

function hasVariables(code: iam.IGrantable): code is iam.IGrantable & IConstruct & { addEnvironment(name: string, value: string): unknown } {
  return typeof (code as Partial<lambda.Function>).addEnvironment === 'function';
}
