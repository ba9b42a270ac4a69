/** The service name of AgentCore in ARNs, in IAM actions and in signatures. */
export const AGENTCORE = 'bedrock-agentcore';

/** The service principal that assumes the roles of gateways and runtimes. */
export const AGENTCORE_PRINCIPAL = `${AGENTCORE}.amazonaws.com`;
