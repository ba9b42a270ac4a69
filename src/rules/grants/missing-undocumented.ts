import type { Rule } from '../rule';
import { evaluateNeeds } from './lib/missing-permissions';
import { PERMISSIONS } from '../../service/permissions';
import { quoted } from '../lib/wording';

/** The role of a gateway has undocumented permissions without which deployments failed. */
export const missingUndocumented: Rule = {
  id: 'grants-missing-undocumented',
  group: 'grants',
  severity: 'warning',
  sentence: 'The role of a gateway has the undocumented permissions that deployments were observed to need.',
  why: `In observed deployments, the service did not attach a policy engine with a customer managed key without ${quoted(PERMISSIONS.decryptPolicyEngine.actions)} on that key. `
    + 'AWS does not document this requirement, so it may not apply everywhere.',
  source: 'https://github.com/awslabs/nx-plugin-for-aws/pull/996',
  evaluate: (input) => evaluateNeeds(input, ({ evidence }) => evidence === 'observed'),
};
