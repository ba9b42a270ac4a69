import type { Paint } from '../../../src/findings/format';
import type { GatewaySnapshot } from '../../snapshot/snapshot';
import { insteadOf } from '../../targets/not-here';
import type { CallEvent } from '../../trace/call-event';

/** A gateway that listens, for people. */
export function printGateway(gateway: GatewaySnapshot, url: string, tools: readonly string[], paint: Paint): string {
  const caller = gateway.callers.length === 1 ? `calls without a name are ${gateway.callers[0].name}'s` : gateway.callers.length === 0
    ? 'nobody in the app may call it: calls without a name are anyone\'s'
    : `${gateway.callers.length} callers: name one with --as (${gateway.callers.map(({ name }) => name).join(', ')}); calls without a name are anyone's`;
  return [
    `${paint.strong(gateway.key)}  ${url}  ${paint.faint(`${gateway.path}, ${gateway.authorizer}; ${caller}`)}`,
    ...tools.map((tool) => `  ${tool}`),
    ...gateway.targets.flatMap(({ name, runs }) => runs.kind === 'nowhere' ? [`  ${paint.warning(`target ${name} does not run here`)}: ${runs.reason}; ${insteadOf(name, runs.isApi)}`] : []),
    ...gateway.notRun.map((part) => `  ${paint.warning('does not run here')}: ${part}`),
  ].join('\n');
}

/** One line for a whole call, from its hops. */
export function printCall(hops: readonly CallEvent[], paint: Paint): string {
  const outer = hops[0];
  const way = hops.map(({ gateway, target }) => target === undefined ? gateway : `${gateway} → ${target}`).join(' → ');
  const worst = [...hops].reverse().find(({ outcome }) => outcome !== 'ok') ?? outer;
  const outcome = { ok: paint.good('ok'), denied: paint.error('denied'), failed: paint.error('failed'), refused: paint.error('refused') }[worst.outcome];
  const decisions = hops.flatMap(({ decision, gateway }) => decision ? [`${gateway}: ${decision.allowed ? decision.because.length > 0 ? `allowed by ${decision.because.join(', ')}` : 'allowed' : 'denied'}${decision.mode === 'LOG_ONLY' ? ' (logs only)' : ''}`] : []);
  return [
    `${outcome}  ${outer.method}${outer.name === undefined ? '' : ` ${outer.name}`}  ${paint.faint(`${way}, as ${outer.principal}, ${outer.milliseconds.toFixed(1)} ms`)}`,
    ...decisions.length > 0 ? [paint.faint(decisions.join('; '))] : [],
    ...worst.detail === undefined ? [] : [worst.detail],
  ].join('\n    ');
}

/** What each hop of a call received and returned. */
export function printPayloads(hops: readonly CallEvent[], paint: Paint): string {
  return hops.map(({ gateway, payloads }) => {
    const { request, response } = payloads();
    return paint.faint(`    ${gateway} ← ${request}\n    ${gateway} → ${response ?? 'no response'}`);
  }).join('\n');
}

/** Puts the hops of a call together: the outer gateway ends last. */
export class Calls {
  private readonly open = new Map<string, CallEvent[]>();

  public constructor(private readonly onCall: (hops: readonly CallEvent[]) => void) {}

  public add(event: CallEvent): void {
    const hops = this.open.get(event.trace) ?? [];
    if (event.hop > 0) {
      this.open.set(event.trace, [...hops, event]);
      return;
    }
    this.open.delete(event.trace);
    this.onCall([event, ...hops.filter(({ method }) => method === event.method).sort((a, b) => a.hop - b.hop)]);
  }
}
