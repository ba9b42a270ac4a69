import { arnForms, workloadIdentityForms } from '../../model/arn-forms';
import type { Credential, Gateway, GatewayModel, Link, Resource, Target } from '../../model/gateway-model';
import { GENERATED_CHARACTER } from '../../model/iam-match';
import type { Address } from '../../model/source';
import { addressesIn, attributesIn, symbolTable } from '../../model/symbols';
import { escapeInside, isKnown, listOf, oneOrMore, partsOf, placeholder, property, Resolved, solePlaceholder, textOf, textsOf, unwrap } from '../../model/value';
import { partitionOf } from '../../service/partition';

/** A resource that somebody needs a permission on. */
export interface NeededResource {
  /** Ways to write its one ARN, as `statementCovers` takes them; the last one says the most. */
  readonly forms: readonly string[];
  /** The attribute of another resource that is the same ARN. That a pattern does not match it says nothing. */
  readonly also?: readonly string[];
  /** For people: its construct path, or what it is. */
  readonly name: string;
  /** Set when it is in the app. */
  readonly address?: Address;
  /** How to name it in a policy, when the first of the forms is not the way. */
  readonly advice?: string;
  /** Set when the service itself has it, so that no resource of the app can have this ARN. */
  readonly ofService?: true;
  /** Set when somebody else than the caller's policies may allow the call, and who. */
  readonly elsewhere?: string;
}

/** What the resources of a need are looked up in. */
export interface Scene {
  readonly model: GatewayModel;
  readonly gateway: Gateway;
}

export interface TargetScene extends Scene {
  readonly target: Target;
  readonly credential?: Credential;
}

/** Stands for any text, so that only a wildcard surely matches it. */
const ANYTHING = placeholder('anything');

// ---- ARNs

/** An ARN in the region of the gateway, and in its account unless another one is given. */
export function arnBeside({ model, gateway }: Scene, service: string, rest: string, otherAccount?: string): string {
  const { partition, region, account } = environmentOf(model, gateway.address);
  return `arn:${partition}:${service}:${region}:${otherAccount ?? account}:${rest}`;
}

/** Where a resource is deployed, with the placeholders that templates have for what is not known. */
export function environmentOf(model: GatewayModel, address: Address): { partition: string; region: string; account: string } {
  const { account, region } = model.stacks.find(({ id }) => id === model.resources[address].stack) ?? {};
  const partition = region === undefined ? undefined : partitionOf(region)?.name;
  return {
    partition: partition ?? placeholder('AWS::Partition'),
    region: region ?? placeholder('AWS::Region'),
    account: account ?? placeholder('AWS::AccountId'),
  };
}

/** An ARN as one would write it into a policy. */
export function writtenArn(form: string): string {
  return partsOf(form).map((part) => {
    if ('literal' in part) return part.literal;
    if (part.placeholder === GENERATED_CHARACTER) return '?';
    if (part.placeholder === ANYTHING) return '*';
    const inner = unwrap(part.placeholder);
    return inner.startsWith('AWS::') ? `\${${inner}}` : part.placeholder;
  }).join('');
}

// ---- functions

const FUNCTION_TYPES = new Set(['AWS::Lambda::Function', 'AWS::Lambda::Alias', 'AWS::Lambda::Version']);

export function functionOf({ model, target }: TargetScene): NeededResource | undefined {
  const { pointsTo } = target;
  if (pointsTo.kind !== 'lambda' || !pointsTo.arn) return undefined;
  return neededFunction(model, { ...pointsTo.arn, address: pointsTo.address });
}

/** A function by the ARN that somebody calls: of itself, of an alias or of a version. */
export function neededFunction(model: GatewayModel, link: Link): NeededResource {
  const mentioned = addressesIn(symbolTable(model), link.text).filter((address) => FUNCTION_TYPES.has(model.resources[address]?.type));
  const [first] = mentioned;
  if (mentioned.length !== 1) return { forms: [link.text], name: named(link.text) };
  const resource = model.resources[first];
  const address = resource.type === 'AWS::Lambda::Function' ? first : functionBehind(model, resource) ?? first;
  const ofFunction = arnForms(model, address);
  const start = ofFunction.find((form) => link.text.startsWith(form));
  const qualifier = start === undefined ? qualifierOf(resource) : link.text.slice(start.length);
  return {
    forms: ofFunction.map((form) => form + qualifier),
    ...start === undefined ? { also: [link.text] } : {},
    name: model.resources[address].path,
    address,
    ...elsewhere(functionPermission(model, address)),
  };
}

