import type { Rule } from '../rule';
import { evaluateNeeds } from './lib/missing-permissions';

/** The role of a gateway can read the schemas of its targets in S3. */
export const schemaNotReadable: Rule = {
  id: 'grants-schema-not-readable',
  group: 'grants',
  severity: 'warning',
  sentence: 'The role of a gateway can read the schemas of its targets in Amazon S3.',
  why: 'AWS documents that the gateway reads the schema with its role, and also that the caller of CreateGatewayTarget reads it. In an observed deployment, it was the caller: '
    + 'the role that deploys the stack. Without the right permission, the creation of the target fails.',
  source: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-prerequisites-permissions.html',
  evaluate: (input) => evaluateNeeds(input, ({ evidence }) => evidence === 'contradicted'),
};
