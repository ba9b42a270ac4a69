import type * as bedrock from 'aws-cdk-lib/aws-bedrock';
import type { TargetOfGateway, TargetOptions, TargetPlacement } from './shared';

/**
 * How a tool of a connector shows one of its parameters to agents.
 */
export interface ConnectorParameterOverride {
  /**
   * The JSON pointer of the parameter in the input of the tool, for example `/retrievalConfiguration/numberOfResults`.
   */
  readonly path: string;

  /**
   * The description that agents get.
   *
   * @default - the description of the connector
   */
  readonly description?: string;

  /**
   * Whether agents see the parameter.
   *
   * @default - as the connector defines
   */
  readonly visible?: boolean;
}

/**
 * The settings of one tool of a connector.
 */
export interface ConnectorConfiguration {
  /**
   * The name of the tool: a letter, then up to 63 letters, digits, hyphens and underscores.
   */
  readonly name: string;

  /**
   * The description that agents get: 1 to 2000 characters.
   *
   * @default - the description of the connector
   */
  readonly description?: string;

  /**
   * Values of parameters, which agents cannot change.
   *
   * @default - agents choose all values
   */
  readonly parameterValues?: { readonly [name: string]: any };

  /**
   * How agents see parameters.
   *
   * @default - as the connector defines
   */
  readonly parameterOverrides?: ConnectorParameterOverride[];
}

/** @internal */
interface ConnectorTarget extends TargetOptions {
  /**
   * The ID of the connector, for example `web-search`.
   *
   * The role of the gateway is allowed what the connectors `web-search` and `bedrock-knowledge-bases` need. For others, pass the permissions in
   * `additionalPermissions`.
   */
  readonly connectorId: string;

  /**
   * The names of the tools that the gateway lists: 1 to 50.
   *
   * @default - all tools of the connector
   */
  readonly enabled?: string[];

  /**
   * The settings of tools.
   *
   * @default - the settings of the connector
   */
  readonly configurations?: ConnectorConfiguration[];
}

/** @internal */
interface KnowledgeBaseTarget extends TargetOptions {
  /**
   * The managed knowledge base to search.
   *
   * The role of the gateway is allowed to retrieve from it, and from no other.
   */
  readonly knowledgeBase: bedrock.IKnowledgeBaseRef;

  /**
   * What agents read about the tool: say what the knowledge base is about.
   *
   * @default - the description of the connector
   */
  readonly toolDescription?: string;

  /**
   * How agents see the parameters of the tool `Retrieve`.
   *
   * @default - as the connector defines
   */
  readonly parameterOverrides?: ConnectorParameterOverride[];
}

/** @internal */
interface WebSearchTarget extends TargetOptions {
  /**
   * The domains whose pages are found. Agents do not see this list.
   *
   * @default - all domains
   */
  readonly includeDomains?: string[];

  /**
   * The domains whose pages are not found. Agents do not see this list.
   *
   * @default - none
   */
  readonly excludeDomains?: string[];

  /**
   * What agents read about the tool.
   *
   * @default - the description of the connector
   */
  readonly toolDescription?: string;
}

/** @internal */
interface HttpConnectorTarget extends TargetOptions {
  /**
   * The ID of the connector.
   */
  readonly connectorId: string;

  /**
   * The parameters of the connector: up to 10, with values of 1 to 1024 characters.
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };
}

/** Options of `addConnectorTarget`. */
export interface AddConnectorTargetOptions extends ConnectorTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forConnector`. */
export interface GatewayTargetConnectorProps extends ConnectorTarget, TargetOfGateway {}

/** Options of `addKnowledgeBaseTarget`. */
export interface AddKnowledgeBaseTargetOptions extends KnowledgeBaseTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forKnowledgeBase`. */
export interface GatewayTargetKnowledgeBaseProps extends KnowledgeBaseTarget, TargetOfGateway {}

/** Options of `addWebSearchTarget`. */
export interface AddWebSearchTargetOptions extends WebSearchTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forWebSearch`. */
export interface GatewayTargetWebSearchProps extends WebSearchTarget, TargetOfGateway {}

/** Options of `addHttpConnectorTarget`. */
export interface AddHttpConnectorTargetOptions extends HttpConnectorTarget, TargetPlacement {}

/** Properties of `GatewayTarget.forHttpConnector`. */
export interface GatewayTargetHttpConnectorProps extends HttpConnectorTarget, TargetOfGateway {}
