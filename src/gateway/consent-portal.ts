import { ArnFormat, Names, Resource, Stack } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { ConsentPortalOptions } from './consent-portal-options';
import { apiMessage } from '../findings/api-message';
import { StackOrder } from '../order/stack-order';
import { AGENTCORE, AGENTCORE_PRINCIPAL } from '../service/agentcore';
import { CONSENT_PERMISSIONS, CONSENT_RETURN_PATH, CONSENT_SOURCE, SIGN_IN_RETURN_PATH, SIGN_IN_SCOPE } from '../service/consent-portal';
import { CREDENTIAL_PROVIDERS, managedSecret, TOKEN_VAULT } from '../service/identity';
import { CONSENT_PORTAL_NAME_CHARACTERS } from '../service/limits';
import { GatewayError } from '../synthesis/gateway-error';
import { EXPECTED, requireArgument } from '../synthesis/require-argument';

/**
 * The page of the service on which users grant a gateway access to targets on their behalf.
 *
 * `gateway.addConsentPortal` creates it.
 *
 * @see https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/identity-consent-portal.html
 */
export class ConsentPortal extends Resource {
  /** @internal */
  public static _create(gateway: Construct & agentcore.IGateway, id: string, options: ConsentPortalOptions): ConsentPortal {
    requireArgument(gateway, `of consent portal ${id}`, options, EXPECTED.props);
    requireArgument(gateway, apiMessage`\`identityProvider\` of consent portal ${id}`, options.identityProvider, EXPECTED.provider);
    const { authorizerType } = gateway.authorizerConfiguration;
    if (authorizerType !== agentcore.GatewayAuthorizerType.CUSTOM_JWT) {
      throw new GatewayError('consent-portal', gateway,
        `gateway ${gateway.node.path} cannot have a consent portal: its inbound authorization is ${authorizerType}, and the portal belongs to the users of an identity provider`,
        apiMessage`create the gateway with JWT inbound authorization: \`authorizerConfiguration: InboundAuth.customJwt({ … })\``);
    }
    return new ConsentPortal(gateway, id, options);
  }

  /**
   * The ARN.
   *
   * @attribute
   */
  public readonly consentPortalArn: string;

  /**
   * The URL that users open.
   *
   * @attribute
   */
  public readonly portalUrl: string;

  /** The return URL of targets with the authorization code grant: `defaultReturnUrl` of `OutboundAuth.authorizationCode`. */
  public readonly returnUrl: string;

  /** The redirect URL to register at the identity provider that users sign in to. */
  public readonly signInReturnUrl: string;

  /** The role of the portal. */
  public readonly executionRole: iam.IRole;

  private constructor(gateway: Construct & agentcore.IGateway, id: string, options: ConsentPortalOptions) {
    super(gateway, id);
    const { identityProvider, scopes = [], audience, description, tags } = options;
    StackOrder.of(gateway).requireReferences(gateway, identityProvider.credentialProviderArn);
    this.executionRole = options.executionRole ?? createRole(this, gateway);
    const portal = new agentcore.CfnConsentPortal(this, 'Resource', {
      name: options.consentPortalName ?? Names.uniqueResourceName(this, { maxLength: CONSENT_PORTAL_NAME_CHARACTERS, separator: '-' }),
      description,
      executionRoleArn: this.executionRole.roleArn,
      idpConfig: { credentialProviderArn: identityProvider.credentialProviderArn, scopes: [...new Set([SIGN_IN_SCOPE, ...scopes])], audience },
      sources: [{ type: CONSENT_SOURCE, identifier: gateway.gatewayId }],
      tags: tags && Object.entries(tags).map(([key, value]) => ({ key, value })),
    });
    // The service assumes the role while it creates the portal.
    portal.node.addDependency(this.executionRole);
    this.consentPortalArn = portal.attrConsentPortalArn;
    this.portalUrl = portal.attrPortalUrl;
    this.returnUrl = `${this.portalUrl}${CONSENT_RETURN_PATH}`;
    this.signInReturnUrl = `${this.portalUrl}${SIGN_IN_RETURN_PATH}`;
  }
}

/** The ID of the portal is unknown before it exists, and targets with other providers may be added later, so these are patterns. */
function createRole(scope: Construct, gateway: agentcore.IGateway): iam.Role {
  const stack = Stack.of(scope);
  const arn = (resource: string, service: string = AGENTCORE) => {
    return stack.formatArn({ service, resource, arnFormat: service === AGENTCORE ? ArnFormat.NO_RESOURCE_NAME : ArnFormat.COLON_RESOURCE_NAME });
  };
  const { arnPart, secretFolder } = CREDENTIAL_PROVIDERS.OAUTH;
  const allow = (actions: string[], resources: string[], conditions?: Record<string, unknown>) => new iam.PolicyStatement({ actions, resources, conditions });
  return new iam.Role(scope, 'ExecutionRole', {
    description: `Lets users grant access to targets of ${gateway.node.path}`,
    assumedBy: new iam.ServicePrincipal(AGENTCORE_PRINCIPAL, {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account }, ArnLike: { 'aws:SourceArn': arn('consent-portal/*') } },
    }),
    inlinePolicies: {
      ConsentPortal: new iam.PolicyDocument({
        statements: [
          allow(CONSENT_PERMISSIONS.readGateway, [gateway.gatewayArn]),
          allow(CONSENT_PERMISSIONS.readProviders, [arn(TOKEN_VAULT), arn(`${TOKEN_VAULT}/${arnPart}/*`)]),
          // The service checks them on the vault, the provider, the directory and the identity of each user's session.
          allow(CONSENT_PERMISSIONS.getTokens, ['*']),
          allow(CONSENT_PERMISSIONS.readSecrets, [arn(`secret:${managedSecret(`default/${secretFolder}/*`)}`, 'secretsmanager')],
            { StringEquals: { 'aws:ResourceTag/aws:secretsmanager:owningService': 'bedrock-agentcore-identity' } }),
        ],
      }),
    },
  });
}
