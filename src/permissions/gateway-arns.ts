import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { AGENTCORE } from '../service/agentcore';
import { IDENTITY_DIRECTORY, TOKEN_VAULT, workloadIdentity } from '../service/identity';
import { gatewayIdOfName } from '../service/names';

/** An ARN pattern that matches only the gateway with this name, before its ID is known. */
export function gatewayArnPattern(scope: IConstruct, name: string): string {
  return arnOf(scope, `gateway/${idPattern(name)}`);
}

/**
 * The ARN of a gateway without a reference to it, for other accounts and regions; undefined if name, account or region are unresolved
 * until deployment.
 */
export function gatewayArnByName(scope: IConstruct, name: string): string | undefined {
  const { account, region } = Stack.of(scope);
  return [name, account, region].some((part) => Token.isUnresolved(part)) ? undefined : gatewayArnPattern(scope, name);
}

/** The ARNs on which a gateway gets workload access tokens: the workload identity directory, and the gateway's identity in it. */
export function identityArns(scope: IConstruct, name: string): { readonly identityDirectory: string; readonly workloadIdentity: string } {
  return { identityDirectory: arnOf(scope, IDENTITY_DIRECTORY), workloadIdentity: arnOf(scope, workloadIdentity(idPattern(name))) };
}

/** The token vault of the credential providers that CloudFormation creates. */
export function tokenVaultArn(scope: IConstruct): string {
  return arnOf(scope, TOKEN_VAULT);
}

function arnOf(scope: IConstruct, resource: string): string {
  return Stack.of(scope).formatArn({ service: AGENTCORE, resource, arnFormat: ArnFormat.NO_RESOURCE_NAME });
}

/** A name that is unresolved until deployment matches any id. */
function idPattern(name: string): string {
  return Token.isUnresolved(name) ? '*' : gatewayIdOfName(name, '?');
}