/** The URL of a function, when a target of the app calls one. */
export function functionUrlOf({ model, target: { pointsTo } }: Pick<TargetScene, 'model' | 'target'>): Resource | undefined {
  if (pointsTo.kind !== 'url') return undefined;
  const [found] = attributesIn(symbolTable(model), pointsTo.url.text).filter((mentioned) => mentioned.attribute === 'FunctionUrl');
  const resource = found && model.resources[found.address];
  return resource?.type === 'AWS::Lambda::Url' ? resource : undefined;
}

export function functionBehindUrl(scene: TargetScene): NeededResource | undefined {
  const { model } = scene;
  const url = functionUrlOf(scene);
  const target = url && textOf(property(url.properties, 'TargetFunctionArn'));
  if (!target) return undefined;
  const qualifier = textOf(property(url.properties, 'Qualifier'));
  const end = qualifier ? `:${qualifier.text}` : '';
  const [address, ...others] = addressesIn(symbolTable(model), target.text).filter((mentioned) => model.resources[mentioned]?.type === 'AWS::Lambda::Function');
  // The property takes the name of the function too, and permissions are about its ARN.
  const arn = address !== undefined && others.length === 0 ? arnForms(model, address)[0] : target.text;
  return neededFunction(model, { text: arn + end, known: isKnown(arn + end) });
}

function functionBehind(model: GatewayModel, aliasOrVersion: Resource): Address | undefined {
  return addressesIn(symbolTable(model), property(aliasOrVersion.properties, 'FunctionName'))
    .find((address) => model.resources[address]?.type === 'AWS::Lambda::Function');
}

function qualifierOf(resource: Resource): string {
  const name = resource.type === 'AWS::Lambda::Alias' ? textOf(property(resource.properties, 'Name'))?.text : undefined;
  return `:${name ?? ANYTHING}`;
}

/** A permission of the function's own that may let a role call it; services and whole accounts leave it to the role's policies. */
function functionPermission(model: GatewayModel, address: Address): string | undefined {
  const permission = ofType(model, 'AWS::Lambda::Permission').find(({ properties }) => {
    const principal = textOf(property(properties, 'Principal'))?.text ?? '';
    return mentions(model, property(properties, 'FunctionName'), address) && !principal.includes('.amazonaws.com') && !/^\d{12}$/.test(principal);
  });
  return permission && `the permission ${permission.path} of the function`;
}

// ---- runtimes and gateways

export function runtimeOf(scene: TargetScene): NeededResource | undefined {
  const { model, target: { pointsTo } } = scene;
  if (pointsTo.kind !== 'runtime') return undefined;
  if (pointsTo.address !== undefined) {
    const { address } = pointsTo;
    return { forms: arnForms(model, address), name: model.resources[address].path, address, ...elsewhere(resourcePolicy(model, address)) };
  }
  const arn = pointsTo.arn?.text ?? arnInUrl(model, pointsTo.url?.text ?? '');
  return arn === undefined ? undefined : { forms: [arn], name: named(arn) };
}

/** Calls of a runtime are authorized on the endpoint too. */
export function runtimeEndpointOf(scene: TargetScene): NeededResource | undefined {
  const runtime = runtimeOf(scene);
  const { pointsTo } = scene.target;
  if (!runtime || pointsTo.kind !== 'runtime') return undefined;
  const qualifier = pointsTo.qualifier?.text ?? 'DEFAULT';
  return { ...runtime, forms: runtime.forms.map((form) => `${form}/runtime-endpoint/${qualifier}`), name: `endpoint \`${qualifier}\` of ${runtime.name}` };
}

