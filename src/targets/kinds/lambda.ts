import { Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { localFileOf } from '../../cdk-internals';
import { DROPPED_KEYWORDS_METADATA_KEY } from '../../model/metadata-keys';
import { permissionStatements } from '../../permissions/permission-statements';
import { droppedFrom, readToolsInCode } from '../../schema/inline-tools';
import type { Tool } from '../../schema/tool';
import { readToolDefinitions } from '../../schema/tool-definitions';
import { GatewayError } from '../../synthesis/gateway-error';
import { reportSchema } from '../../synthesis/report-schema';
import { readSchemaFile, schemaStatements } from '../schema-source';
import { owned, TargetStrategy } from '../target-strategy';

/** A Lambda function behind one or more tools. */
export function lambdaTarget(lambdaFunction: lambda.IFunction, toolSchema: agentcore.ToolSchema): TargetStrategy {
  return {
    kind: 'lambda',
    protocol: 'MCP',
    mcpType: agentcore.McpTargetType.LAMBDA,
    pointsAt: owned(lambdaFunction),
    bind(target) {
      const document = toolDocument(target, toolSchema);
      const read = document === undefined ? undefined : toolSchema.inlineSchema ? readToolsInCode(document) : readToolDefinitions(document);
      if (read) reportSchema(target, `the tool schema of ${target.node.path}`, read.findings);
      const schema = renderToolSchema(target, toolSchema, read?.tools ?? []);
      const dropped = read && toolSchema.inlineSchema && droppedFrom(document, read);
      return {
        configuration: { mcp: { lambda: { lambdaArn: lambdaFunction.functionArn, toolSchema: schema } } },
        // A rule reports it, and reads the template.
        ...dropped ? { metadata: { [DROPPED_KEYWORDS_METADATA_KEY]: dropped } } : {},
        statements: [
          // The unqualified function, or exactly the alias or version that was given.
          ...permissionStatements(['invokeFunction'], { function: lambdaFunction.functionArn }),
          ...schemaStatements(schema),
        ],
        toolNames: () => (read?.tools ?? []).map((tool) => tool.name),
        listsTools: () => read?.tools.length !== 0,
      };
    },
  };
}

/** The tool definitions as the service will read them; undefined when they are in a bucket out of reach. */
function toolDocument(target: Construct, toolSchema: agentcore.ToolSchema): unknown {
  if (toolSchema.inlineSchema) return toolSchema.inlineSchema.map(plainTool);
  const path = localFileOf(toolSchema);
  if (path === undefined) return undefined;
  const text = readSchemaFile(target, path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new GatewayError('schemas-document', target, `tool schema file \`${path}\` is not JSON: ${(error as Error).message}`, 'write JSON');
  }
}

/** The property values of a tool, with the class of aws-cdk-lib for a JSON type replaced by its text. */
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

/** CloudFormation has a place for few keywords: the tools as they were read hold only those, and the rest is reported. */
function renderToolSchema(
  target: Construct, toolSchema: agentcore.ToolSchema, tools: readonly Tool[],
): agentcore.CfnGatewayTarget.ToolSchemaProperty {
  if (toolSchema.inlineSchema) return { inlinePayload: tools as unknown as agentcore.CfnGatewayTarget.ToolDefinitionProperty[] };
  toolSchema.bind(target);
  return toolSchema._render();
}
