import { AsyncLocalStorage } from 'node:async_hooks';

/** Which agent session requests belong to. The `RequestContext` of an invocation of `bedrock-agentcore` is one. */
export interface Session {
  /** The runtime session id: 33 to 256 characters, as AgentCore Runtime asks for. */
  readonly sessionId?: string;
  /** What a gateway with temporal Cedar policies needs on every request. */
  readonly policySessionId?: string;
  /** What AgentCore Runtime passes with an invocation, for AgentCore Identity. */
  readonly workloadAccessToken?: string;
}

const sessions = new AsyncLocalStorage<Session>();

/** Sends a session id with every request made inside `run`, also in calls of tools that start there. */
export function runWithSession<T>(session: Session, run: () => T): T {
  return sessions.run(session, run);
}

export function currentSession(): Session {
  return sessions.getStore() ?? {};
}

export function sessionHeaders(): Record<string, string> {
  const { sessionId, policySessionId } = currentSession();
  return {
    ...sessionId ? { 'x-amzn-bedrock-agentcore-runtime-session-id': sessionId } : {},
    ...policySessionId ? { 'x-amzn-bedrock-agentcore-policy-session-id': policySessionId } : {},
  };
}
