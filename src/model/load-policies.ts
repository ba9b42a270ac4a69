import type { CedarPolicy, CredentialProvider, Gateway, PolicyEngine, ResourcePolicy } from './gateway-model';
import { parseJson } from './json-with-placeholders';
import { grouped, LoadContext, located, present } from './load-context';
import { statementsOf } from './load-roles';
import { property, textOf } from './value';
import { CREDENTIAL_PROVIDERS } from '../service/identity';
import { CEDAR_POLICY, POLICY_ENGINE, RESOURCE_POLICY } from '../service/resource-types';


export function loadCedarPolicies(context: LoadContext): CedarPolicy[] {
  return context.ofType(CEDAR_POLICY).map((resource) => {
    const definition = property(resource.properties, 'Definition');
    const [language, statement] = property(definition, 'Cedar') !== undefined ? ['cedar', property(definition, 'Cedar', 'Statement')] as const
      : property(definition, 'Policy') !== undefined ? ['policy', property(definition, 'Policy', 'Statement')] as const
        : ['unknown', undefined] as const;
    return present<CedarPolicy>({
      ...located(resource),
      name: textOf(property(resource.properties, 'Name')),
      engine: context.link(property(resource.properties, 'PolicyEngineId'), POLICY_ENGINE),
      language,
      statement: textOf(statement),
      enforcementMode: textOf(property(resource.properties, 'EnforcementMode')),
      validationMode: textOf(property(resource.properties, 'ValidationMode')),
    });
  });
}

export function loadPolicyEngines(context: LoadContext, gateways: readonly Gateway[], policies: readonly CedarPolicy[]): PolicyEngine[] {
  const gatewaysOf = grouped(gateways.map((gateway) => [gateway.policyEngine?.engine.address, gateway.address]));
  const policiesOf = grouped(policies.map((policy) => [policy.engine?.address, policy.address]));
  return context.ofType(POLICY_ENGINE).map((resource) => present<PolicyEngine>({
    ...located(resource),
    name: textOf(property(resource.properties, 'Name')),
    arn: context.attribute(resource, 'PolicyEngineArn'),
    encryptionKey: context.link(property(resource.properties, 'EncryptionKeyArn'), 'AWS::KMS::Key'),
    gateways: gatewaysOf.get(resource.address) ?? [],
    policies: policiesOf.get(resource.address) ?? [],
  }));
}

export function loadResourcePolicies(context: LoadContext): ResourcePolicy[] {
  return context.ofType(RESOURCE_POLICY).map((resource) => {
    const written = property(resource.properties, 'Policy');
    const document = typeof written === 'string' ? parseJson(written) : written;
    return present<ResourcePolicy>({
      ...located(resource),
      resource: context.link(property(resource.properties, 'ResourceArn')),
      statements: document === undefined ? { items: [], known: false } : statementsOf(document, { ...located(resource), kind: 'inline' }),
    });
  });
}

const PROVIDERS = [
  [CREDENTIAL_PROVIDERS.API_KEY.resourceType, 'apiKey'],
  [CREDENTIAL_PROVIDERS.OAUTH.resourceType, 'oauth2'],
] as const;

export const PROVIDER_TYPES = PROVIDERS.map(([type]) => type);

export function loadCredentialProviders(context: LoadContext): CredentialProvider[] {
  return PROVIDERS.flatMap(([type, kind]) => context.ofType(type).map((resource) => present<CredentialProvider>({
    ...located(resource),
    kind,
    name: textOf(property(resource.properties, 'Name')),
    arn: context.attribute(resource, 'CredentialProviderArn'),
    properties: resource.properties,
  })));
}
