import { Lazy, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct, IDependable } from 'constructs';
import { checkListing, contactsServerAtCreation, mcpServerBinding } from './mcp-server';
import { apiMessage } from '../../findings/api-message';
import { permissionStatements } from '../../permissions/permission-statements';
import { InnerGatewaysCheck } from '../../readiness/inner-gateways-check';
import { AGENTCORE } from '../../service/agentcore';
import { SEARCH_TOOL_NAME, TOOL_NAME_SEPARATOR } from '../../service/tool-name';
import { GatewayError } from '../../synthesis/gateway-error';
import { knownProtocol } from '../known-protocol';
import type { McpServerListing, TargetSynchronization } from '../options/shared';
import { RegisteredTarget, TargetRegistry } from '../target-registry';
import { owned, TargetStrategy } from '../target-strategy';

/** An inner gateway, whose tools the outer gateway lists. */
export function gatewayTarget(inner: agentcore.IGateway, listing: McpServerListing & TargetSynchronization): TargetStrategy {
  return {
    kind: 'mcpServerOnGateway',
    signingService: AGENTCORE,
    signingRegion: inner.env.region,
    innerGateway: inner,
    check(outer) {
      checkInner(outer, inner);
      checkListing(outer, listing);
    },
    bind(target, outer) {
      const registry = TargetRegistry.of(inner);
      const [invocation] = permissionStatements(['callInnerGateway'], { innerGateway: inner.gatewayArn });
      const binding = mcpServerBinding(target, innerUrl(target, inner), listing);
      const isCached = contactsServerAtCreation(listing);
      const complete = [registry.allTargets, registry.cedarPoliciesBefore(target)];
      return {
        ...binding,
        statements: [...binding.statements, invocation],
        waitFor: !isCached || listing.waitUntilReady === false ? complete : [readinessCheck(target, outer, inner, invocation, complete)],
        ...isCached && listing.synchronize !== false && owned(inner) ? { fingerprint: () => registry.fingerprintFor(target) } : {},
        toolNames: () => listing.mcpToolSchema ? binding.toolNames!() : [
          ...searches(inner) ? [SEARCH_TOOL_NAME] : [],
          ...registry.targets.flatMap((t) => t.toolNames),
        ],
        listsTools: () => binding.listsTools() && (listing.mcpToolSchema !== undefined || listingTargets(inner).length > 0),
      };
    },
  };
}

/** A check that the inner gateway lists the tools of all its targets. It runs again when one of them changes. */
function readinessCheck(
  target: Construct, outer: agentcore.IGateway, inner: agentcore.IGateway, statement: iam.PolicyStatement, after: readonly IDependable[],
): IDependable {
  const check = InnerGatewaysCheck.of(target, outer);
  check.add(inner, {
    url: innerUrl(target, inner),
    statements: [statement],
    expectTools: () => listingTargets(inner).map((t) => t.gatewayTargetName + TOOL_NAME_SEPARATOR),
    ...owned(inner) ? { version: Lazy.string({ produce: () => TargetRegistry.of(inner).fingerprintFor(target) }) } : {},
    after,
  });
  return check;
}

/** The targets whose tools every caller can list. */
function listingTargets(gateway: agentcore.IGateway): RegisteredTarget[] {
  return listsSameToolsForAll(gateway) ? TargetRegistry.of(gateway).targets.filter((target) => target._listsTools) : [];
}

/** A policy engine or an interceptor may hide tools from a caller, and an imported gateway may have either. */
function listsSameToolsForAll(gateway: agentcore.IGateway): boolean {
  const resource = gateway.node.defaultChild as agentcore.CfnGateway | undefined;
  if (!resource) return false;
  const { policyEngineConfiguration, interceptorConfigurations } = resource;
  return Stack.of(gateway).resolve([policyEngineConfiguration, interceptorConfigurations]).length === 0;
}

function searches(gateway: agentcore.IGateway): boolean {
  return (knownProtocol(gateway) as { searchType?: string } | undefined)?.searchType === 'SEMANTIC';
}

function innerUrl(scope: Construct, inner: agentcore.IGateway): string {
  const url = inner.gatewayUrl;
  if (!url) {
    throw new GatewayError('gateway-url-unknown', scope,
      `gateway ${inner.node.path} was imported without its URL`,
      apiMessage`import it with \`Gateway.fromGatewayAttributes\` of cdk-agentcore-gateway and pass \`gatewayUrl\``);
  }
  // The URL of a gateway without a protocol type ends at the host name.
  return isMultiProtocol(inner) ? `${url}/mcp` : url;
}

function isMultiProtocol(gateway: agentcore.IGateway): boolean {
  const protocol = knownProtocol(gateway);
  return protocol !== undefined && protocol.protocolType !== 'MCP';
}

function checkInner(outer: agentcore.IGateway, inner: agentcore.IGateway): void {
  const authorizer = inner.authorizerConfiguration.authorizerType;
  if (authorizer !== agentcore.GatewayAuthorizerType.AWS_IAM) {
    throw new GatewayError('auth-inner-gateway-authorizer', outer,
      `gateway ${inner.node.path} cannot be a target of gateway ${outer.node.path}: its inbound authorization is ${authorizer}, and a gateway can call another gateway only with its IAM role`,
      apiMessage`create the inner gateway with \`authorizerConfiguration: GatewayAuthorizer.usingAwsIam()\``);
  }
}
