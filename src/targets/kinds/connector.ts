import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import { apiMessage } from '../../findings/api-message';
import { permissionStatements } from '../../permissions/permission-statements';
import { AGENTCORE } from '../../service/agentcore';
import { CONNECTOR_TOOL_FORM, KNOWLEDGE_BASES, RETRIEVE_TOOL, WEB_SEARCH, WEB_SEARCH_TOOL } from '../../service/connectors';
import { CONNECTOR_TOOL_DESCRIPTION_CHARACTERS, ENABLED_TOOLS, HTTP_CONNECTOR_PARAMETER_CHARACTERS, HTTP_CONNECTOR_PARAMETERS } from '../../service/limits';
import { countFaults, textFaults } from '../../synthesis/value-faults';
import type {
  ConnectorConfiguration, GatewayTargetConnectorProps, GatewayTargetHttpConnectorProps, GatewayTargetKnowledgeBaseProps, GatewayTargetWebSearchProps,
} from '../options/connector';
import { requireTargetProps } from '../target-checks';
import { owned, TargetStrategy } from '../target-strategy';

type Connector = Pick<GatewayTargetConnectorProps, 'connectorId' | 'enabled' | 'configurations'>;

/** Tools that the service implements. */
export function connectorTarget({ connectorId, enabled, configurations }: Connector, pointsAt?: IConstruct): TargetStrategy {
  return {
    kind: 'connector',
    pointsAt,
    check(gateway, path) {
      requireTargetProps(gateway, path, [
        ...enabled ? countFaults('enabled', enabled.length, ENABLED_TOOLS) : [],
        ...(configurations ?? []).flatMap(configurationFaults),
      ]);
    },
    bind: (target) => ({
      configuration: { mcp: { connector: { source: { connectorId }, enabled, configurations } } },
      statements: connectorStatements(target, { connectorId, configurations }),
      toolNames: () => enabled ?? (configurations ?? []).map(({ name }) => name),
      listsTools: () => true,
    }),
  };
}

export function knowledgeBaseTarget({ knowledgeBase, toolDescription: description, parameterOverrides }: GatewayTargetKnowledgeBaseProps): TargetStrategy {
  const parameterValues = { knowledgeBaseId: knowledgeBase.knowledgeBaseRef.knowledgeBaseId };
  // The other tool of the connector takes the knowledge base from the agent.
  return connectorTarget({
    connectorId: KNOWLEDGE_BASES, enabled: [RETRIEVE_TOOL], configurations: [{ name: RETRIEVE_TOOL, description, parameterValues, parameterOverrides }],
  }, owned(knowledgeBase));
}

export function webSearchTarget({ includeDomains: include, excludeDomains: exclude, toolDescription: description }: GatewayTargetWebSearchProps): TargetStrategy {
  const parameterValues = include || exclude ? { domainFilter: { include, exclude } } : {};
  return connectorTarget({ connectorId: WEB_SEARCH, configurations: [{ name: WEB_SEARCH_TOOL, description, parameterValues }] });
}

/** A connector without tools. Callers call it at `<gateway>/<target name>/…`. */
export function httpConnectorTarget({ connectorId, parameters }: GatewayTargetHttpConnectorProps): TargetStrategy {
  return {
    kind: 'httpConnector',
    check(gateway, path) {
      const entries = Object.entries(parameters ?? {});
      requireTargetProps(gateway, path, [
        ...countFaults('parameters', entries.length, HTTP_CONNECTOR_PARAMETERS),
        ...entries.flatMap(([name, value]) => textFaults(`parameters.${name}`, value, HTTP_CONNECTOR_PARAMETER_CHARACTERS)),
      ]);
    },
    bind: () => ({ configuration: { http: { connector: { source: { connectorId }, parameters } } }, statements: [], listsTools: () => false }),
  };
}

function configurationFaults({ name, description }: ConnectorConfiguration): string[] {
  const isForm = Token.isUnresolved(name) || CONNECTOR_TOOL_FORM.test(name);
  return [
    ...isForm ? [] : [apiMessage`\`configurations.name\` is \`${name}\`; give a letter, then up to 63 letters, digits, hyphens and underscores`],
    ...textFaults('configurations.description', description, CONNECTOR_TOOL_DESCRIPTION_CHARACTERS),
  ];
}

/** What the role of the gateway needs for the connectors whose permissions are known. */
function connectorStatements(target: Construct, { connectorId, configurations }: Connector): iam.PolicyStatement[] {
  const stack = Stack.of(target);
  if (connectorId === WEB_SEARCH) {
    // The tool belongs to AWS.
    return permissionStatements(['searchWeb'], { webSearchTool: stack.formatArn({ service: AGENTCORE, account: 'aws', resource: 'tool', resourceName: 'web-search.v1' }) });
  }
  const ids = connectorId === KNOWLEDGE_BASES ? (configurations ?? []).flatMap(({ parameterValues }) => knowledgeBaseIdsIn(parameterValues)) : [];
  if (ids.length === 0) return [];
  return permissionStatements(['retrieve'], {
    knowledgeBases: ids.map((resourceName) => stack.formatArn({ service: 'bedrock', resource: 'knowledge-base', resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME })),
  });
}

function knowledgeBaseIdsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(knowledgeBaseIdsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => key === 'knowledgeBaseId' && typeof inner === 'string' ? [inner] : knowledgeBaseIdsIn(inner));
}
