import { IResource } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { nameOf } from './discovery';
import { grantInvoke, isInCallersPolicy, isOfAnotherAccount } from './invoke-access';
import { apiMessage } from '../findings/api-message';
import { INVOKE_GATEWAY } from '../service/permission';
import { annotate } from '../synthesis/annotate';
import { GatewayError } from '../synthesis/gateway-error';

/**
 * Allows a caller to invoke a gateway.
 *
 * @param arnByName the ARN built from the name of the gateway, for callers in another account or region
 * @throws GatewayError `grant-on-jwt` for JWT inbound authorization, `grant-not-possible` if this app cannot allow the call.
 */
export function grantGatewayAccess(gateway: agentcore.IGateway & (IResource | iam.IResourceWithPolicy), grantee: iam.IGrantable, arnByName?: string): iam.Grant {
  const { authorizerType } = gateway.authorizerConfiguration;
  if (authorizerType === agentcore.GatewayAuthorizerType.CUSTOM_JWT) {
    throw new GatewayError('grant-on-jwt', gateway,
      `gateway ${gateway.node.path} has JWT inbound authorization, so an IAM permission has no effect`,
      apiMessage`call \`grantTokenAccess\` instead, or create the gateway with \`authorizerConfiguration: GatewayAuthorizer.usingAwsIam()\``);
  }
  if (authorizerType === agentcore.GatewayAuthorizerType.NONE) {
    annotate(gateway, 'grant-on-public',
      `gateway ${gateway.node.path} has no inbound authorization: anyone can invoke it, so nothing was granted`, 'remove the grant, or use the inbound authorization AWS_IAM');
    return iam.Grant.drop(grantee, 'the gateway has no inbound authorization');
  }
  const grant = grantInvoke({
    resource: gateway,
    actions: [INVOKE_GATEWAY],
    resourceArns: [gateway.gatewayArn],
    resourceArnsByName: arnByName === undefined ? undefined : [arnByName],
    resourceSelfArns: [gateway.gatewayArn],
  }, grantee);
  const isHalf = !('addToResourcePolicy' in gateway) && isOfAnotherAccount(gateway, grantee);
  if (!grant.success || (isHalf && !isInCallersPolicy(grant, grantee))) {
    throw new GatewayError('grant-not-possible', gateway,
      `access to gateway ${gateway.node.path} cannot be granted to ${nameOf(grantee)}: this app can change neither the policy of the caller nor the resource policy of the gateway`,
      `allow \`${INVOKE_GATEWAY}\` on the ARN of the gateway where the caller and the gateway are created`);
  }
  if (isHalf) warnOfOtherHalf(gateway, grantee);
  return grant;
}

/** The account of the gateway must allow the call too, in the resource policy of the gateway, which is not in this app. */
function warnOfOtherHalf(gateway: agentcore.IGateway, grantee: iam.IGrantable): void {
  annotate(gateway, 'resource-policy-elsewhere',
    `gateway ${gateway.node.path} is in another account than ${nameOf(grantee)}: the role of the caller allows the call, and the resource policy of the gateway must allow it too`,
    `where the gateway is created, allow \`${INVOKE_GATEWAY}\` on its ARN to the role of ${nameOf(grantee)} in account ${grantee.grantPrincipal.principalAccount}`);
}
