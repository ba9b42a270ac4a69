import { Token } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { Construct, IConstruct } from 'constructs';
import { readOpenApi } from '../../schema/openapi';
import { PRIVATE_SERVER } from '../../schema/openapi-servers';
import { readSmithy } from '../../schema/smithy';
import type { ReadTools } from '../../schema/tool';
import { reportSchema } from '../../synthesis/report-schema';
import { CalledByUrl, calledByUrl, callOf, withCall } from '../called-by-url';
import type { GatewayTargetOpenApiProps } from '../options/open-api';
import { schemaStatements, schemaText } from '../schema-source';
import { TargetStrategy } from '../target-strategy';

/** A REST API with an OpenAPI document: one tool per operation. */
export function openApiTarget({ gateway: of, apiSchema, validateOpenApiSchema = true, privateEndpoint }: GatewayTargetOpenApiProps): TargetStrategy {
  const called = calledByServerOf(of, apiSchema);
  return {
    kind: 'openApi',
    // The service cannot infer the signing name of an OpenAPI server.
    signingService: 'execute-api',
    ...callOf(called),
    bind: (target, _gateway, credentials) => {
      const { schema, ...binding } = apiSchemaBinding(target, 'OpenAPI document', apiSchema, privateEndpoint ? readPrivateApi : readOpenApi, validateOpenApiSchema);
      return withCall({ configuration: { mcp: { openApiSchema: schema } }, ...binding }, called, credentials);
    },
  };
}

/** The gateway reaches the servers of a private API. */
function readPrivateApi(text: string): ReadTools {
  const { tools, findings } = readOpenApi(text);
  return { tools, findings: findings.filter(({ id }) => id !== PRIVATE_SERVER) };
}

/** What the first server of an inline document calls. The URL in a file cannot refer to a construct. */
export function calledByServerOf(scope: IConstruct, { inlineSchema }: agentcore.ApiSchema): CalledByUrl | undefined {
  if (inlineSchema === undefined || !Token.isUnresolved(inlineSchema)) return undefined;
  const url = firstServerOf(inlineSchema);
  return url === undefined ? undefined : calledByUrl(scope, url, 'below');
}

function firstServerOf(document: string): string | undefined {
  try {
    const { servers } = JSON.parse(document) as { readonly servers?: readonly { readonly url?: unknown }[] };
    const url = servers?.[0]?.url;
    return typeof url === 'string' ? url : undefined;
  } catch {
    // The reader of the document reports it.
    return undefined;
  }
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
