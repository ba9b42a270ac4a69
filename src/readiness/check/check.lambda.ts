import { excerpt } from './excerpt.lambda';
import { CheckFailure, Failure } from './failure.lambda';
import { McpClient } from './mcp.lambda';
import { Properties } from './properties.lambda';
import { reason } from './reason.lambda';
import { redact } from './redact.lambda';
import { BRIEFLY_MS, retryDecision, waitBefore } from './retry-policy.lambda';
import { SignedHttp } from './signed-http.lambda';
import { World } from './world.lambda';

/** Enough of an error page to recognise it. */
const MAX_WORDS_BYTES = 600;

export type Outcome =
  | { readonly ready: true; readonly toolCount: number }
  | { readonly ready: false; readonly reason: string };

/** Asks for the tools until they are all there, the failure is final, or time is up (`deadline`, in milliseconds since the epoch). */
export async function check(properties: Properties, world: World, deadline: number): Promise<Outcome> {
  const { name, expectTools } = properties;
  const started = world.now();
  const client = new McpClient(new SignedHttp(properties, world, deadline), properties.kind);
  let deniedSince: number | undefined;
  let telling: Failure | undefined;

  for (let attempt = 1; ; attempt++) {
    const line = { check: name, attempt };
    let failure: Failure;
    try {
      const tools = await client.listTools();
      const missing = expectTools.filter((prefix) => !tools.some((tool) => tool.startsWith(prefix)));
      if (missing.length === 0) {
        world.log({ ...line, elapsedMs: world.now() - started, outcome: 'ready', tools: tools.length });
        return { ready: true, toolCount: tools.length };
      }
      failure = { step: 'tools/list', kind: 'tools-missing', words: missingWords(missing, tools) };
    } catch (error) {
      if (!(error instanceof CheckFailure)) throw error;
      // In this order: a secret cut in half would no longer be recognised.
      failure = { ...error.failure, words: excerpt(redact(error.failure.words, world.credentials()), MAX_WORDS_BYTES) };
    }
    telling = failure.cutShort && telling ? telling : failure;

    const now = world.now();
    const { retry } = retryDecision(failure);
    deniedSince = retry === 'briefly' ? deniedSince ?? now : undefined;
    const until = Math.min(deadline, deniedSince === undefined ? Infinity : deniedSince + BRIEFLY_MS);
    const waitMs = retry === 'never' ? undefined : waitBefore(failure, attempt, world.random(), now, until);

    world.log({ ...line, elapsedMs: now - started, outcome: waitMs === undefined ? 'failed' : 'not ready', ...failure, waitMs });
    if (waitMs === undefined) return { ready: false, reason: reason(properties, telling, { attempts: attempt, elapsedMs: now - started }) };
    await world.sleep(waitMs);
  }
}

function missingWords(missing: string[], tools: string[]): string {
  const listed = tools.length === 0 ? 'it lists none at all' : `among those it lists: ${excerpt(tools.slice(0, 5).join(', '), 200)}`;
  return `no tool starts with ${missing.join(' or ')}; ${listed}`;
}
