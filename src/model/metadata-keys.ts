/**
 * Keys under which resources carry in their `Metadata` what their properties cannot say.
 */

/** The tools of an MCP server, written down: `{ "file": "tools.json", "tools": [...] }`. */
export const TOOLS_METADATA_KEY = 'cdk-agentcore-gateway:tools';

/** Keywords of a tool schema that CloudFormation has no place for: `{ "/0/inputSchema/properties/unit/enum": ["C", "F"] }`. */
export const DROPPED_KEYWORDS_METADATA_KEY = 'cdk-agentcore-gateway:dropped-keywords';

/** How to start a runtime on a laptop. */
export const LOCAL_METADATA_KEY = 'cdk-agentcore-gateway:local';

/** The file that a Cedar policy was read from. */
export const POLICY_FILE_METADATA_KEY = 'cdk-agentcore-gateway:policy-file';