/** The ARN that a URL holds percent-encoded, as text or by the functions that encode it. */
function arnInUrl(model: GatewayModel, url: string): string | undefined {
  const [, encoded] = /\/runtimes\/(.*)\/invocations/.exec(url) ?? [];
  if (encoded === undefined) return undefined;
  if (isKnown(encoded)) return decoded(encoded);
  return decodedExpression(model, encoded);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function decodedExpression(model: GatewayModel, text: string): string | undefined {
  const symbol = solePlaceholder(text);
  const expression = symbol === undefined ? undefined : symbolTable(model).expression(symbol);
  if (expression?.is !== 'function') return expression && symbol;
  const inner = expression.args.find((arg): arg is string => typeof arg === 'string' && solePlaceholder(arg) !== undefined);
  return inner === undefined || !/^Fn::(Join|Split)$/.test(expression.name) ? undefined : decodedExpression(model, inner);
}

export function innerGatewayOf(scene: TargetScene): NeededResource | undefined {
  const { model, target: { pointsTo } } = scene;
  if (pointsTo.kind !== 'gateway') return undefined;
  if (pointsTo.address !== undefined) return neededGateway(model, pointsTo.address);
  const [, id] = /^https:\/\/([^/.]+)\.gateway\.bedrock-agentcore\./.exec(pointsTo.url.text) ?? [];
  // The account of a gateway does not show in its URL.
  return id === undefined ? undefined : { forms: [arnBeside(scene, 'bedrock-agentcore', `gateway/${id}`, ANYTHING)], name: `gateway \`${id}\`` };
}

export function neededGateway(model: GatewayModel, address: Address): NeededResource {
  return { forms: arnForms(model, address), name: model.resources[address].path, address, ...elsewhere(resourcePolicy(model, address)) };
}

function resourcePolicy(model: GatewayModel, address: Address): string | undefined {
  const policy = model.resourcePolicies.find(({ resource, statements }) => {
    return resource?.address === address && (!statements.known || statements.items.some(({ effect }) => effect !== 'Deny'));
  });
  return policy && `the resource policy ${policy.path}`;
}

// ---- APIs and schemas

/** What the tool filters select, as far as it is known: one resource a filter and method. */
export function apiMethodsOf(scene: TargetScene): readonly NeededResource[] | undefined {
  const { model, target: { configuration, pointsTo } } = scene;
  if (pointsTo.kind !== 'restApi' || !pointsTo.restApiId) return undefined;
  const { restApiId, stage, address } = pointsTo;
  const filters = listOf(property(configuration, 'ApiGatewayToolConfiguration', 'ToolFilters'), (filter) => {
    const path = textOf(property(filter, 'FilterPath'));
    return path && { path, methods: textsOf(property(filter, 'Methods')) };
  });
  if (!filters.known || filters.items.some(({ methods }) => !methods.known)) return undefined;
  const api = address === undefined ? named(restApiId.text) : model.resources[address].path;
  const authorization = address === undefined ? 'the authorization of the API\'s methods' : apiAuthorization(model, address);
  return filters.items.flatMap(({ path, methods }) => methods.items.map((method): NeededResource => {
    // What a wildcard or a path parameter stands for is only known at the call.
    const called = path.text.replace(/\{[^}]*\}|\*/g, ANYTHING);
    const name = `${method.text} ${path.text} of ${api}`;
    const form = arnBeside(scene, 'execute-api', `${restApiId.text}/${stage?.text ?? ANYTHING}/${method.text}${called}`);
    return { forms: [form], name, ...address === undefined ? {} : { address }, ...elsewhere(authorization) };
  }));
}

/** An API with a policy, or with methods that take callers without a signature, may not ask for the permission. */
function apiAuthorization(model: GatewayModel, address: Address): string | undefined {
  const api = model.resources[address];
  if (property(api.properties, 'Policy') !== undefined) return `the policy of ${api.path}`;
  const methods = ofType(model, 'AWS::ApiGateway::Method').filter(({ properties }) => mentions(model, property(properties, 'RestApiId'), address));
  const signed = methods.length > 0 && methods.every(({ properties }) => property(properties, 'AuthorizationType') === 'AWS_IAM');
  return signed ? undefined : `the authorization of the methods of ${api.path}`;
}

