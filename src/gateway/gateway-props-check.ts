import { Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { GatewayProps } from './gateway-props';
import { contradictions } from './mcp-configuration';
import { apiMessage } from '../findings/api-message';
import { domainFaults } from '../service/domain-override';
import { DESCRIPTION_CHARACTERS, INSTRUCTIONS_CHARACTERS, isWithin, Range, SESSION_TIMEOUT_SECONDS } from '../service/limits';
import { certainlyDiffer } from '../synthesis/certainly-differ';
import { rejectFaults } from '../synthesis/gateway-error';
import { EXPECTED, requireArgument, requireOptional } from '../synthesis/require-argument';

/** @throws GatewayError `argument` for a property that is not of its type */
export function requireGatewayArguments(gateway: agentcore.IGateway, props: GatewayProps): void {
  requireOptional(gateway, apiMessage`\`cedarPolicies\``, props.cedarPolicies, EXPECTED.list);
  props.cedarPolicies?.forEach((policy) => requireArgument(gateway, apiMessage`in \`cedarPolicies\``, policy, EXPECTED.cedarPolicy));
  requireOptional(gateway, apiMessage`\`interceptorConfigurations\``, props.interceptorConfigurations, EXPECTED.list);
  requireOptional(gateway, apiMessage`\`authorizerConfiguration\``, props.authorizerConfiguration, EXPECTED.rendered);
  requireOptional(gateway, apiMessage`\`protocolConfiguration\``, props.protocolConfiguration, EXPECTED.rendered);
  requireOptional(gateway, apiMessage`\`tags\``, props.tags, EXPECTED.props);
}

/**
 * Rejects properties that the service rejects during the deployment.
 *
 * @throws GatewayError `gateway-props`, naming everything that is wrong
 */
export function validateGatewayProps(gateway: agentcore.IGateway, props: GatewayProps): void {
  const faults = [
    ...textFault('description', props.description, DESCRIPTION_CHARACTERS),
    ...textFault('instructions', (props.protocolConfiguration as { instructions?: string } | undefined)?.instructions, INSTRUCTIONS_CHARACTERS),
    ...tagFaults(props.tags),
    ...sessionFaults(props),
    ...discoveryFaults(gateway),
    ...protocolFaults(gateway, props),
    ...contradictions(gateway.protocolConfiguration, props),
    ...policyEngineFaults(props),
    ...domainOverrideFaults(props),
    ...keyFaults(gateway, props),
  ];
  rejectFaults(faults, 'gateway-props', gateway, `the service rejects gateway ${gateway.node.path}`, 'change these properties');
}

function textFault(field: string, text: string | undefined, allowed: Range): string[] {
  if (text === undefined || Token.isUnresolved(text) || isWithin(text.length, allowed)) return [];
  return [`${field} has ${text.length} characters; give ${allowed.min} to ${allowed.max}, or leave it out`];
}

function tagFaults(tags: GatewayProps['tags']): string[] {
  return Object.keys(tags ?? {})
    .filter((key) => !Token.isUnresolved(key) && key.toLowerCase().startsWith('aws:'))
    .map((key) => `tag \`${key}\` begins with aws:, which is reserved`);
}

function sessionFaults(props: GatewayProps): string[] {
  const timeout = props.sessionConfiguration?.sessionTimeout;
  if (!timeout || timeout.isUnresolved()) return [];
  const seconds = timeout.toSeconds();
  const { min, max } = SESSION_TIMEOUT_SECONDS;
  return isWithin(seconds, SESSION_TIMEOUT_SECONDS) ? [] : [`sessionTimeout is ${seconds} seconds; give ${min} to ${max}`];
}

/** @see https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CustomJWTAuthorizerConfiguration.html */
function discoveryFaults(gateway: agentcore.IGateway): string[] {
  const rendered = gateway.authorizerConfiguration._render() as { customJwtAuthorizer?: { discoveryUrl?: string } } | undefined;
  const jwt = Token.isUnresolved(rendered) ? undefined : rendered?.customJwtAuthorizer;
  if (!jwt || Token.isUnresolved(jwt) || Token.isUnresolved(jwt.discoveryUrl)) return [];
  if (/^https:\/\/.+\/\.well-known\/openid-configuration$/.test(jwt.discoveryUrl ?? '')) return [];
  const found = jwt.discoveryUrl === undefined ? 'is missing' : `is \`${jwt.discoveryUrl}\``;
  return [apiMessage`\`discoveryUrl\` ${found}; give the URL of the issuer followed by /.well-known/openid-configuration, such as https://login.example.com/.well-known/openid-configuration`];
}

function protocolFaults(gateway: agentcore.IGateway, props: GatewayProps): string[] {
  if (gateway.protocolConfiguration.protocolType === 'MCP') return [];
  const mcpOnly = ['sessionConfiguration', 'responseStreaming', 'disableListToolsPagination'] as const;
  return mcpOnly.filter((prop) => props[prop] !== undefined).map((prop) => `\`${prop}\` needs the protocol type MCP, and this gateway has none`);
}

/** A given policy engine has its mode in the same configuration. */
function policyEngineFaults({ policyEngineConfiguration, policyEngineMode }: GatewayProps): string[] {
  if (!policyEngineConfiguration || policyEngineMode === undefined) return [];
  return [apiMessage`\`policyEngineMode\` is for a policy engine that the gateway creates, but \`policyEngineConfiguration\` is also given; set \`mode\` in \`policyEngineConfiguration\` instead`];
}

function domainOverrideFaults({ domainOverride }: GatewayProps): string[] {
  if (!domainOverride) return [];
  const { defaultDomain, alternateDomains } = domainOverride;
  const domains = [defaultDomain, ...alternateDomains ?? []].filter((domain) => !Token.isUnresolved(domain));
  const alternates = Token.isUnresolved(alternateDomains) ? undefined : alternateDomains?.length;
  return domainFaults({ domains, alternates }).map(({ message, fix }) => `domainOverride: ${message}; ${fix}`);
}

/** The service takes only the ARN of a key, and finds only keys of its region. */
function keyFaults(gateway: agentcore.IGateway, { kmsKey }: GatewayProps): string[] {
  if (!kmsKey) return [];
  if ('aliasName' in kmsKey) return [apiMessage`\`kmsKey\` is alias ${kmsKey.node.path}; pass the key itself, such as \`alias.aliasTargetKey\``];
  const isElsewhere = certainlyDiffer(kmsKey.env.region, gateway.env.region);
  return isElsewhere ? [apiMessage`\`kmsKey\` is in region ${kmsKey.env.region}; use a key in ${gateway.env.region}, or a replica of it there`] : [];
}
