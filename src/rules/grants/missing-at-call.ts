import type { Rule } from '../rule';
import { evaluateNeeds } from './lib/missing-permissions';

/** The role of a gateway is allowed what calls of its targets need. */
export const missingAtCall: Rule = {
  id: 'grants-missing-at-call',
  group: 'grants',
  severity: 'error',
  sentence: 'The role of a gateway is allowed everything that calls of its targets need.',
  why: 'The target is created, and then every call of it fails: the gateway gets no token or key, or may not call what is behind the target.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-prerequisites-permissions.html, https://github.com/aws/aws-cdk/issues/38869',
  evaluate: (input) => evaluateNeeds(input, ({ when, undocumented }) => when !== 'creation' && !undocumented),
};
