/**
 * Keys under which resources carry in their `Metadata` what their properties cannot say.
 */

/** The tools of an MCP server, written down: `{ "file": "tools.json", "tools": [...] }`. */
export const TOOLS_METADATA_KEY = 'cdk-agentcore-gateway:tools';

/** How to start a runtime on a laptop. */
export const LOCAL_METADATA_KEY = 'cdk-agentcore-gateway:local';

/** The file that a Cedar policy was read from. */
export const POLICY_FILE_METADATA_KEY = 'cdk-agentcore-gateway:policy-file';
