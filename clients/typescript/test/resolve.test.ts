import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, mock, test } from 'node:test';
import { resolveGateway } from 'agentcore-gateways';
import { KEYS, Peer, REGION } from './peers.ts';

const URL = 'https://tools-1a2b.gateway.bedrock-agentcore.eu-central-1.amazonaws.com/mcp';
const DOCUMENT = {
  gateways: { DomainTools: URL, TeamGateway: 'https://team.example.com', Partner: 'https://partner.example.com/mcp' },
  gatewayDetails: {
    DomainTools: { arn: 'arn:aws:bedrock-agentcore:eu-central-1:1:gateway/tools', authorizerType: 'AWS_IAM', protocol: 'MCP', region: 'eu-central-1' },
    TeamGateway: { authorizerType: 'CUSTOM_JWT', protocol: 'ALL', region: 'us-east-1' },
  },
};
let applications = 0;

async function appconfig(): Promise<Peer> {
  const application = `app${applications++}`;
  const aws = await Peer.start('aws', { region: REGION, keys: KEYS, application, document: DOCUMENT });
  process.env.AWS_ENDPOINT_URL_APPCONFIGDATA = aws.url;
  process.env.RUNTIME_CONFIG_APP_ID = application;
  return aws;
}

function writeManifest(gateways: Record<string, string>, { pid = process.pid, version = 1 } = {}): string {
  const path = join(process.cwd(), '.agentcore', 'local-gateways.json');
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, JSON.stringify({ version, pid, gateways: Object.fromEntries(Object.entries(gateways).map(([name, url]) => [name, { url }])) }));
  return path;
}

beforeEach(() => mock.restoreAll());

test('an argument wins over everything', async () => {
  process.env.LOCAL_DEV = 'true';
  writeManifest({ DomainTools: 'http://127.0.0.1:1/mcp' });
  const found = await resolveGateway('DomainTools', { url: 'https://mine.example.com/mcp', region: 'us-west-2', authType: 'CUSTOM_JWT' });
  assert.deepEqual({ ...found, details: undefined }, {
    name: 'DomainTools', url: 'https://mine.example.com/mcp', region: 'us-west-2', authType: 'CUSTOM_JWT', source: 'argument `url`', details: undefined,
  });
});

test('LOCAL_DEV reads the manifest of a folder above', async () => {
  process.env.LOCAL_DEV = 'true';
  const path = writeManifest({ DomainTools: 'http://127.0.0.1:5015/mcp' });
  mkdirSync('agent/src', { recursive: true });
  process.chdir('agent/src');
  const { url, authType, source } = await resolveGateway('DomainTools');
  assert.deepEqual({ url, authType, source }, { url: 'http://127.0.0.1:5015/mcp', authType: 'NONE', source: path });
});

test('LOCAL_DEV reads the manifest of a variable', async () => {
  process.env.LOCAL_DEV = '1';
  process.env.AGENTCORE_LOCAL_GATEWAYS = writeManifest({ DomainTools: 'http://127.0.0.1:5015/mcp' });
  process.chdir('/');
  assert.equal((await resolveGateway('DomainTools')).url, 'http://127.0.0.1:5015/mcp');
});

test('LOCAL_DEV without a gateway says how to start it, and does not reach the deployed one', async () => {
  process.env.LOCAL_DEV = 'true';
  const aws = await appconfig();
  await assert.rejects(resolveGateway('DomainTools'), /no \.agentcore\/local-gateways\.json in .*\n.*\nstart it with `npx agentcore-gateway dev`/);
  assert.deepEqual(await aws.requests(), []);
});

test('LOCAL_DEV names the gateways that run', async () => {
  process.env.LOCAL_DEV = 'true';
  writeManifest({ Other: 'http://127.0.0.1:1/mcp', Another: 'http://127.0.0.1:2/mcp' });
  await assert.rejects(resolveGateway('DomainTools'), /has `Another`, `Other`/);
});

test('a manifest whose process has ended is of no use', async () => {
  process.env.LOCAL_DEV = 'true';
  writeManifest({ DomainTools: 'http://127.0.0.1:1/mcp' }, { pid: 2 ** 22 - 1 });
  await assert.rejects(resolveGateway('DomainTools'), /was left by process 4194303, which has ended/);
});

for (const [content, message] of [['{"version": 2, "pid": 1, "gateways": {}}', /update agentcore-gateways/], ['{', /cannot read/], ['{"version": 1, "pid": 1, "gateways": []}', /cannot read/]] as const) {
  test(`a manifest like ${content} is an error`, async () => {
    process.env.LOCAL_DEV = 'true';
    writeFileSync(writeManifest({}), content);
    await assert.rejects(resolveGateway('DomainTools'), message);
  });
}

test('variables name the credential provider and the scopes', async () => {
  Object.assign(process.env, {
    AGENTCORE_GATEWAY_DOMAINTOOLS_URL: 'https://tools.example.com/mcp',
    AGENTCORE_GATEWAY_DOMAINTOOLS_AUTH_TYPE: 'CUSTOM_JWT',
    AGENTCORE_GATEWAY_DOMAINTOOLS_CREDENTIAL_PROVIDER: 'login',
    AGENTCORE_GATEWAY_DOMAINTOOLS_SCOPES: 'tools/read tools/write',
  });
  const { authType, details } = await resolveGateway('DomainTools');
  assert.deepEqual([authType, details.credentialProvider, details.scopes], ['CUSTOM_JWT', 'login', ['tools/read', 'tools/write']]);
});

