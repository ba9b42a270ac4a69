import { Token } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { apiMessage } from '../findings/api-message';
import { StackOrder } from '../order/stack-order';
import { certainlyDiffer } from '../synthesis/certainly-differ';
import { GatewayError } from '../synthesis/gateway-error';
import { EXPECTED, requireArgument } from '../synthesis/require-argument';

/**
 * Associates a web ACL with a gateway, after the gateway.
 *
 * @throws GatewayError `web-acl` for a web ACL that AWS WAF does not associate with a gateway
 * @see https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html
 */
export function protectWithWebAcl(gateway: Construct & agentcore.IGateway, webAcl: wafv2.IWebACLRef): void {
  requireArgument(gateway, apiMessage`\`webAcl\``, webAcl, EXPECTED.webAcl);
  const { webAclArn } = webAcl.webAclRef;
  requireRegional(gateway, webAcl, webAclArn);
  StackOrder.of(gateway).requireReferences(gateway, webAclArn);
  new wafv2.CfnWebACLAssociation(gateway, 'WebAcl', { resourceArn: gateway.gatewayArn, webAclArn });
}

function requireRegional(gateway: Construct & agentcore.IGateway, webAcl: wafv2.IWebACLRef, arn: string): void {
  const scope = webAcl instanceof wafv2.CfnWebACL ? webAcl.scope : undefined;
  const isGlobal = scope === 'CLOUDFRONT' || (!Token.isUnresolved(arn) && arn.includes(':global/'));
  const region = certainlyDiffer(webAcl.env.region, gateway.env.region) ? webAcl.env.region : undefined;
  if (!isGlobal && region === undefined) return;
  throw new GatewayError('web-acl', gateway,
    `gateway ${gateway.node.path} cannot have web ACL ${webAcl.node.path}, ${isGlobal ? 'whose scope is CLOUDFRONT' : `which is in region ${region}`}`,
    isGlobal ? apiMessage`create a web ACL with \`scope: 'REGIONAL'\` for the gateway; one for CloudFront protects only a distribution in front of it` : 'create the web ACL in the region of the gateway');
}
