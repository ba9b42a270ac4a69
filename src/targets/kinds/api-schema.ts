import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { Construct } from 'constructs';
import { readOpenApi } from '../../schema/openapi';
import { readSmithy } from '../../schema/smithy';
import type { ReadTools } from '../../schema/tool';
import { reportSchema } from '../../synthesis/report-schema';
import { schemaStatements, schemaText } from '../schema-source';
import { TargetStrategy } from '../target-strategy';

/** A REST API described by an OpenAPI document: one tool an operation. */
export function openApiTarget(apiSchema: agentcore.ApiSchema, validate: boolean): TargetStrategy {
  return {
    kind: 'openApi',
    protocol: 'MCP',
    mcpType: agentcore.McpTargetType.OPENAPI_SCHEMA,
    // An OpenAPI server is outside AWS as far as the service knows, so its requests must say what they are signed for.
    signingService: 'execute-api',
    bind: (target) => {
      const { schema, ...binding } = apiSchemaBinding(target, 'OpenAPI document', apiSchema, readOpenApi, validate);
      return { configuration: { mcp: { openApiSchema: schema } }, ...binding };
    },
  };
}

/** An AWS service described by a Smithy model: one tool an operation. */
export function smithyTarget(smithyModel: agentcore.ApiSchema): TargetStrategy {
  return {
    kind: 'smithy',
    protocol: 'MCP',
    mcpType: agentcore.McpTargetType.SMITHY_MODEL,
    bind: (target) => {
      const { schema, ...binding } = apiSchemaBinding(target, 'Smithy model', smithyModel, readSmithy, true);
      return { configuration: { mcp: { smithyModel: schema } }, ...binding };
    },
  };
}

function apiSchemaBinding(target: Construct, what: string, apiSchema: agentcore.ApiSchema, read: (text: string) => ReadTools, validate: boolean) {
  const text = schemaText(target, apiSchema);
  const tools = text === undefined ? undefined : read(text);
  if (tools && validate) reportSchema(target, `the ${what} of ${target.node.path}`, tools.findings);
  apiSchema.bind(target);
  const schema = apiSchema._render() as agentcore.CfnGatewayTarget.ApiSchemaConfigurationProperty;
  return {
    schema,
    statements: schemaStatements(schema),
    toolNames: () => (tools?.tools ?? []).map((tool) => tool.name),
    listsTools: () => tools?.tools.length !== 0,
  };
}
