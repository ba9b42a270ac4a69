import { functionAt } from './function-at';
import type { Credential, Destination, MetadataConfiguration, Resource, Target } from './gateway-model';
import { LoadContext, located, present, record } from './load-context';
import { PROVIDER_TYPES } from './load-policies';
import { attributesIn } from './symbols';
import { toolsOf } from './target-tools';
import { Certainty, isRecord, listOf, partsOf, property, Resolved, ResolvedRecord, Text, textOf, textsOf } from './value';
import { gatewayIdInUrl, Invocation, readInvocationUrl } from '../service/endpoints';
import { CREDENTIAL_PROVIDERS } from '../service/identity';
import { GATEWAY, GATEWAY_TARGET, REST_API, RUNTIME, RUNTIME_ENDPOINT } from '../service/resource-types';
import { TARGET_MEMBERS, TargetKind, TargetMember } from '../service/target-kinds';

const KINDS = Object.entries(TARGET_MEMBERS) as [TargetKind, TargetMember][];

export function loadTargets(context: LoadContext): Target[] {
  return context.ofType(GATEWAY_TARGET).map((resource) => {
    const of = (...path: string[]) => property(resource.properties, ...path);
    const { protocol, kind, configuration } = configurationOf(of('TargetConfiguration'));
    const called = destinationOf(context, kind, configuration);
    const { server, ...toolsAndSchema } = toolsOf(context, { resource, kind, protocol, configuration, pointsTo: called });
    return present<Target>({
      ...located(resource),
      name: textOf(of('Name')),
      description: textOf(of('Description')),
      gateway: context.link(of('GatewayIdentifier'), GATEWAY),
      protocol,
      kind,
      configuration,
      targetConfiguration: of('TargetConfiguration') ?? null,
      credentials: listOf(of('CredentialProviderConfigurations'), (credential) => credentialOf(context, credential)),
      metadata: metadataOf(of('MetadataConfiguration')),
      listingMode: textOf(property(configuration, 'ListingMode')),
      resourcePriority: textOf(property(configuration, 'ResourcePriority')),
      pointsTo: server ? { kind: 'url', url: server } : called,
      ...toolsAndSchema,
      privateEndpoint: of('PrivateEndpoint'),
      certificates: of('CertificateConfigurations'),
    });
  });
}

interface Configuration {
  readonly protocol: Target['protocol'];
  readonly kind: Target['kind'];
  readonly configuration: ResolvedRecord;
}

/** The only member of the unions that is set. */
function configurationOf(targetConfiguration: Resolved | undefined): Configuration {
  const [[union, members] = ['', null], ...otherUnions] = Object.entries(record(targetConfiguration));
  const inUnion = KINDS.filter(([, place]) => place.union === union);
  const protocol = otherUnions.length > 0 ? 'unknown' : inUnion[0]?.[1].category ?? 'unknown';
  const [[member, configuration] = ['', null], ...otherMembers] = Object.entries(record(members));
  const [kind] = inUnion.find(([, place]) => place.member === member) ?? [];
  if (otherUnions.length > 0 || otherMembers.length > 0 || !kind) return { protocol, kind: 'unknown', configuration: {} };
  return { protocol, kind, configuration: record(configuration) };
}

function destinationOf(context: LoadContext, kind: Target['kind'], configuration: ResolvedRecord): Destination {
  const of = (...path: string[]) => property(configuration, ...path);
  switch (kind) {
    case 'lambda': return present<Destination>({ kind: 'lambda', arn: textOf(of('LambdaArn')), address: functionAt(context, of('LambdaArn'))?.address });
    case 'runtime': return present<Destination>({
      kind: 'runtime', arn: textOf(of('Arn')), qualifier: textOf(of('Qualifier')), address: runtimeOf(context, of('Arn'))?.address,
    });
    case 'apiGateway': return present<Destination>({
      kind: 'restApi', restApiId: textOf(of('RestApiId')), stage: textOf(of('Stage')), address: context.link(of('RestApiId'), REST_API)?.address,
    });
    case 'mcpServer':
    case 'passthrough':
    case 'inferenceProvider': return endpointOf(context, textOf(of('Endpoint')));
    case 'connector':
    case 'httpConnector':
    case 'inferenceConnector': return present<Destination>({ kind: 'connector', connectorId: textOf(of('Source', 'ConnectorId')) });
    case 'openApi':
    case 'smithy': return { kind: 'unknown', reason: 'the Smithy model defines the endpoint' };
    case 'unknown': return { kind: 'unknown', reason: 'the configuration of the target is unknown' };
  }
}

