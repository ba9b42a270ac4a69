import { request } from 'http';
import { LocalAppConfig } from '../../../local/discovery/appconfig';

let appConfig: LocalAppConfig;

beforeAll(async () => { appConfig = await LocalAppConfig.start({ gateways: { Tools: 'http://127.0.0.1:1/mcp' } }); });
afterAll(async () => appConfig.stop());

async function statusWith(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${appConfig.url}/configuration`, { headers }, (response) => resolve(response.resume().statusCode)).on('error', reject).end();
  });
}

test('returns the document', async () => {
  expect(await (await fetch(`${appConfig.url}/configuration`)).json()).toEqual({ gateways: { Tools: 'http://127.0.0.1:1/mcp' } });
});

test.each([['host', 'evil.example'], ['origin', 'https://evil.example']])('returns nothing to another %s', async (name, value) => {
  expect(await statusWith({})).toBe(200);
  expect(await statusWith({ [name]: value })).toBe(403);
});
