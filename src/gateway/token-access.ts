import { Fn, Token } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import { jwtAuthorizerOf } from './cognito-login';
import type { TokenAccessOptions } from './token-access-options';
import { apiMessage } from '../findings/api-message';
import { identityArns, tokenVaultArn } from '../permissions/gateway-arns';
import { requireCallerAfter, warnIfNothingWasAdded } from '../permissions/invoke-access';
import { permissionStatements } from '../permissions/permission-statements';
import { vaultInProviderArn } from '../service/identity';
import { TOKEN_PERMISSIONS } from '../service/permissions';
import { GatewayError } from '../synthesis/gateway-error';
import { secretArnForPolicy } from '../targets/credential-secret';

/** What the Runtime Configuration says about the tokens for a gateway. */
export interface TokenClient {
  /** The name of the credential provider. */
  readonly credentialProvider: string;
  readonly scopes: string[];
}

/** The credential provider for the tokens of a gateway: one for all its agents, because the Runtime Configuration has one entry for the gateway. */
export class TokenAccess {
  private given?: TokenAccessOptions;
  private provider?: agentcore.IOAuth2CredentialProvider;

  public constructor(private readonly gateway: agentcore.IGateway) {}

  /** @throws GatewayError `token-access-without-jwt`, `token-client` or `token-client-taken` */
  public clientFor(options: TokenAccessOptions): TokenClient {
    const jwt = jwtAuthorizerOf(this.gateway.authorizerConfiguration);
    if (!jwt) {
      throw new GatewayError('token-access-without-jwt', this.gateway,
        `gateway ${this.gateway.node.path} has inbound authorization ${this.gateway.authorizerConfiguration.authorizerType}, which does not accept tokens`,
        apiMessage`use \`grantInvokeAccess\`, or create the gateway with a JWT authorizer`);
    }
    this.provider ??= this.createProvider(options, jwt.discoveryUrl);
    this.given ??= options;
    if (options.credentialProvider !== this.given.credentialProvider || options.clientId !== this.given.clientId) {
      throw new GatewayError('token-client-taken', this.gateway,
        `the agents of gateway ${this.gateway.node.path} already get tokens from ${this.provider.node.path}`,
        'pass the same client or credential provider for all of them, or let the code of the agent pass a token of its own to the gateway');
    }
    return { credentialProvider: nameOf(this.provider), scopes: options.scopes ?? jwt.allowedScopes ?? [] };
  }

  /** Allows a caller to get tokens from the credential provider. The tokens are for the workload identity that AgentCore Runtime passes to it. */
  public grant(grantee: iam.IGrantable): iam.Grant {
    const { credentialProviderArn, clientSecretArn } = this.provider!;
    const { identityDirectory } = identityArns(this.gateway, '*');
    requireCallerAfter(this.gateway, grantee);
    const statements = permissionStatements(clientSecretArn === undefined ? [TOKEN_PERMISSIONS.token] : Object.values(TOKEN_PERMISSIONS), {
      identityDirectory,
      // The service names the workload identity of a runtime, and does not document how.
      workloadIdentity: `${identityDirectory}/workload-identity/*`,
      tokenVault: vaultInProviderArn(credentialProviderArn) ?? tokenVaultArn(this.gateway),
      credentialProvider: credentialProviderArn,
      credentialSecret: clientSecretArn && secretArnForPolicy(this.gateway, clientSecretArn),
    });
    const grants = statements.map(({ actions, resources: resourceArns }) => iam.Grant.addToPrincipal({ grantee, actions, resourceArns }));
    const grant = grants.reduce((all, one) => all.combine(one));
    warnIfNothingWasAdded(this.gateway, grantee, grant);
    return grant;
  }

  private createProvider({ credentialProvider, clientId, clientSecret }: TokenAccessOptions, discoveryUrl: string): agentcore.IOAuth2CredentialProvider {
    if (credentialProvider && !clientId && !clientSecret) return credentialProvider;
    if (credentialProvider || !clientId || !clientSecret) {
      throw new GatewayError('token-client', this.gateway,
        apiMessage`the tokens for gateway ${this.gateway.node.path} need either \`credentialProvider\`, or \`clientId\` and \`clientSecret\``,
        credentialProvider ? 'leave out the others' : 'pass what is missing');
    }
    return agentcore.OAuth2CredentialProvider.usingCustom(this.gateway, 'TokenClient', { clientId, clientSecret, discoveryUrl });
  }
}

/** An interface of a provider has no name, but its ARN ends in it. */
function nameOf({ credentialProviderArn: arn, oAuth2CredentialProviderName: name }: agentcore.IOAuth2CredentialProvider & { oAuth2CredentialProviderName?: string }): string {
  if (name !== undefined) return name;
  return Token.isUnresolved(arn) ? Fn.select(3, Fn.split('/', arn)) : arn.split('/')[3];
}
