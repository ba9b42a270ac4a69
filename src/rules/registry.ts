import { AUTH_RULES } from './auth';
import { GRANTS_RULES } from './grants';
import { LIMITS_RULES } from './limits';
import { NAMES_RULES } from './names';
import { ORDER_RULES } from './order';
import { POLICIES_RULES } from './policies';
import { PROPERTIES_RULES } from './properties';
import type { Rule } from './rule';
import { SCHEMAS_RULES } from './schemas';
import { SECURITY_RULES } from './security';

/** Every rule, in the order of docs/RULES.md. The only place that registers rules. */
export const RULES: readonly Rule[] = [
  ...ORDER_RULES, ...GRANTS_RULES, ...AUTH_RULES, ...NAMES_RULES, ...PROPERTIES_RULES, ...LIMITS_RULES, ...SCHEMAS_RULES, ...POLICIES_RULES, ...SECURITY_RULES,
];
