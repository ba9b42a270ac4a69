import { Environment } from './environment.lambda';
import { AttemptFailure } from './failure.lambda';
import { Properties } from './properties.lambda';
import { reason } from './reason.lambda';
import { redact } from './redact.lambda';
import { BRIEFLY_MS, retryDecision, waitBefore } from './retry-policy.lambda';
import { REQUEST_LIMIT_MS, signedClient } from './signed-client.lambda';
import { McpClient } from '../../mcp-client/client';
import { excerpt } from '../../mcp-client/excerpt';
import { McpError } from '../../mcp-client/failure';

/** Enough to identify an error page. */
const MAX_WORDS_BYTES = 600;

export type Outcome =
  | { readonly ready: true; readonly toolCount: number }
  | { readonly ready: false; readonly reason: string };

/**
 * Checks all servers at the same time. The first failure decides, because CloudFormation rolls back after it.
 *
 * @param deadline milliseconds since the epoch
 */
export async function checkAll(servers: readonly Properties[], environment: Environment, deadline: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    let isDecided = false;
    const decide = (outcome: Outcome): void => {
      isDecided = true;
      resolve(outcome);
    };
    const one = async (server: Properties): Promise<number> => {
      const outcome = await check(server, environment, Math.min(deadline, environment.now() + server.timeoutMs), () => isDecided);
      if (!outcome.ready) decide(outcome);
      return outcome.ready ? outcome.toolCount : 0;
    };
    Promise.all(servers.map(one)).then((counts) => decide({ ready: true, toolCount: counts.reduce((sum, count) => sum + count, 0) }), reject);
  });
}

/**
 * Lists the tools until all expected ones are listed, a failure is final, or the deadline passes (milliseconds since the epoch).
 *
 * @param isDecided whether the outcome does not count any more
 */
export async function check(properties: Properties, environment: Environment, deadline: number, isDecided: () => boolean = () => false): Promise<Outcome> {
  const started = environment.now();
  const client = signedClient(properties, environment, deadline);
  let deniedSince: number | undefined;
  let reported: AttemptFailure | undefined;

  for (let attempt = 1; ; attempt++) {
    const line = { check: properties.name, attempt };
    const result = await attemptToList(client, properties, environment);
    if (typeof result === 'number') {
      environment.log({ ...line, elapsedMs: environment.now() - started, outcome: 'ready', tools: result });
      return { ready: true, toolCount: result };
    }
    // A request that the deadline of the check interrupts says less than the failure before it.
    reported = result.kind === 'timeout' && result.limitMs! < REQUEST_LIMIT_MS && reported ? reported : result;

    const now = environment.now();
    const { retry } = retryDecision(result);
    deniedSince = retry === 'briefly' ? deniedSince ?? now : undefined;
    const until = Math.min(deadline, deniedSince === undefined ? Infinity : deniedSince + BRIEFLY_MS);
    const waitMs = retry === 'never' || isDecided() ? undefined : waitBefore(result, attempt, environment.random(), now, until);

    const outcome = isDecided() ? 'stopped' : waitMs === undefined ? 'failed' : 'not ready';
    environment.log({ ...line, elapsedMs: now - started, outcome, ...result, waitMs });
    if (waitMs === undefined) return { ready: false, reason: reason(properties, reported, { attempts: attempt, elapsedMs: now - started }) };
    await environment.sleep(waitMs);
  }
}

/** Returns the number of tools, or why the attempt failed. */
async function attemptToList(client: McpClient, { expectTools }: Properties, environment: Environment): Promise<number | AttemptFailure> {
  try {
    const tools = (await client.listTools()).map(({ name }) => name);
    const missing = expectTools.filter((prefix) => !tools.some((tool) => tool.startsWith(prefix)));
    return missing.length === 0 ? tools.length : { method: 'tools/list', kind: 'tools-missing', words: missingWords(missing, tools) };
  } catch (error) {
    if (!(error instanceof McpError)) throw error;
    // `words` contains `data`.
    const { data: _, ...failure } = error.failure;
    // Redact first: a truncated secret would not be recognized.
    return { ...failure, words: excerpt(redact(failure.words, environment.credentials()), MAX_WORDS_BYTES) };
  }
}

function missingWords(missing: readonly string[], tools: readonly string[]): string {
  const some = excerpt(tools.slice(0, 5).map(quote).join(', '), 200);
  const listed = tools.length === 0 ? 'no tools' : tools.length <= 5 ? some : `${some} and ${tools.length - 5} more`;
  return `no tool name starts with ${missing.map(quote).join(' or ')}; the gateway lists ${listed}`;
}

function quote(text: string): string {
  return `\`${text}\``;
}
