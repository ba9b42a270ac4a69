import type { Rule } from '../rule';
import { evaluateNeeds } from './lib/missing-permissions';

/** The role of a gateway is allowed what the creation of the gateway and of its targets needs. */
export const missingAtCreation: Rule = {
  id: 'grants-missing-at-creation',
  group: 'grants',
  severity: 'error',
  sentence: 'The role of a gateway is allowed everything that the creation of the gateway and of its targets needs.',
  why: 'While it creates gateways and targets, the service uses the role: to try the policy engine, to call the function, to read the schema, to list the tools of a server. '
    + 'What the role is not allowed makes the creation fail.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-prerequisites-permissions.html',
  evaluate: (input) => evaluateNeeds(input, ({ when, undocumented }) => when === 'creation' && !undocumented),
};
