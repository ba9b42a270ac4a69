import { once } from 'events';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { Petstore } from './petstore';
import { LocalApp } from '../../../local/app/local-app';
import { loadInput } from '../../../local/cli/input/load-input';
import { snapshotOf } from '../../../local/snapshot/of-model';
import type { Snapshot } from '../../../local/snapshot/snapshot';
import { UserError } from '../../../local/user-error';
import { startApp } from '../gateway/builders';
import { callTool, textIn, toolNames } from '../gateway/client';
import { synthesizeWeather } from '../weather';

/*
 * The OpenAPI target of examples/weather, called through two gateways: the API is the Petstore of the example, in a process of its own.
 */

const model = loadInput([synthesizeWeather()], { isOwn: true });
const FIND = 'domain___pet-store___findPetsByStatus';
const GET = 'domain___pet-store___getPetById';
const ADD = 'domain___pet-store___addPet';

/** The gateways with a DEBUG level, or as the example has them. */
async function startGateways(api: string, keyOf: (provider: string) => string, change: { debug?: boolean } = {}): Promise<{ app: LocalApp; team: string }> {
  const snapshot: Snapshot = snapshotOf(model, { appFolder: '.', apis: new Map([['pet-store', api]]) });
  const gateways = snapshot.gateways.map((gateway) => ({ ...gateway, port: 0, ...change }));
  const functionOf = () => ({ invoke: async () => { throw new Error('functions are tested elsewhere'); } });
  const app = await startApp(gateways, { functionOf, apiKeyOf: keyOf });
  return { app, team: app.urlOf(gateways.find(({ key }) => key === 'TeamGateway')!.address) };
}

describe('the Petstore of the example', () => {
  let petstore: Petstore;
  let gateways: Awaited<ReturnType<typeof startGateways>>;
  const asked: string[] = [];

  beforeAll(async () => {
    petstore = await Petstore.start();
    gateways = await startGateways(petstore.url, (provider) => {
      asked.push(provider);
      return 'special key&';
    });
  });
  afterAll(async () => {
    await gateways.app.stop();
    await petstore.stop();
  });

  test('every operation of the document is listed', async () => {
    expect(await toolNames(gateways.team)).toEqual(expect.arrayContaining([FIND, GET, ADD]));
  });

  test('a query parameter arrives, with the key, and the body of the response is the text of the result', async () => {
    const response = await callTool(gateways.team, FIND, { status: 'available' });
    expect(response.result?.isError).toBe(false);
    expect((JSON.parse(textIn(response)) as { name: string }[]).map(({ name }) => name)).toEqual(['Rex', 'Kiki']);
    expect(asked).toContain('Weather/PetStoreKey');
  });

  test('a pet that is added with a JSON body is found by a path parameter', async () => {
    const pet = { name: 'Ærøskøbing "the" dog', photoUrls: ['https://example.com/a?b=c&d'], status: 'pending', category: { name: 'Dogs' } };
    const added = JSON.parse(textIn(await callTool(gateways.team, ADD, pet))) as { id: number };
    expect(JSON.parse(textIn(await callTool(gateways.team, GET, { petId: added.id })))).toEqual({ ...pet, id: added.id });
  });

  test.each([
    ['an error status', GET, { petId: 4_711 }],
    ['arguments that the API rejects', ADD, { name: 'Rex' }],
    ['a missing argument', GET, {}],
    ['an argument that would lead to another operation', GET, { petId: '..' }],
  ])('%s is an error of the tool that says no more than the service does', async (_, tool, args) => {
    const response = await callTool(gateways.team, tool, args);
    expect(response.result).toMatchObject({ isError: true });
    expect(textIn(response)).toBe('An internal error occurred. Please retry later.');
  });
});

describe('with the exception level DEBUG', () => {
  let petstore: Petstore;

  beforeAll(async () => { petstore = await Petstore.start(); });
  afterAll(async () => petstore.stop());

  async function textOf(keyOf: (provider: string) => string, tool: string, args: object): Promise<string> {
    const { app, team } = await startGateways(petstore.url, keyOf, { debug: true });
    try {
      return textIn(await callTool(team, tool, args));
    } finally {
      await app.stop();
    }
  }

  test.each([
    ['the status and the body of the API', GET, { petId: 4_711 }, 'HTTP 404: {"code":404,"message":"there is no pet 4711"}'],
    ['what the API rejects', ADD, { name: 'Rex' }, 'photoUrls must be a list of strings'],
    ['the argument that is missing', GET, {}, 'the required argument petId is missing'],
  ])('the result says %s', async (_, tool, args, expected) => {
    expect(await textOf(() => 'key', tool, args)).toContain(expected);
  });

  test('a key that is missing is named, and nothing is called without it', async () => {
    expect(await textOf(() => { throw new UserError('set AGENTCORE_API_KEY_WEATHER_PETSTOREKEY'); }, FIND, { status: 'sold' })).toBe('set AGENTCORE_API_KEY_WEATHER_PETSTOREKEY');
  });

  test('a server that is down is named, without the key', async () => {
    await petstore.stop();
    const text = await textOf(() => 'secret-key', FIND, { status: 'sold' });
    expect(text).toContain(`no response from ${petstore.url}/pet/findByStatus: `);
    expect(text).not.toContain('secret-key');
    petstore = await Petstore.start();
  });
});

describe('an API that responds badly', () => {
  let server: Server;
  let body: Buffer | undefined;

  beforeAll(async () => {
    server = createServer((_, response) => {
      if (body) response.end(body);
      else response.socket?.destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => { server.close(); });

  test.each([
    ['10 MB', Buffer.alloc(10 * 1024 * 1024, 0x61), 'larger than 6 MB'],
    ['binary data', Buffer.from([0xff, 0xfe, 0x00, 0xd8]), 'binary'],
    ['nothing', undefined, 'no response from'],
  ])('%s is an error', async (_, bytes, expected) => {
    body = bytes;
    const { app, team } = await startGateways(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => 'key', { debug: true });
    expect(textIn(await callTool(team, FIND, { status: 'sold' }))).toContain(expected);
    await app.stop();
  });
});
