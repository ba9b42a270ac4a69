import { AttemptFailure, describe } from './failure.lambda';
import { Properties } from './properties.lambda';
import { retryDecision } from './retry-policy.lambda';
import { encodedBytes, excerpt } from '../../mcp-client/excerpt';
import { AGENTCORE } from '../../service/agentcore';
import { DEFAULT_QUALIFIER, gatewayIdInUrl, readInvocationPath } from '../../service/endpoints';

/** CloudFormation truncates longer reasons, and rejects responses above 4 KB. */
const MAX_REASON_BYTES = 1000;
const MAX_NAME_CHARACTERS = 160;

interface Effort {
  readonly attempts: number;
  readonly elapsedMs: number;
}

/** Returns the reason that CloudFormation shows: the server, the attempts, the server's message, the fix, and where to look. */
export function reason(properties: Properties, failure: AttemptFailure, { attempts, elapsedMs }: Effort): string {
  const who = properties.kind === 'gateway' ? 'the gateway' : 'the MCP server';
  const effort = `${attempts} attempt${attempts === 1 ? '' : 's'} in ${Math.round(elapsedMs / 1000)} s`;
  const before = `${tail(properties.name)}: ${who} is not ready (${effort}): `;
  const { fix, rejectedByService } = retryDecision(failure);
  const after = [fix, rejectedByService ? '' : whereToLook(properties)].filter(Boolean).map((sentence) => ` ${sentence}`).join('');
  // Only the server's message is shortened.
  const room = MAX_REASON_BYTES - encodedBytes(before) - encodedBytes(after) - 1;
  const words = excerpt(describe(failure), room);
  return excerpt(`${before}${words}${/[.…!?]$/.test(words) ? '' : '.'}${after}`, MAX_REASON_BYTES);
}

/** Returns the reason for a check that could not run. */
export function reasonNotRun(name: unknown, error: Error): string {
  return excerpt(`${tail(String(name))}: the readiness check could not run: ${error.message}`, MAX_REASON_BYTES);
}

function whereToLook({ kind, url }: Pick<Properties, 'kind' | 'url'>): string {
  if (kind === 'gateway') {
    const id = gatewayIdInUrl(url.href);
    return `Check the status of its targets${id ? `: \`aws bedrock-agentcore-control list-gateway-targets --gateway-identifier ${id}\`` : ''}.`;
  }
  if (kind === 'function') return "See the function's log.";
  const invocation = readInvocationPath(url.pathname + url.search);
  if (!invocation) return "See the server's log.";
  // The URL contains either the ARN or only the id.
  const id = decodeURIComponent(invocation.runtime).split('/').pop();
  return `See the log group /aws/${AGENTCORE}/runtimes/${id}-${invocation.qualifier ?? DEFAULT_QUALIFIER}.`;
}

/** Keeps the end of a long construct path, which is more specific. */
function tail(name: string): string {
  const line = excerpt(name, Infinity);
  return line.length <= MAX_NAME_CHARACTERS ? line : `…${line.slice(-MAX_NAME_CHARACTERS)}`;
}
