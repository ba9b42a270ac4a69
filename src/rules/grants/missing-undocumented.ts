import type { Rule } from '../rule';
import { evaluateNeeds } from './lib/missing-permissions';
import { PERMISSIONS } from '../../service/permissions';
import { quoted } from '../lib/wording';

/** The role of a gateway is allowed what no page asks for, but deployments failed without. */
export const missingUndocumented: Rule = {
  id: 'grants-missing-undocumented',
  group: 'grants',
  severity: 'warning',
  sentence: 'The role of a gateway has the undocumented permissions that deployments were observed to need.',
  why: `People saw the service refuse to attach a policy engine without ${quoted(PERMISSIONS.attachPolicyEngine.actions)}, `
    + `and an engine with a key of its own without ${quoted(PERMISSIONS.decryptPolicyEngine.actions)} on that key. AWS documents neither, so it may not hold everywhere.`,
  source: 'https://github.com/awslabs/nx-plugin-for-aws/pull/996',
  evaluate: (input) => evaluateNeeds(input, ({ undocumented }) => undocumented),
};
