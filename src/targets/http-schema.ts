import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { schemaStatements, schemaText } from './schema-source';
import { apiMessage } from '../findings/api-message';
import { EXPECTED, requireOptional } from '../synthesis/require-argument';

interface HttpSchema {
  readonly schema?: agentcore.CfnGatewayTarget.HttpApiSchemaConfigurationProperty;
  /** The permission to read it. */
  readonly statements: iam.PolicyStatement[];
}

/** The API schema of an HTTP target. The service only reads it, for guardrail policies: it has no tools. */
export function httpSchema(target: Construct, apiSchema: agentcore.ApiSchema | undefined): HttpSchema {
  requireOptional(target, apiMessage`\`apiSchema\` of target ${target.node.path}`, apiSchema, EXPECTED.apiSchema);
  if (!apiSchema) return { statements: [] };
  schemaText(target, apiSchema);
  apiSchema.bind(target);
  const source = apiSchema._render() as agentcore.CfnGatewayTarget.ApiSchemaConfigurationProperty;
  return { schema: { source }, statements: schemaStatements(source) };
}
