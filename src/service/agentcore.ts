/** What AgentCore is called: in ARNs, in IAM actions and in signatures. */
export const AGENTCORE = 'bedrock-agentcore';

/** Who assumes the roles of gateways and runtimes. */
export const AGENTCORE_PRINCIPAL = `${AGENTCORE}.amazonaws.com`;
