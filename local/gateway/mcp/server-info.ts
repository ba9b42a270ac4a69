import { SERVER_INFO_META, offeredVersion } from './versions';
import type { JsonObject } from '../../../src/json';
import type { GatewaySnapshot } from '../../snapshot/snapshot';

/** As the documentation of the service shows it. */
const SERVER_INFO = { name: 'agentcore-gateway', version: '1.0.0' };

/** Only MCP servers have prompts, resources and tasks. */
const OF_SERVERS: JsonObject = { prompts: {}, resources: {} };

/** The result of `initialize`. */
export function initializeResult(snapshot: GatewaySnapshot, params: JsonObject): { readonly version: string; readonly result: JsonObject } {
  const version = offeredVersion(params.protocolVersion, snapshot.versions);
  return {
    version,
    result: {
      protocolVersion: version,
      capabilities: { tools: { listChanged: true }, ...hasServers(snapshot) ? OF_SERVERS : {} },
      serverInfo: SERVER_INFO,
      ...snapshot.instructions === undefined ? {} : { instructions: snapshot.instructions },
    },
  };
}

/** The result of `server/discover`. */
export function discoverResult(snapshot: GatewaySnapshot): JsonObject {
  return {
    resultType: 'complete',
    supportedVersions: snapshot.versions,
    capabilities: { tools: {}, ...hasServers(snapshot) ? { ...OF_SERVERS, extensions: { 'io.modelcontextprotocol/tasks': {} } } : {} },
    ...snapshot.instructions === undefined ? {} : { instructions: snapshot.instructions },
    ttlMs: 60_000,
    cacheScope: 'private',
    _meta: { [SERVER_INFO_META]: SERVER_INFO },
  };
}

function hasServers({ targets }: GatewaySnapshot): boolean {
  return targets.some(({ runs: { kind } }) => kind === 'gateway' || kind === 'url' || kind === 'server' || kind === 'stdio');
}
