import { IResource, Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { isCode, variablesOf } from '../runtime-config/environment-variables';
import { RuntimeConfig } from '../runtime-config/runtime-config';
import { annotate } from '../synthesis/annotate';

/**
 * Lets the code of a caller find what it may call: tells it where the Runtime Configuration is, and allows reading it.
 *
 * Says so where that is not possible. A caller that is no code, such as a role, is given nothing.
 */
export function grantDiscovery(callee: IResource, caller: iam.IGrantable): void {
  if (!isCode(caller)) return;
  const config = RuntimeConfig.of(caller);
  config.grantRead(caller);
  const variables = variablesOf(caller);
  if (variables) {variables.addEnvironment(RuntimeConfig.APPLICATION_ID_VARIABLE, config.applicationId);} else {
    annotate(callee, 'caller-environment',
      `${caller.node.path} is imported, so its environment variables cannot be set from here and it cannot find ${callee.node.path}`,
      `set \`${RuntimeConfig.APPLICATION_ID_VARIABLE}\` where it is created, to the output \`ApplicationId\` of the Runtime Configuration`);
  }
}

/** Whether a caller is code in another account or region: it reads a Runtime Configuration of its own. */
export function isElsewhere(callee: IResource, caller: iam.IGrantable): boolean {
  return isCode(caller) && Stack.of(caller).environment !== Stack.of(callee).environment;
}

/** What is only known at deployment does not get into the Runtime Configuration of another account or region. */
export function warnOfOtherEnvironment(callee: IResource, caller: iam.IGrantable, fix: string): void {
  const [there, here] = [caller as IConstruct & iam.IGrantable, callee].map((construct) => Stack.of(construct).environment.replace('aws://', ''));
  annotate(callee, 'caller-elsewhere',
    `${nameOf(caller)} is in ${there} and ${callee.node.path} is in ${here}, so ${nameOf(caller)} cannot find it in the Runtime Configuration`, fix);
}

/** For messages: a role has a path, a principal a description. */
export function nameOf(caller: iam.IGrantable): string {
  return String((caller as { node?: IConstruct['node'] }).node?.path ?? caller.grantPrincipal);
}
