import { policyActions } from './actions';
import { policyDoubtful } from './doubtful';
import { policyEnforcedAtOnce } from './enforced-at-once';
import { policyGuardrailSchema } from './guardrail-schema';
import { policyHopDenied } from './hop-denied';
import { policyPermit } from './no-permit';
import { policyPermissive } from './permissive';
import { policyPrincipals } from './principals';
import { policySchema } from './schema';
import { policyScope } from './scope';
import { policySyntax } from './syntax';
import { policyUnlistedTools } from './unlisted-tools';
import type { Rule } from '../rule';

/** Rules about the findings of the Cedar engine. */
export const POLICIES_RULES: readonly Rule[] = [
  policySyntax, policyActions, policyPrincipals, policyScope, policyPermissive, policySchema, policyPermit, policyEnforcedAtOnce, policyHopDenied, policyUnlistedTools,
  policyGuardrailSchema, policyDoubtful,
];
