import { IResource, Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { isCode, variablesOf } from '../runtime-config/environment-variables';
import { RuntimeConfig } from '../runtime-config/runtime-config';
import { annotate } from '../synthesis/annotate';

/**
 * Lets the code of a caller find the callee: sets `RUNTIME_CONFIG_APP_ID`, and grants read access to the Runtime Configuration.
 *
 * If the environment of the caller cannot be set, a warning says what to do. A caller that is not code, such as a role, gets nothing.
 */
export function grantDiscovery(callee: IResource, caller: iam.IGrantable): void {
  if (!isCode(caller)) return;
  const config = RuntimeConfig.of(caller);
  config.grantRead(caller);
  const variables = variablesOf(caller);
  if (variables) {
    variables.addEnvironment(RuntimeConfig.APPLICATION_ID_VARIABLE, config.applicationId);
  } else {
    annotate(callee, 'caller-environment',
      `${caller.node.path} is imported, so this app cannot set its environment variables, and it cannot find ${callee.node.path}`,
      `set \`${RuntimeConfig.APPLICATION_ID_VARIABLE}\` where it is created, to the output \`ApplicationId\` of the Runtime Configuration`);
  }
}

/** Whether a caller is code in another account or region, which has another Runtime Configuration. */
export function isElsewhere(callee: IResource, caller: iam.IGrantable): boolean {
  return isCode(caller) && Stack.of(caller).environment !== Stack.of(callee).environment;
}

/** A value that is unresolved until deployment cannot be in the Runtime Configuration of another account or region. */
export function warnOfOtherEnvironment(callee: IResource, caller: iam.IGrantable, fix: string): void {
  const [there, here] = [caller as IConstruct & iam.IGrantable, callee].map((construct) => Stack.of(construct).environment.replace('aws://', ''));
  annotate(callee, 'caller-elsewhere',
    `${nameOf(caller)} is in ${there} and ${callee.node.path} is in ${here}, so ${nameOf(caller)} cannot find it in the Runtime Configuration`, fix);
}

/** For messages: the construct path of a caller, or the description of a principal. */
export function nameOf(caller: iam.IGrantable): string {
  return String((caller as { node?: IConstruct['node'] }).node?.path ?? caller.grantPrincipal);
}
