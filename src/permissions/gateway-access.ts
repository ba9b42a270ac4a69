import { Annotations, Token, TokenComparison } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { grantInvoke } from './access';
import { ERROR_PREFIX, GatewayError } from '../synthesis/gateway-error';

/**
 * Allows a caller to invoke a gateway, as far as IAM decides about that.
 *
 * @param addToResourcePolicy adds to the gateway's resource policy; a gateway of another app cannot be given any from here
 * @throws GatewayError `grant-on-jwt` when it does not: the gateway takes tokens; `grant-not-possible` when nothing here can allow the call.
 */
export function grantGatewayAccess(
  gateway: agentcore.IGateway,
  grantee: iam.IGrantable,
  addToResourcePolicy?: (statement: iam.PolicyStatement) => iam.AddToResourcePolicyResult,
): iam.Grant {
  const { authorizerType } = gateway.authorizerConfiguration;
  if (authorizerType === agentcore.GatewayAuthorizerType.CUSTOM_JWT) {
    throw new GatewayError('grant-on-jwt', gateway,
      `gateway ${gateway.node.path} has JWT inbound authorization, so an IAM grant allows nothing; `
      + 'give the caller a token that the authorizer accepts (for an agent: an OAuth2CredentialProvider), '
      + 'or create the gateway with `authorizerConfiguration: GatewayAuthorizer.usingAwsIam()`');
  }
  if (authorizerType === agentcore.GatewayAuthorizerType.NONE) {
    Annotations.of(gateway).addInfoV2(`${ERROR_PREFIX}:grant-on-public`,
      `gateway ${gateway.node.path} has no inbound authorization: everybody may invoke it, so nothing was granted`);
    return iam.Grant.drop(grantee, 'the gateway has no inbound authorization');
  }
  const grant = grantInvoke({
    resource: gateway,
    addToResourcePolicy,
    grantee,
    actions: ['bedrock-agentcore:InvokeGateway'],
    resourceArns: [gateway.gatewayArn],
    resourceSelfArns: [gateway.gatewayArn],
  });
  const needsResourcePolicy = isOfAnotherAccount(gateway, grantee);
  if (!grant.success || (needsResourcePolicy && !addToResourcePolicy)) {
    throw new GatewayError('grant-not-possible', gateway,
      `access to gateway ${gateway.node.path} cannot be granted to ${describe(grantee)}: neither its policy nor the gateway's resource policy can be changed from here; `
      + 'add `bedrock-agentcore:InvokeGateway` on the gateway\'s ARN where both are created');
  }
  return grant;
}

function isOfAnotherAccount(gateway: agentcore.IGateway, grantee: iam.IGrantable): boolean {
  const { principalAccount } = grantee.grantPrincipal;
  return principalAccount !== undefined && Token.compareStrings(gateway.env.account, principalAccount) === TokenComparison.DIFFERENT;
}

function describe(grantee: iam.IGrantable): string {
  return String((grantee as { node?: { path: string } }).node?.path ?? grantee.grantPrincipal);
}
