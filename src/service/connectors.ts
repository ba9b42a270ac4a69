/**
 * The connectors of the service, and the tools of those that have some.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-target-connectors.html
 */
export const WEB_SEARCH = 'web-search';
export const WEB_SEARCH_TOOL = 'WebSearch';
export const KNOWLEDGE_BASES = 'bedrock-knowledge-bases';
export const RETRIEVE_TOOL = 'Retrieve';

/** The name of a tool of a connector. */
export const CONNECTOR_TOOL_FORM = /^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/;
