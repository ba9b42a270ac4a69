import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { AGENTCORE } from '../service/agentcore';
import { gatewayIdOfName } from '../service/names';

/** The ARN of the one gateway with this name, before its id is known. */
export function gatewayArnPattern(scope: IConstruct, name: string): string {
  return Stack.of(scope).formatArn({ service: AGENTCORE, resource: 'gateway', resourceName: idPattern(name) });
}

/**
 * The ARN of a gateway without a reference to it, for other accounts and regions; undefined when name, account or region are unresolved
 * until deployment.
 */
export function gatewayArnByName(scope: IConstruct, name: string): string | undefined {
  const { account, region } = Stack.of(scope);
  return [name, account, region].some((part) => Token.isUnresolved(part)) ? undefined : gatewayArnPattern(scope, name);
}

/** The ARNs under which a gateway of this name asks for workload access tokens: the directory, and its own identity in it. */
export function workloadIdentityArns(scope: IConstruct, name: string): string[] {
  const directory = Stack.of(scope).formatArn({
    service: AGENTCORE,
    resource: 'workload-identity-directory',
    resourceName: 'default',
  });
  return [directory, `${directory}/workload-identity/${idPattern(name)}`];
}

/** A name that is unresolved until deployment matches any id. */
function idPattern(name: string): string {
  return Token.isUnresolved(name) ? '*' : gatewayIdOfName(name, '?');
}
