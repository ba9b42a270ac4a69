import { Token } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { localFileOf } from '../../cdk-internals';
import { DROPPED_KEYWORDS_METADATA_KEY } from '../../model/metadata-keys';
import { allowOtherAccount, requireReachableFunction } from '../../permissions/function-access';
import { permissionStatements } from '../../permissions/permission-statements';
import { droppedFrom, readToolsInCode } from '../../schema/inline-tools';
import type { Tool } from '../../schema/tool';
import { readToolDefinitions } from '../../schema/tool-definitions';
import { GatewayError } from '../../synthesis/gateway-error';
import { reportSchema } from '../../synthesis/report-schema';
import { readSchemaFile, schemaStatements } from '../schema-source';
import { owned, TargetStrategy } from '../target-strategy';

/** A Lambda function that implements one or more tools. */
export function lambdaTarget(lambdaFunction: lambda.IFunction, toolSchema: agentcore.ToolSchema): TargetStrategy {
  return {
    kind: 'lambda',
    pointsAt: owned(lambdaFunction),
    check: (gateway, path) => requireReachableFunction(gateway, path, lambdaFunction),
    bind(target, gateway) {
      const document = toolDocument(target, toolSchema);
      const read = document === undefined ? undefined : toolSchema.inlineSchema ? readToolsInCode(document) : readToolDefinitions(document);
      if (read) reportSchema(target, `the tool schema of ${target.node.path}`, read.findings);
      const schema = renderToolSchema(target, toolSchema, read?.tools ?? []);
      const dropped = read && toolSchema.inlineSchema && droppedFrom(document, read);
      return {
        configuration: { mcp: { lambda: { lambdaArn: lambdaFunction.functionArn, toolSchema: schema } } },
        // For the rule that reports dropped keywords, which reads the template.
        ...dropped ? { metadata: { [DROPPED_KEYWORDS_METADATA_KEY]: dropped } } : {},
        statements: [
          // Exactly the given function, alias or version.
          ...permissionStatements(['invokeFunction'], { function: lambdaFunction.functionArn }),
          ...schemaStatements(schema),
        ],
        waitFor: allowOtherAccount(target, gateway, lambdaFunction),
        toolNames: () => (read?.tools ?? []).map((tool) => tool.name),
        listsTools: () => read?.tools.length !== 0,
      };
    },
  };
}

/** The tool definitions as the service reads them; undefined for a schema in a bucket. */
function toolDocument(target: Construct, toolSchema: agentcore.ToolSchema): unknown {
  if (toolSchema.inlineSchema) return toolSchema.inlineSchema.map(plainTool);
  const path = localFileOf(toolSchema);
  if (path === undefined) return undefined;
  const text = readSchemaFile(target, path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new GatewayError('schemas-document', target, `tool schema file \`${path}\` is not JSON: ${(error as Error).message}`, 'use valid JSON');
  }
}

/** The properties of a tool, with each `SchemaDefinitionType` of aws-cdk-lib replaced by its value. */
function plainTool(tool: agentcore.ToolDefinition): Record<string, unknown> {
  return {
    ...tool,
    inputSchema: plainSchema(tool.inputSchema),
    ...tool.outputSchema ? { outputSchema: plainSchema(tool.outputSchema) } : {},
  };
}

function plainSchema(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null || Token.isUnresolved(schema)) return schema;
  const { type, properties, items, ...rest } = schema as { [keyword: string]: unknown };
  return {
    ...rest,
    ...type === undefined ? {} : { type: (type as { value?: unknown }).value ?? type },
    ...items === undefined ? {} : { items: plainSchema(items) },
    ...typeof properties === 'object' && properties !== null
      ? { properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, plainSchema(property)])) }
      : {},
  };
}

/** CloudFormation supports few JSON Schema keywords. `tools` has only those; a rule reports the others. */
function renderToolSchema(
  target: Construct, toolSchema: agentcore.ToolSchema, tools: readonly Tool[],
): agentcore.CfnGatewayTarget.ToolSchemaProperty {
  if (toolSchema.inlineSchema) return { inlinePayload: tools as unknown as agentcore.CfnGatewayTarget.ToolDefinitionProperty[] };
  toolSchema.bind(target);
  return toolSchema._render();
}
