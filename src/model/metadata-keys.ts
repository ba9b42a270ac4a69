/**
 * The `Metadata` keys for information that does not fit into resource properties.
 */

/** The tools of an MCP server: `{ "file": "tools.json", "tools": [...] }`. */
export const TOOLS_METADATA_KEY = 'cdk-agentcore-gateway:tools';

/** Tool schema keywords that CloudFormation does not support: `{ "/0/inputSchema/properties/unit/enum": ["C", "F"] }`. */
export const DROPPED_KEYWORDS_METADATA_KEY = 'cdk-agentcore-gateway:dropped-keywords';

/** How to start a runtime locally. */
export const LOCAL_METADATA_KEY = 'cdk-agentcore-gateway:local';

/** The source file of a Cedar policy. */
export const POLICY_FILE_METADATA_KEY = 'cdk-agentcore-gateway:policy-file';
