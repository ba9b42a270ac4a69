/**
 * The connectors of the service, and the tools of those that have some.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-connectors.html
 */
export const WEB_SEARCH = 'web-search';
export const WEB_SEARCH_TOOL = 'WebSearch';

/**
 * The regions with web search, in November 2026.
 *
 * @see https://aws.amazon.com/about-aws/whats-new/2026/11/amazon-bedrock-agentcore-web-search-api/
 */
export const WEB_SEARCH_REGIONS: readonly string[] = ['us-east-1', 'us-east-2', 'us-west-2', 'ap-northeast-1', 'ap-southeast-2', 'eu-west-1'];

export const KNOWLEDGE_BASES = 'bedrock-knowledge-bases';
export const RETRIEVE_TOOL = 'Retrieve';

/** The name of a tool of a connector. */
export const CONNECTOR_TOOL_FORM = /^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/;
