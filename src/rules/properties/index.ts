import { propertiesConsentPortal } from './consent-portal';
import { propertiesGatewayDomains } from './gateway-domains';
import { propertiesGatewayValue } from './gateway-value';
import { propertiesLogDelivery } from './log-delivery';
import { propertiesLogsUndelivered } from './logs-undelivered';
import { propertiesPolicyDefinition } from './policy-definition';
import { propertiesPrivateEndpoint } from './private-endpoint';
import { propertiesProviderSecret } from './provider-secret';
import { propertiesProviderVendor } from './provider-vendor';
import { propertiesRateLimitKeys } from './rate-limit-keys';
import { propertiesRateLimitOnce } from './rate-limit-once';
import { propertiesResourcePolicy } from './resource-policy';
import { propertiesResourcePolicyOnce } from './resource-policy-once';
import { propertiesRuleActions } from './rule-actions';
import { propertiesRulePriority } from './rule-priority';
import { propertiesRuntimeArtifact } from './runtime-artifact';
import { propertiesRuntimeEndpoint } from './runtime-endpoint';
import { propertiesRuntimeEntryPoint } from './runtime-entry-point';
import { propertiesRuntimeLifetime } from './runtime-lifetime';
import { propertiesRuntimeNetwork } from './runtime-network';
import { propertiesTargetValue } from './target-value';
import { propertiesWebAcl } from './web-acl';
import { propertiesWebSearchRegion } from './web-search-region';
import type { Rule } from '../rule';

/** Rules about properties that the service accepts only together, or not together. */
export const PROPERTIES_RULES: readonly Rule[] = [
  propertiesGatewayValue,
  propertiesTargetValue,
  propertiesGatewayDomains,
  propertiesRuntimeArtifact,
  propertiesRuntimeEntryPoint,
  propertiesRuntimeLifetime,
  propertiesRuntimeNetwork,
  propertiesRuntimeEndpoint,
  propertiesProviderSecret,
  propertiesProviderVendor,
  propertiesRulePriority,
  propertiesRuleActions,
  propertiesRateLimitKeys,
  propertiesRateLimitOnce,
  propertiesPolicyDefinition,
  propertiesResourcePolicy,
  propertiesResourcePolicyOnce,
  propertiesLogDelivery,
  propertiesLogsUndelivered,
  propertiesWebAcl,
  propertiesConsentPortal,
  propertiesPrivateEndpoint,
  propertiesWebSearchRegion,
];
