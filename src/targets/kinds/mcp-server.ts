import { Lazy, Stack, Token } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { Construct } from 'constructs';
import { apiMessage } from '../../findings/api-message';
import { policiesOfCalls } from '../../permissions/call-policy';
import { ReadinessCheck } from '../../readiness/readiness-check';
import { readMcpTools } from '../../schema/mcp-tools';
import { isWithin, RESOURCE_PRIORITY } from '../../service/limits';
import { GatewayError } from '../../synthesis/gateway-error';
import { reportSchema } from '../../synthesis/report-schema';
import { CalledByUrl, calledByUrl, callOf, requireSameAccount, withCall } from '../called-by-url';
import { requireEndpoint } from '../endpoint-checks';
import { fingerprintOf } from '../fingerprint';
import { knownProtocol } from '../known-protocol';
import { ListingMode } from '../mcp-listing';
import type { GatewayTargetMcpServerProps } from '../options/mcp-server';
import type { McpServerListing } from '../options/shared';
import { schemaStatements, schemaText } from '../schema-source';
import { TargetBinding, TargetStrategy } from '../target-strategy';

/** An MCP server with a public URL. */
export function mcpServerTarget({ gateway: of, endpoint, ...options }: GatewayTargetMcpServerProps): TargetStrategy {
  const called = calledByUrl(of, endpoint, 'this');
  return {
    kind: 'mcpServer',
    ...callOf(called),
    check: (gateway, path) => {
      requireEndpoint(gateway, 'MCP server endpoint', endpoint);
      checkListing(gateway, options);
      if (called?.signingService === 'lambda') requireSameAccount(gateway, path, called.construct);
    },
    bind(target, _gateway, credentials) {
      const binding = withCall(mcpServerBinding(target, endpoint, options), called, credentials);
      if (called?.signingService !== 'lambda' || !contactsServerAtCreation(options)) return binding;
      const { behind } = called;
      const checked = credentials === 'GATEWAY_IAM_ROLE' && options.waitUntilReady !== false;
      return {
        ...binding,
        ...checked ? { waitFor: [functionCheck(target, endpoint, called)] } : {},
        ...behind && options.synchronize !== false ? { fingerprint: () => behind.fingerprint() } : {},
      };
    },
  };
}

/** Succeeds once the server behind a function URL lists its tools. */
function functionCheck(target: Construct, url: string, { construct, waitFor, behind, ...called }: CalledByUrl): ReadinessCheck {
  const check = ReadinessCheck.for(target, {
    of: construct,
    // The server may have several paths.
    variant: fingerprintOf(Stack.of(target).resolve(url)).slice(-8),
    kind: 'function',
    url,
    region: Stack.of(construct).region,
    service: called.signingService,
    statements: called.statements(),
    version: behind && Lazy.string({ produce: () => behind.fingerprint() }),
  });
  for (const earlier of waitFor) check.after(earlier);
  // The server may call agents to list its tools.
  if (behind?.role) check.after(policiesOfCalls(behind.role, check));
  return check;
}

/** The binding of every MCP server target, wherever the server runs. */
export function mcpServerBinding(target: Construct, endpoint: string, listing: McpServerListing): TargetBinding {
  const { mcpToolSchema } = listing;
  const text = mcpToolSchema && schemaText(target, mcpToolSchema);
  const read = text === undefined ? undefined : readMcpTools(text);
  if (read) reportSchema(target, `the static tool schema of ${target.node.path}`, read.findings);
  mcpToolSchema?.bind(target);
  const schema = mcpToolSchema?._render() as agentcore.CfnGatewayTarget.McpToolSchemaConfigurationProperty | undefined;
  return {
    configuration: {
      mcp: {
        mcpServer: {
          endpoint,
          listingMode: listing.listingMode?.value,
          mcpToolSchema: schema,
          resourcePriority: listing.resourcePriority,
        },
      },
    },
    statements: schema ? schemaStatements(schema) : [],
    toolNames: () => (read?.tools ?? []).map((tool) => tool.name),
    listsTools: () => listing.listingMode?.value !== ListingMode.DYNAMIC.value && read?.tools.length !== 0,
  };
}

/** Whether the gateway lists the tools on the server when the target is created. */
export function contactsServerAtCreation(listing: McpServerListing): boolean {
  return listing.mcpToolSchema === undefined && listing.listingMode?.value !== ListingMode.DYNAMIC.value;
}

export function checkListing(gateway: agentcore.IGateway, listing: McpServerListing): void {
  const { resourcePriority } = listing;
  if (resourcePriority !== undefined && !Token.isUnresolved(resourcePriority)
    && (!Number.isInteger(resourcePriority) || !isWithin(resourcePriority, RESOURCE_PRIORITY))) {
    const { min, max } = RESOURCE_PRIORITY;
    throw new GatewayError('resource-priority', gateway, `resource priority ${resourcePriority} is not valid`, `use a whole number from ${min} (highest priority) to ${max}`);
  }
  const search = (knownProtocol(gateway) as { searchType?: string } | undefined)?.searchType;
  if (listing.listingMode?.value === ListingMode.DYNAMIC.value && search === 'SEMANTIC') {
    throw new GatewayError('auth-dynamic-listing', gateway,
      `gateway ${gateway.node.path} has semantic search, which needs the tools of all targets in advance, and cannot have a target with listing mode DYNAMIC`,
      apiMessage`use \`ListingMode.DEFAULT\`, or create the gateway with \`protocolConfiguration: GatewayProtocol.mcp({ supportedVersions: […] })\` and no search type`);
  }
}
