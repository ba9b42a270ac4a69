import { LocalApp, LocalAppOptions } from '../../../local/app/local-app';
import type { GatewaySnapshot, Runs, Snapshot, TargetSnapshot } from '../../../local/snapshot/snapshot';
import { unauthenticatedPrincipal } from '../../../src/cedar';
import { MCP_VERSIONS } from '../../../src/service/mcp-versions';

/** A target as the loader would describe it. */
export function target(name: string, runs: Runs, more: Partial<TargetSnapshot> = {}): TargetSnapshot {
  return { address: `S.${name}`, path: `S/${name}`, name, id: 'abcdefghij', dynamic: false, resourcePriority: 1000, requestHeaders: [], queryParameters: [], asRole: true, runs, ...more };
}

/** A gateway as the loader would describe it; its address is its key. */
export function gateway(key: string, targets: readonly TargetSnapshot[], more: Partial<GatewaySnapshot> = {}): GatewaySnapshot {
  return {
    address: key,
    path: `S/${key}`,
    key,
    arn: `arn:aws:bedrock-agentcore:eu-west-1:111122223333:gateway/${key}`,
    id: `${key}-0123456789`,
    port: 0,
    authorizer: 'AWS_IAM',
    versions: MCP_VERSIONS,
    search: false,
    streaming: false,
    pages: true,
    debug: true,
    targets,
    callers: [],
    notRun: [],
    ...more,
  };
}

const anyone = { name: 'anyone', forms: [unauthenticatedPrincipal()] };

const NOTHING_ELSE = {
  urlOfServer: () => { throw new Error('there are no servers'); },
  functionOf: () => { throw new Error('there are no functions'); },
  apiKeyOf: () => { throw new Error('there are no keys'); },
};

/** Starts gateways on free ports. */
export async function startApp(gateways: readonly GatewaySnapshot[], options: Partial<LocalAppOptions> = {}): Promise<LocalApp> {
  const snapshot: Snapshot = { gateways, servers: [], functionUrls: [] };
  return LocalApp.start(snapshot, { usualCaller: () => anyone, readPrincipal: () => anyone, ...NOTHING_ELSE, ...options });
}
