import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { Construct } from 'constructs';
import { readOpenApi } from '../../schema/openapi';
import { readSmithy } from '../../schema/smithy';
import type { ReadTools } from '../../schema/tool';
import { reportSchema } from '../../synthesis/report-schema';
import { schemaStatements, schemaText } from '../schema-source';
import { TargetStrategy } from '../target-strategy';

/** A REST API with an OpenAPI document: one tool per operation. */
export function openApiTarget(apiSchema: agentcore.ApiSchema, validate: boolean): TargetStrategy {
  return {
    kind: 'openApi',
    // The service cannot infer the signing name of an OpenAPI server.
    signingService: 'execute-api',
    bind: (target) => {
      const { schema, ...binding } = apiSchemaBinding(target, 'OpenAPI document', apiSchema, readOpenApi, validate);
      return { configuration: { mcp: { openApiSchema: schema } }, ...binding };
    },
  };
}

/** An AWS service with a Smithy model: one tool per operation. */
export function smithyTarget(smithyModel: agentcore.ApiSchema): TargetStrategy {
  return {
    kind: 'smithy',
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
