import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { DomainOverride } from './domain-override';
import { acknowledgeValidator, ValidatorRule } from '../synthesis/acknowledge-validator';

/** aws-cdk-lib has this property since 2.278.0. In earlier versions, its template validator does not know it. */
export function renderDomainOverride(gateway: agentcore.CfnGateway, { defaultDomain, alternateDomains }: DomainOverride): void {
  gateway.addPropertyOverride('DomainOverride', { DefaultDomain: defaultDomain, AlternateDomains: alternateDomains });
  if (!('domainOverride' in agentcore.CfnGateway.prototype)) acknowledgeValidator(gateway, ValidatorRule.UNKNOWN_PROPERTY, 'DomainOverride');
}
