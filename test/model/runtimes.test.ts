import { loadResources } from './apps';
import { LOCAL_METADATA_KEY } from '../../src/model/metadata-keys';

/** A runtime with an artifact, and metadata. */
function runtimeWith(artifact: object, more: object = {}, metadata: object = {}) {
  const R = { Type: 'AWS::BedrockAgentCore::Runtime', Properties: { AgentRuntimeArtifact: artifact, ...more }, Metadata: metadata };
  return loadResources({ R }).runtimes[0];
}

test('a runtime from code has its entry point and its language', () => {
  const code = { CodeConfiguration: { Code: { S3: { Bucket: 'b', Prefix: 'code.zip' } }, EntryPoint: ['opentelemetry-instrument', 'main.py'], Runtime: 'PYTHON_3_13' } };
  expect(runtimeWith(code).artifact).toEqual({
    in: 'code', entryPoint: { items: [{ text: 'opentelemetry-instrument', known: true }, { text: 'main.py', known: true }], known: true }, runtime: { text: 'PYTHON_3_13', known: true },
  });
});

test('a runtime from a container has its image', () => {
  expect(runtimeWith({ ContainerConfiguration: { ContainerUri: 'repo:1' } }).artifact).toEqual({ in: 'image', uri: { text: 'repo:1', known: true } });
});

test('a runtime has the headers that reach its code', () => {
  expect(runtimeWith({}, { RequestHeaderConfiguration: { RequestHeaderAllowlist: ['X-Tenant'] } }).requestHeaders).toEqual({ items: [{ text: 'X-Tenant', known: true }], known: true });
});

test('a local process is read with all its parts, and values that are unresolved until deployment are marked', () => {
  const local = { command: 'node', args: ['start.js', '--x'], workingDirectory: 'servers/docs', port: 8001, environment: { A: 'a', REGION: { Ref: 'AWS::Region' } } };
  expect(runtimeWith({}, {}, { [LOCAL_METADATA_KEY]: local }).local).toMatchObject({
    command: { text: 'node' },
    args: { items: [{ text: 'start.js' }, { text: '--x' }] },
    workingDirectory: { text: 'servers/docs' },
    port: 8001,
    environment: { A: { text: 'a', known: true }, REGION: { known: false } },
  });
  expect(runtimeWith({}).local).toBeUndefined();
});
