import { once } from 'events';
import { chmodSync, writeFileSync } from 'fs';
import { createServer, IncomingMessage, Server } from 'http';
import { AddressInfo } from 'net';
import { join } from 'path';
import type { HttpApiSnapshot } from '../../../local/snapshot/snapshot';
import { ApiKeys } from '../../../local/values/api-keys';
import { gateway, startApp, target } from '../gateway/builders';
import { callTool } from '../gateway/client';
import { temporaryFolder } from '../temporary';

const TOOL = { name: 'list', inputSchema: { type: 'object' } };

describe('a request', () => {
  let server: Server;
  const received: IncomingMessage[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      received.push(request);
      response.end('[]');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => { server.close(); });

  async function requestWith(credential: HttpApiSnapshot['credential'], headers: Record<string, string> = {}): Promise<IncomingMessage> {
    const operation = { method: 'GET', path: '/things', parameters: [], accept: [] };
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const api: HttpApiSnapshot = { operations: { list: operation }, server: url, ...credential ? { credential } : {} };
    const app = await startApp([gateway('G', [target('api', { kind: 'httpApi', api }, { tools: [TOOL], requestHeaders: ['x-tenant'], queryParameters: ['lang'] })])], { apiKeyOf: (provider) => `key of ${provider}` });
    await callTool(`${app.urlOf('G')}?lang=de&other=1`, 'api___list', {}, headers);
    await app.stop();
    return received.at(-1)!;
  }

  test('has the key in its header, behind the prefix', async () => {
    const { headers } = await requestWith({ in: 'header', name: 'X-Api-Key', prefix: 'Token ', provider: 'Stack/Key' });
    expect(headers['x-api-key']).toBe('Token key of Stack/Key');
  });

  test('has the key as a query parameter', async () => {
    const { url } = await requestWith({ in: 'query', name: 'api key', prefix: '', provider: 'Stack/Key&a=b' });
    expect(url).toBe('/things?lang=de&api%20key=key%20of%20Stack%2FKey%26a%3Db');
  });

  test('has the session of the agent, and the headers and query parameters that the target allows, and no others', async () => {
    const session = 'x-amzn-bedrock-agentcore-runtime-session-id';
    const { headers, url } = await requestWith(undefined, { [session]: 'session-1', 'x-tenant': 'a', 'x-other': 'b', 'authorization': 'Bearer of-the-caller' });
    expect(headers).toMatchObject({ [session]: 'session-1', 'x-tenant': 'a' });
    expect(url).toBe('/things?lang=de');
    expect(headers).not.toHaveProperty('x-other');
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('x-local-hops');
  });
});

describe('keys', () => {
  const FILE = 'agentcore-gateway.local.json';

  function folderWith(content: string, mode = 0o600): string {
    const folder = temporaryFolder();
    writeFileSync(join(folder, FILE), content);
    chmodSync(join(folder, FILE), mode);
    return folder;
  }

  test('come from the environment, else from the file, by the construct path of their provider', () => {
    const folder = folderWith('{"apiKeys": {"Weather/PetStoreKey": "of-the-file"}}');
    expect(ApiKeys.read(folder, {}).keyOf('Weather/PetStoreKey')).toBe('of-the-file');
    expect(ApiKeys.read(folder, { AGENTCORE_API_KEY_WEATHER_PETSTOREKEY: 'of-the-environment' }).keyOf('Weather/PetStoreKey')).toBe('of-the-environment');
  });

  test('that are missing are named, with both ways to give them', () => {
    const keys = ApiKeys.read(temporaryFolder(), {});
    expect(keys.has('Weather/PetStoreKey')).toBe(false);
    expect(() => keys.keyOf('Weather/PetStoreKey')).toThrow(/AGENTCORE_API_KEY_WEATHER_PETSTOREKEY.*\{"apiKeys": \{"Weather\/PetStoreKey": "<key>"\}\} into agentcore-gateway\.local\.json/);
  });

  test.each([0o640, 0o604, 0o644])('are not read from a file that other users can read: mode %o', (mode) => {
    expect(() => ApiKeys.read(folderWith('{}', mode), {})).toThrow(/run `chmod 600 .*agentcore-gateway\.local\.json`/);
  });

  test.each(['not json', '[]', '{"apiKeys": []}', '{"apiKeys": {"a": 1}}'])('are not read from %s', (content) => {
    expect(() => ApiKeys.read(folderWith(content), {})).toThrow('is not an object with texts in `apiKeys`');
  });
});