/** The object that holds the schema, when it is in S3. */
export function schemaObjectOf(scene: TargetScene): NeededResource | undefined {
  const { model, target: { schema } } = scene;
  const uri = schema?.in === 's3' ? schema.uri?.text : undefined;
  if (!uri?.startsWith('s3://')) return undefined;
  const { partition } = environmentOf(model, scene.gateway.address);
  const bucket = addressesIn(symbolTable(model), uri).find((address) => model.resources[address]?.type === 'AWS::S3::Bucket');
  return {
    forms: [`arn:${partition}:s3:::${uri.slice('s3://'.length)}`],
    name: `\`${writtenArn(uri)}\``,
    ...elsewhere(bucket === undefined ? undefined : bucketPolicy(model, bucket)),
  };
}

function bucketPolicy(model: GatewayModel, bucket: Address): string | undefined {
  const policy = ofType(model, 'AWS::S3::BucketPolicy').find(({ properties }) => mentions(model, property(properties, 'Bucket'), bucket));
  return policy && `the bucket policy ${policy.path}`;
}

// ---- credentials

/** The provider that a target's credentials name. */
export function providerOf(scene: TargetScene): NeededResource | undefined {
  const provider = scene.credential?.provider;
  if (!provider) return undefined;
  const resource = provider.address === undefined ? undefined : scene.model.resources[provider.address];
  if (!resource) return { forms: [provider.text], name: named(provider.text) };
  const kind = resource.type.endsWith('ApiKeyCredentialProvider') ? 'apikeycredentialprovider' : 'oauth2credentialprovider';
  const name = textOf(property(resource.properties, 'Name'))?.text ?? ANYTHING;
  return {
    forms: [provider.text, arnBeside(scene, 'bedrock-agentcore', `token-vault/default/${kind}/${name}`)],
    name: resource.path,
    address: resource.address,
  };
}

/** The vault that the provider keeps its secret in. */
export function vaultOf(scene: TargetScene): NeededResource | undefined {
  const provider = scene.credential?.provider;
  if (!provider) return undefined;
  const [, ownVault] = /^(arn:.*:token-vault\/[^/]+)\/(?:apikey|oauth2)credentialprovider\//.exec(provider.text) ?? [];
  return { forms: [ownVault ?? arnBeside(scene, 'bedrock-agentcore', 'token-vault/default')], name: 'the token vault', ofService: true };
}

export function identityDirectoryOf(scene: TargetScene): NeededResource {
  return { forms: [arnBeside(scene, 'bedrock-agentcore', 'workload-identity-directory/default')], name: 'the workload identity directory', ofService: true };
}

/** The identity that the service makes for the gateway, under the gateway's id: in lower case. */
export function workloadIdentityOf({ model, gateway }: Scene): NeededResource {
  return { forms: workloadIdentityForms(model, gateway.address), name: `the workload identity of gateway ${gateway.path}`, ofService: true };
}

/** The secret behind a credential provider, that the service reads with the gateway's role. */
export function secretOf(scene: TargetScene): NeededResource | undefined {
  const provider = scene.credential?.provider;
  if (!provider) return undefined;
  const resource = provider.address === undefined ? undefined : scene.model.resources[provider.address];
  const managed = (name: string) => arnBeside(scene, 'secretsmanager', `secret:bedrock-agentcore-identity!${name}`);
  // The secret of a provider elsewhere may be the service's or one's own, and is named as its owner pleases.
  if (!resource) return { forms: [ANYTHING], name: `the secret of credential provider ${named(provider.text)}`, advice: 'the ARN of that secret' };
  const [folder, arn, ownSecret] = resource.type.endsWith('ApiKeyCredentialProvider')
    ? ['apikey', 'ApiKeySecretArn', 'ApiKeySecretConfig']
    : ['oauth2', 'ClientSecretArn', 'ClientSecretConfig'];
  const name = `the secret of ${resource.path}`;
  if (property(resource.properties, ownSecret) !== undefined) return { forms: [ANYTHING], name, advice: 'the ARN of that secret' };
  // The service names its secrets after the provider, as far as anybody has seen.
  const byName = managed(`default/${folder}/${textOf(property(resource.properties, 'Name'))?.text ?? ANYTHING}-${ANYTHING}`);
  return { forms: [managed(ANYTHING)], also: [attribute(resource.address, `${arn}.SecretArn`), byName], name, advice: named(byName) };
}

