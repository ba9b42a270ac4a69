import { SERVER_INFO_META, offeredVersion } from './versions';
import type { JsonObject } from '../../../src/json';
import type { GatewaySnapshot } from '../../snapshot/snapshot';

/** As the documentation of the service shows it. */
const SERVER_INFO = { name: 'agentcore-gateway', version: '1.0.0' };

/** The result of `initialize`. */
export function initializeResult(snapshot: GatewaySnapshot, params: JsonObject): { readonly version: string; readonly result: JsonObject } {
  const version = offeredVersion(params.protocolVersion, snapshot.versions);
  return {
    version,
    result: {
      protocolVersion: version,
      capabilities: { tools: { listChanged: true }, ...beyondTools(snapshot) },
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
    capabilities: { tools: {}, ...beyondTools(snapshot) },
    ...snapshot.instructions === undefined ? {} : { instructions: snapshot.instructions },
    ttlMs: 60_000,
    cacheScope: 'private',
    _meta: { [SERVER_INFO_META]: SERVER_INFO },
  };
}

/** Only MCP servers have prompts and resources. */
function beyondTools({ targets }: GatewaySnapshot): JsonObject {
  const hasServers = targets.some(({ runs: { kind } }) => kind === 'gateway' || kind === 'url' || kind === 'server' || kind === 'stdio');
  return hasServers ? { prompts: {}, resources: {} } : {};
}
