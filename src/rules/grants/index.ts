import { callerWithoutAccess } from './caller-without-access';
import { functionOfOtherAccount } from './function-of-other-account';
import { guardrailsMissing } from './guardrails-missing';
import { interceptorNotCallable } from './interceptor-not-callable';
import { keyPolicy } from './key-policy';
import { missingAtCall } from './missing-at-call';
import { missingAtCreation } from './missing-at-creation';
import { missingUndocumented } from './missing-undocumented';
import { roleNotAssumable } from './role-not-assumable';
import { schemaNotReadable } from './schema-not-readable';
import { serviceNotAllowed } from './service-not-allowed';
import { trustOpen } from './trust-open';
import { unknownAction } from './unknown-action';
import { unneededInvoke } from './unneeded-invoke';
import { wildcardAction } from './wildcard-action';
import { wildcardSecret } from './wildcard-secret';
import type { Rule } from '../rule';

/** Rules about missing and excessive permissions of roles. */
export const GRANTS_RULES: readonly Rule[] = [
  missingAtCreation,
  missingAtCall,
  missingUndocumented,
  functionOfOtherAccount,
  interceptorNotCallable,
  schemaNotReadable,
  serviceNotAllowed,
  guardrailsMissing,
  keyPolicy,
  unknownAction,
  roleNotAssumable,
  callerWithoutAccess,
  trustOpen,
  wildcardAction,
  wildcardSecret,
  unneededInvoke,
];
