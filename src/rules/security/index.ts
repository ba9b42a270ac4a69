import type { Rule } from '../rule';
import { securityBrowserPrivate } from './browser-private';
import { securityCodeInterpreterPrivate } from './code-interpreter-private';
import { securityDebugDetails } from './debug-details';
import { securityGatewayAuthorizer } from './gateway-authorizer';
import { securityGatewayEncryption } from './gateway-encryption';
import { securityGatewayWaf } from './gateway-waf';
import { securityIdentityPropagation } from './identity-propagation';
import { securityMemoryEncryption } from './memory-encryption';
import { securityPolicyEnforced } from './policy-enforced';
import { securityPolicyEngineEncryption } from './policy-engine-encryption';
import { securityResourcePolicyPublic } from './resource-policy-public';
import { securityRuntimePrivate } from './runtime-private';

export const SECURITY_RULES: readonly Rule[] = [
  securityGatewayAuthorizer,
  securityGatewayEncryption,
  securityPolicyEngineEncryption,
  securityMemoryEncryption,
  securityPolicyEnforced,
  securityGatewayWaf,
  securityDebugDetails,
  securityRuntimePrivate,
  securityCodeInterpreterPrivate,
  securityBrowserPrivate,
  securityResourcePolicyPublic,
  securityIdentityPropagation,
];
