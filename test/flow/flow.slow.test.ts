import { policiesAtEveryHop } from './app';
import { CASES, SHOWN } from './cases';
import { accessOf, allowsCall } from '../../local/access/gateway-access';
import { readPrincipal } from '../../local/access/principals';
import { LocalApp } from '../../local/app/local-app';
import { loadInput } from '../../local/cli/input/load-input';
import { snapshotOf } from '../../local/snapshot/of-model';
import type { CallEvent } from '../../local/trace/call-event';
import { unauthenticatedPrincipal } from '../../src/cedar';
import { synthesize } from '../local/apps';
import { callTool, textIn, toolNames } from '../local/gateway/client';
import { ScriptedServer, tool } from '../local/gateway/scripted-server';

/*
 * One table of calls, decided on the template and by the gateways that run: both say the same.
 */

const model = loadInput([synthesize(policiesAtEveryHop)]);
const gatewayAt = (path: string) => model.gateways.find((gateway) => gateway.path === path)!;

describe('on the template', () => {
  test.each(CASES)('$name: $tool as $as', ({ gateway, as, tool: name, arguments: args, allowed }) => {
    expect(allowsCall(model, gatewayAt(gateway), readPrincipal(as, model), name, args)).toBe(allowed);
  });

  test.each(SHOWN)('$as is shown $tools at $gateway', ({ gateway, as, tools }) => {
    const access = accessOf(model, gatewayAt(gateway), [readPrincipal(as, model)])!;
    const shown = access.tools.filter(({ tool: name, cells: [cell] }) => name.startsWith('domain___orders') && cell.answer !== 'no');
    expect(shown.map(({ tool: name }) => name)).toEqual(tools.map((name) => `domain___orders___${name}`));
  });
});

describe('by the gateways that run', () => {
  let server: ScriptedServer;
  let app: LocalApp;
  const events: CallEvent[] = [];
  const urlAt = (path: string) => app.urlOf(gatewayAt(path).address);

  beforeAll(async () => {
    server = await ScriptedServer.start({ tools: [tool('get_order'), tool('refund'), tool('purge')] });
    const snapshot = snapshotOf(model, { appFolder: '.', replaced: new Map([['orders', { kind: 'url', url: server.url }]]) });
    const free = { ...snapshot, gateways: snapshot.gateways.map((gateway) => ({ ...gateway, port: 0 })) };
    app = await LocalApp.start(free, {
      usualCaller: () => ({ name: 'anyone', forms: [unauthenticatedPrincipal()] }),
      readPrincipal: (text) => text === 'anyone' ? { name: 'anyone', forms: [unauthenticatedPrincipal()] } : readPrincipal(text, model),
      urlOfServer: () => { throw new Error('there are no servers'); },
      functionOf: () => { throw new Error('there are no functions'); },
      trace: (event) => events.push(event),
    });
  });

  afterAll(async () => {
    await app.stop();
    await server.stop();
  });

  test.each(CASES)('$name: $tool as $as', async ({ gateway, as, tool: name, arguments: args, allowed }) => {
    const before = server.calls('tools/call');
    const response = await callTool(urlAt(gateway), name, args, { 'x-local-principal': as });
    expect(response.result?.isError === true ? textIn(response) : undefined).toEqual(allowed ? undefined : expect.stringMatching(/^AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement \[/));
    expect(server.calls('tools/call') - before).toBe(allowed ? 1 : 0);
  });

  test.each(SHOWN)('$as is shown $tools at $gateway', async ({ gateway, as, tools }) => {
    const names = await toolNames(urlAt(gateway), { 'x-local-principal': as });
    expect(names.filter((name) => name.startsWith('domain___orders'))).toEqual(tools.map((name) => `domain___orders___${name}`));
  });

  test('nobody in particular is denied, and told nothing', async () => {
    expect(textIn(await callTool(urlAt('Flow/TeamGateway'), 'domain___orders___get_order', { orderId: '7' }))).toContain('No policy applies to the request (denied by default).');
  });

  test('a header that names nobody is refused', async () => {
    expect((await callTool(urlAt('Flow/TeamGateway'), 'domain___orders___get_order', {}, { 'x-local-principal': 'Flow/Nobody' })).error?.message).toContain('is not a principal');
  });

  test('the trace tells the deciding policy, or the nearest permit', () => {
    expect(events.find(({ outcome, gateway }) => outcome === 'denied' && gateway === 'DomainTools')?.decision?.because).toEqual([expect.stringContaining('no-purge')]);
    expect(events.find(({ outcome, gateway, principal }) => outcome === 'denied' && gateway === 'TeamGateway' && principal === 'Agent')?.decision?.nearest).toMatch(/small-refunds takes this caller with other arguments/);
    expect(events.find(({ principal, outcome, gateway }) => principal === 'Intern' && outcome === 'denied' && gateway === 'TeamGateway')?.decision?.nearest).toMatch(/takes other callers/);
  });
});