/** The runtime of an ARN or a URL, including those of a runtime endpoint. */
function runtimeOf(context: LoadContext, value: Resolved | undefined): Resource | undefined {
  const runtimes = context.mentioned(value, RUNTIME, RUNTIME_ENDPOINT).flatMap((found) => {
    return found.type === RUNTIME ? [found] : context.mentioned(property(found.properties, 'AgentRuntimeId'), RUNTIME);
  });
  return new Set(runtimes).size === 1 ? runtimes[0] : undefined;
}

function endpointOf(context: LoadContext, url: Text | undefined): Destination {
  if (!url) return { kind: 'unknown', reason: 'the target has no endpoint' };
  const attributes = attributesIn(context.evaluator.symbols, url.text);
  const gateway = attributes.find(({ address, attribute }) => context.resources[address]?.type === GATEWAY && attribute !== 'GatewayArn');
  if (gateway) return { kind: 'gateway', url, address: gateway.address };
  const invocation = invocationIn(url.text);
  const runtime = runtimeOf(context, url.text);
  if (invocation || runtime) {
    return present<Destination>({
      kind: 'runtime',
      url,
      address: runtime?.address,
      ...invocation ? { encoded: isEncoded(context, invocation.runtime), qualifier: textOf(invocation.qualifier) } : {},
    });
  }
  if (gatewayIdInUrl(url.text) !== undefined) return { kind: 'gateway', url };
  return present<Destination>({ kind: 'url', url, address: context.link(url.text)?.address });
}

/** Parses the literal parts of a URL, without the text inside of placeholders. */
function invocationIn(url: string): Invocation | undefined {
  const placeholders: string[] = [];
  const open = partsOf(url).map((part) => 'literal' in part ? part.literal : `\0${placeholders.push(part.placeholder) - 1}\0`).join('');
  // No template contains this character.
  const restored = (text: string) => text.replaceAll(/\0(\d+)\0/g, (_, index: string) => placeholders[Number(index)]);
  const found = readInvocationUrl(open);
  return found && { runtime: restored(found.runtime), ...found.qualifier === undefined ? {} : { qualifier: restored(found.qualifier) } };
}

/** Whether the ARN in a URL contains no colon and no slash. */
function isEncoded(context: LoadContext, arn: string): Certainty {
  const parts = partsOf(arn);
  if (parts.some((part) => 'literal' in part && /[:/]/.test(part.literal))) return 'no';
  const placeholders = parts.flatMap((part) => 'placeholder' in part ? [context.evaluator.symbols.expression(part.placeholder)] : []);
  if (placeholders.some((expression) => expression?.is === 'attribute' && expression.attribute.endsWith('Arn'))) return 'no';
  const harmless = placeholders.every((expression) => {
    return expression?.is === 'pseudo' || expression?.is === 'attribute' || (expression?.is === 'function' && expression.name === 'Fn::Join' && expression.args[0] === '%2F');
  });
  return harmless ? 'yes' : 'unknown';
}

function credentialOf(context: LoadContext, credential: Resolved): Credential | undefined {
  if (!isRecord(credential)) return undefined;
  const of = (...path: string[]) => property(credential, 'CredentialProvider', ...path);
  const oauth = of(CREDENTIAL_PROVIDERS.OAUTH.setting);
  const apiKey = of(CREDENTIAL_PROVIDERS.API_KEY.setting);
  return present<Credential>({
    type: textOf(property(credential, 'CredentialProviderType')),
    service: textOf(of('IamCredentialProvider', 'Service')),
    region: textOf(of('IamCredentialProvider', 'Region')),
    provider: context.link(property(oauth, 'ProviderArn') ?? property(apiKey, 'ProviderArn'), ...PROVIDER_TYPES),
    scopes: oauth === undefined ? undefined : textsOf(property(oauth, 'Scopes')),
    grantType: textOf(property(oauth, 'GrantType')),
    defaultReturnUrl: textOf(property(oauth, 'DefaultReturnUrl')),
    customParameters: property(oauth, 'CustomParameters'),
    location: textOf(property(apiKey, 'CredentialLocation')),
    parameterName: textOf(property(apiKey, 'CredentialParameterName')),
    prefix: textOf(property(apiKey, 'CredentialPrefix')),
    properties: credential,
  });
}

function metadataOf(metadata: Resolved | undefined): MetadataConfiguration {
  const list = (key: string) => {
    if (typeof metadata === 'string') return { items: [], known: false };
    return property(metadata, key) === undefined ? undefined : textsOf(property(metadata, key));
  };
  return present<MetadataConfiguration>({
    requestHeaders: list('AllowedRequestHeaders'),
    responseHeaders: list('AllowedResponseHeaders'),
    queryParameters: list('AllowedQueryParameters'),
  });
}
