import { policyActions } from './actions';
import { policyDoubtful } from './doubtful';
import { policyEnforcedAtOnce } from './enforced-at-once';
import { policyPermit } from './no-permit';
import { policyPrincipals } from './principals';
import { policySchema } from './schema';
import { policyScope } from './scope';
import { policySyntax } from './syntax';
import type { Rule } from '../rule';

/** Rules about the findings of the Cedar engine. */
export const POLICIES_RULES: readonly Rule[] = [policySyntax, policyActions, policyPrincipals, policyScope, policySchema, policyPermit, policyEnforcedAtOnce, policyDoubtful];