// ---- connectors

export function webSearchTool(scene: Scene): NeededResource {
  return { forms: [arnBeside(scene, 'bedrock-agentcore', 'tool/web-search.v1', 'aws')], name: 'the web search tool', ofService: true };
}

// ---- what gateways need

export function policyEngineOf({ model, gateway }: Scene): NeededResource | undefined {
  const engine = gateway.policyEngine?.engine;
  if (!engine) return undefined;
  if (engine.address === undefined) return { forms: [engine.text], name: named(engine.text) };
  return { forms: arnForms(model, engine.address), name: model.resources[engine.address].path, address: engine.address };
}

/** The gateway itself, whose own attributes a policy that it waits for cannot name. */
export function itselfOf({ model, gateway }: Scene): NeededResource {
  const forms = arnForms(model, gateway.address);
  return { forms, name: `gateway ${gateway.path} itself`, address: gateway.address, advice: named(forms.at(-1)!) };
}

export function gatewayKeyOf(scene: Scene): NeededResource | undefined {
  return keyOf(scene, scene.gateway.kmsKey);
}

export function policyEngineKeyOf(scene: Scene): NeededResource | undefined {
  const engine = scene.model.policyEngines.find(({ address }) => address === scene.gateway.policyEngine?.engine.address);
  return keyOf(scene, engine?.encryptionKey);
}

function keyOf(scene: Scene, link: Link | undefined): NeededResource | undefined {
  if (!link) return undefined;
  const key = link.address === undefined ? undefined : scene.model.resources[link.address];
  if (!key) return { forms: [link.text], name: `key ${named(link.text)}`, elsewhere: `the policy of key ${named(link.text)}` };
  const spelledOut = arnBeside(scene, 'kms', `key/${attribute(key.address, 'KeyId')}`);
  return { forms: [link.text, spelledOut], name: key.path, address: key.address, ...elsewhere(keyPolicy(key)) };
}

/** A key's policy decides; what it leaves to the account is left to the policies of roles. */
function keyPolicy(key: Resource): string | undefined {
  // Without one, a key gets a policy that leaves everything to the account.
  if (property(key.properties, 'KeyPolicy') === undefined) return undefined;
  const statements = property(key.properties, 'KeyPolicy', 'Statement');
  const onlyAccount = listOf(statements, (statement) => {
    const principals = oneOrMore(property(statement, 'Principal', 'AWS'));
    return principals.items.length > 0 && principals.items.every(({ text }) => text.endsWith(':root')) ? true : undefined;
  });
  return onlyAccount.known && onlyAccount.items.length > 0 ? undefined : `the key policy of ${key.path}`;
}

export function interceptorFunctionsOf({ model, gateway }: Scene): readonly NeededResource[] | undefined {
  const { items, known } = gateway.interceptors;
  if (!known || items.some(({ lambda }) => !lambda)) return undefined;
  return items.map(({ lambda }) => neededFunction(model, lambda!));
}

// ---- helpers

function attribute(address: Address, name: string): string {
  return placeholder(`${escapeInside(address)}.${name}`);
}

function named(text: string): string {
  return `\`${writtenArn(text)}\``;
}

function elsewhere(who: string | undefined): { elsewhere?: string } {
  return who === undefined ? {} : { elsewhere: who };
}

const typed = new WeakMap<GatewayModel, ReadonlyMap<string, readonly Resource[]>>();

/** Resources of a type that are, or may be, created. */
export function ofType(model: GatewayModel, type: string): readonly Resource[] {
  const byType = typed.get(model) ?? resourcesByType(model);
  typed.set(model, byType);
  return byType.get(type) ?? [];
}

function resourcesByType({ resources }: GatewayModel): Map<string, Resource[]> {
  const byType = new Map<string, Resource[]>();
  for (const resource of Object.values(resources)) {
    if (resource.exists === 'no') continue;
    const sameType = byType.get(resource.type);
    if (sameType) sameType.push(resource);
    else byType.set(resource.type, [resource]);
  }
  return byType;
}

function mentions(model: GatewayModel, value: Resolved | undefined, address: Address): boolean {
  return attributesIn(symbolTable(model), value).some((found) => found.address === address);
}
