import type { Rule } from '../rule';
import { evaluateNeeds } from './lib/missing-permissions';

/** The role of a gateway has the permissions that the creation of the gateway and of its targets needs. */
export const missingAtCreation: Rule = {
  id: 'grants-missing-at-creation',
  group: 'grants',
  severity: 'error',
  sentence: 'The role of a gateway has the permissions that the creation of the gateway and of its targets needs.',
  why: 'The service assumes the role while it creates gateways and targets: to verify the policy engine, call the function or list the tools of a server. '
    + 'The creation fails if a permission is missing.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-prerequisites-permissions.html',
  evaluate: (input) => evaluateNeeds(input, ({ when, evidence }) => when === 'creation' && evidence === 'documented'),
};
