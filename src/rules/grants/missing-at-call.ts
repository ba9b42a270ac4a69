import type { Rule } from '../rule';
import { evaluateNeeds } from './lib/missing-permissions';

/** The role of a gateway has the permissions that calls to its targets need. */
export const missingAtCall: Rule = {
  id: 'grants-missing-at-call',
  group: 'grants',
  severity: 'error',
  sentence: 'The role of a gateway has the permissions that calls to its targets need.',
  why: 'The target is created, but every call to it fails: the gateway cannot get the token or key, or is not allowed to call the resource behind the target.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-prerequisites-permissions.html, https://github.com/aws/aws-cdk/issues/38869',
  evaluate: (input) => evaluateNeeds(input, ({ when, evidence, permission }) => when !== 'creation' && evidence === 'documented' && permission !== 'runInterceptors'),
};
