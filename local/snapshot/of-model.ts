import { localId, portOf } from './local-ids';
import type { GatewaySnapshot, PolicySnapshot, Runs, Snapshot, TargetSnapshot } from './snapshot';
import { functionUrlsOf, nameOf, runsOf, serversOf, SnapshotOptions } from './target-of';
import { policiesOfEngine } from '../../src/cedar/policies-of-model';
import { gatewayKeys } from '../../src/model/gateway-keys';
import type { Gateway, GatewayModel, Target } from '../../src/model/gateway-model';
import { property } from '../../src/model/value';
import { MCP_VERSIONS } from '../../src/service/mcp-versions';
import { chooseGateways } from '../access/choose-gateways';
import { callersOf } from '../access/gateway-access';

/** What the gateways of a model need to run on this machine. */
export function snapshotOf(model: GatewayModel, options: SnapshotOptions): Snapshot {
  const keys = gatewayKeys(model);
  const gateways = chooseGateways(model, keys, undefined).map((gateway) => gatewayOf(model, gateway, keys.get(gateway.address), options));
  const used = new Set(gateways.flatMap(({ targets }) => targets.flatMap(({ runs }) => runs.kind === 'server' ? [runs.server] : [])));
  return {
    gateways,
    servers: serversOf(model, options).filter(({ address }) => used.has(address)),
    functionUrls: functionUrlsOf(model, options).filter(({ address }) => used.has(address)),
  };
}

function gatewayOf(model: GatewayModel, gateway: Gateway, registered: string | undefined, options: SnapshotOptions): GatewaySnapshot {
  const { address, arn, authorizer, exceptionLevel, interceptors, mcp, path, rateLimits, role, routingRules } = gateway;
  const key = registered ?? path.slice(path.lastIndexOf('/') + 1);
  const policies = policiesOf(model, gateway);
  const targets = gateway.targets.map((target) => model.targets.find((one) => one.address === target)!);
  const runsHere = (target: Target) => CATEGORIES_WITH_TOOLS.includes(target.protocol) || options.replaced?.has(nameOf(target)) === true;
  const versions = mcp?.supportedVersions.items.map(({ text }) => text).filter((text) => (MCP_VERSIONS as readonly string[]).includes(text)) ?? [];
  return {
    address,
    path,
    key,
    arn,
    id: `${(gateway.name?.known ? gateway.name.text : key).toLowerCase()}-${localId(address)}`,
    port: options.ports?.get(key) ?? portOf(key),
    authorizer: authorizer.type?.text ?? 'NONE',
    versions: versions.length > 0 ? versions : ['2025-03-26'],
    search: mcp?.search === 'on',
    ...mcp?.instructions?.known ? { instructions: mcp.instructions.text } : {},
    ...mcp?.sessions !== 'on' ? {} : { sessionSeconds: Number(mcp?.sessionTimeoutInSeconds?.text) || DEFAULT_SESSION_SECONDS },
    streaming: mcp?.responseStreaming === 'on',
    pages: String(property(gateway.properties, 'DisableMcpListToolsPagination')) !== 'true',
    debug: exceptionLevel?.text === 'DEBUG',
    targets: targets.filter(runsHere).map((target) => targetOf(model, target, options)),
    ...policies ? { policies } : {},
    callers: callersOf(model, gateway).filter(({ path: caller }) => !caller?.includes('AgentCoreReadiness')),
    ...role?.address === undefined ? {} : { role: model.roles.find((one) => one.address === role.address)?.path ?? role.text },
    notRun: [
      ...targets.filter((target) => !runsHere(target)).map((target) => `its target ${nameOf(target)}: only targets with tools run locally`),
      ...interceptors.items.length > 0 ? ['its interceptors'] : [],
      ...routingRules.map(({ path: rule }) => `its rule ${rule}`),
      ...rateLimits.map(({ path: limit }) => `its rate limit ${limit}`),
      ...gateway.policyEngine && !policies ? [`its policy engine ${gateway.policyEngine.engine.text}: it is not in the app, so nothing is denied here`] : [],
    ],
  };
}

/** HTTP and inference targets have paths instead of tools. */
const CATEGORIES_WITH_TOOLS: readonly Target['protocol'][] = ['mcp', 'unknown'];

/** What the service takes when the configuration of sessions says nothing else. */
const DEFAULT_SESSION_SECONDS = 3_600;

function targetOf(model: GatewayModel, target: Target, options: SnapshotOptions): TargetSnapshot {
  const { address, credentials, kind, listingMode, metadata, path, tools } = target;
  const name = nameOf(target);
  const runs: Runs = options.replaced?.get(name) ?? runsOf(model, target, options);
  // Of an MCP server without a static schema the server itself is asked.
  const isStatic = tools.is === 'known' && (kind !== 'mcpServer' || tools.from.kind === 'mcpToolSchema');
  const priority = Number(target.resourcePriority?.text ?? 1000);
  return {
    address,
    path,
    name,
    id: localId(address),
    ...isStatic && tools.is === 'known' && runs.kind !== 'nowhere' || tools.is === 'known' && runs.kind === 'nowhere' ? { tools: tools.tools } : {},
    dynamic: listingMode?.text === 'DYNAMIC',
    resourcePriority: Number.isFinite(priority) ? priority : 1000,
    requestHeaders: metadata.requestHeaders?.items.map(({ text }) => text.toLowerCase()) ?? [],
    queryParameters: metadata.queryParameters?.items.map(({ text }) => text) ?? [],
    asRole: credentials.items[0]?.type?.text === 'GATEWAY_IAM_ROLE',
    runs,
  };
}

function policiesOf(model: GatewayModel, { policyEngine }: Gateway): PolicySnapshot | undefined {
  const engine = model.policyEngines.find(({ address }) => address === policyEngine?.engine.address);
  if (!policyEngine || !engine) return undefined;
  const { sources, unread } = policiesOfEngine(model, engine);
  const policyName = (address: string) => model.resources[address]?.path.split('/').at(-1) ?? address;
  return {
    engine: engine.path,
    mode: policyEngine.mode?.text === 'LOG_ONLY' ? 'LOG_ONLY' : 'ENFORCE',
    sources: sources.map((source) => ({ ...source, name: policyName(source.name) })),
    unread: unread.map(({ address }) => policyName(address)),
  };
}