for (const variable of ['AGENTCORE_GATEWAY_DOMAINTOOLS', 'AGENTCORE_GATEWAY_DOMAIN_TOOLS']) {
  test(`${variable}_URL names a gateway, also with LOCAL_DEV`, async () => {
    Object.assign(process.env, { LOCAL_DEV: 'true', [`${variable}_URL`]: URL, [`${variable}_AUTH_TYPE`]: 'CUSTOM_JWT' });
    const { url, authType, source } = await resolveGateway('DomainTools');
    assert.deepEqual({ url, authType, source }, { url: URL, authType: 'CUSTOM_JWT', source: `${variable}_URL` });
  });
}

test('the Runtime Configuration says how a gateway is called', async () => {
  await appconfig();
  const { url, authType, region, source } = await resolveGateway('DomainTools');
  assert.deepEqual({ url, authType, region, source }, {
    url: URL, authType: 'AWS_IAM', region: 'eu-central-1', source: `Runtime Configuration \`${process.env.RUNTIME_CONFIG_APP_ID}\``,
  });
});

test('MCP of a gateway without a protocol is below its URL', async () => {
  await appconfig();
  const { url, authType, region } = await resolveGateway('TeamGateway');
  assert.deepEqual({ url, authType, region }, { url: 'https://team.example.com/mcp', authType: 'CUSTOM_JWT', region: 'us-east-1' });
});

test('a gateway without details is signed for the region of the environment', async () => {
  await appconfig();
  const { authType, region } = await resolveGateway('Partner');
  assert.deepEqual({ authType, region }, { authType: 'AWS_IAM', region: REGION });
});

for (const [host, region] of [
  ['x.gateway.bedrock-agentcore.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
  ['x.gateway.bedrock-agentcore.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
  ['vpce-1.bedrock-agentcore.eu-west-3.vpce.amazonaws.com', 'eu-west-3'],
  ['x.gateway.bedrock-agentcore.ap-south-1.api.aws', 'ap-south-1'],
  ['x.gateway.bedrock-agentcore-fips.us-east-2.amazonaws.com', 'us-east-2'],
  ['tools.example.com', REGION],
]) {
  test(`the region of ${host} is ${region}`, async () => {
    assert.equal((await resolveGateway('Tools', { url: `https://${host}/mcp` })).region, region);
  });
}

test('an unknown name lists where it looked and the names there are', async () => {
  await appconfig();
  await assert.rejects(resolveGateway('DomianTools'), (error: Error) => {
    assert.match(error.message, /AGENTCORE_GATEWAY_DOMIANTOOLS_URL or AGENTCORE_GATEWAY_DOMIAN_TOOLS_URL/);
    assert.match(error.message, /`app\d+` has `DomainTools`, `Partner`, `TeamGateway`/);
    return error.name === 'GatewayNotFoundError';
  });
});

test('without any configuration it says what sets it', async () => {
  await assert.rejects(resolveGateway('DomainTools'), /RUNTIME_CONFIG_APP_ID is not set\ndeploy the agent with the gateway's `grantInvokeAccess\(agent\)`/);
});

for (const operation of ['configurationsessions', 'configuration']) {
  test(`without permission for ${operation} it says which permissions it takes`, async () => {
    await (await appconfig()).tell({ denied: [operation] });
    await assert.rejects(resolveGateway('DomainTools'), /appconfig:StartConfigurationSession and appconfig:GetLatestConfiguration/);
  });
}

test('without a region it says so', async () => {
  await appconfig();
  delete process.env.AWS_REGION;
  await assert.rejects(resolveGateway('DomainTools'), /a region in AWS_REGION/);
});

/** Moves the clock of the cache. */
function pass(seconds: number): void {
  const now = performance.now() + seconds * 1000;
  mock.method(performance, 'now', () => now);
}

test('the document is read once in five minutes', async () => {
  const aws = await appconfig();
  await Promise.all([resolveGateway('DomainTools'), resolveGateway('Partner')]);
  pass(299);
  await resolveGateway('DomainTools');
  assert.deepEqual(await aws.requests(), ['configurationsessions', 'configuration']);
});

test('a new document is read with the session of before', async () => {
  const aws = await appconfig();
  await resolveGateway('DomainTools');
  pass(301);
  assert.equal((await resolveGateway('DomainTools')).url, URL); // Nothing has changed, so nothing was sent.
  await aws.tell({ document: { gateways: { DomainTools: 'https://new.example.com/mcp' } } });
  pass(301);
  assert.equal((await resolveGateway('DomainTools')).url, 'https://new.example.com/mcp');
  assert.equal((await aws.requests() as unknown as string[]).filter((operation) => operation === 'configurationsessions').length, 1);
});

test('a session that ended after 24 hours is started again', async () => {
  const aws = await appconfig();
  await resolveGateway('DomainTools');
  await aws.tell({ expireTokens: true, document: { gateways: { DomainTools: 'https://new.example.com/mcp' } } });
  pass(301);
  assert.equal((await resolveGateway('DomainTools')).url, 'https://new.example.com/mcp');
  assert.equal((await aws.requests() as unknown as string[]).filter((operation) => operation === 'configurationsessions').length, 2);
});

test('the document of before is kept while AppConfig is down', async () => {
  const aws = await appconfig();
  await resolveGateway('DomainTools');
  await aws.tell({ down: true });
  pass(301);
  const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
  assert.equal((await resolveGateway('DomainTools')).url, URL);
  assert.match((await warned).message, /keeping the document of before/);
  await aws.tell({ down: false, document: { gateways: { DomainTools: 'https://new.example.com/mcp' } } });
  pass(61);
  assert.equal((await resolveGateway('DomainTools')).url, 'https://new.example.com/mcp');
});

