import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import { readOpenApi } from '../../schema/openapi';
import { readSmithy } from '../../schema/smithy';
import type { ReadTools } from '../../schema/tool';
import { reportSchema } from '../../synthesis/report-schema';
import { schemaStatements, schemaText } from '../schema-source';
import { TargetKind } from '../target-kind';

/** A REST API described by an OpenAPI document: one tool an operation. */
export function openApiTarget(apiSchema: agentcore.ApiSchema, validate: boolean): TargetKind {
  return apiSchemaTarget('openApiSchema', 'OpenAPI document', apiSchema, readOpenApi, validate);
}

/** An AWS service described by a Smithy model: one tool an operation. */
export function smithyTarget(smithyModel: agentcore.ApiSchema): TargetKind {
  return apiSchemaTarget('smithyModel', 'Smithy model', smithyModel, readSmithy, true);
}

function apiSchemaTarget(
  type: 'openApiSchema' | 'smithyModel',
  what: string,
  apiSchema: agentcore.ApiSchema,
  read: (text: string) => ReadTools,
  validate: boolean,
): TargetKind {
  return {
    type,
    protocol: 'MCP',
    mcpType: type === 'openApiSchema' ? agentcore.McpTargetType.OPENAPI_SCHEMA : agentcore.McpTargetType.SMITHY_MODEL,
    // An OpenAPI server is outside AWS as far as the service knows, so its requests must say what they are signed for.
    signingService: type === 'openApiSchema' ? 'execute-api' : undefined,
    bind(target) {
      const text = schemaText(target, apiSchema);
      const tools = text === undefined ? undefined : read(text);
      if (tools && validate) reportSchema(target, `the ${what} of ${target.node.path}`, tools.findings);
      apiSchema.bind(target);
      const schema = apiSchema._render() as agentcore.CfnGatewayTarget.ApiSchemaConfigurationProperty;
      return {
        configuration: { mcp: { [type]: schema } },
        statements: schemaStatements(schema),
        toolNames: () => (tools?.tools ?? []).map((tool) => tool.name),
        listsTools: () => tools?.tools.length !== 0,
      };
    },
  };
}
