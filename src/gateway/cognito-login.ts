import { CfnResource, Reference, Token, Tokenization } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type { IConstruct } from 'constructs';

/** Where the tokens for a gateway come from, if that is an Amazon Cognito user pool. */
export interface CognitoLogin {
  readonly userPool?: cognito.IUserPool;
  readonly userPoolClient?: cognito.IUserPoolClient;
  readonly tokenEndpointUrl?: string;
}

/** The user pool and client that an authorizer refers to, if the app creates them. */
export function cognitoLoginOf(authorizer: agentcore.IGatewayAuthorizerConfig): CognitoLogin {
  const jwt = jwtAuthorizerOf(authorizer);
  const userPool = behind<cognito.UserPool>(jwt?.discoveryUrl, 'AWS::Cognito::UserPool');
  if (!userPool) return {};
  const [client] = Array.isArray(jwt?.allowedClients) ? jwt.allowedClients as string[] : [];
  return { userPool, userPoolClient: behind<cognito.UserPoolClient>(client, 'AWS::Cognito::UserPoolClient'), tokenEndpointUrl: tokenEndpointOf(userPool) };
}

/** The token endpoint of a user pool; undefined unless it has a domain from `addDomain`. */
export function tokenEndpointOf(userPool: cognito.IUserPool): string | undefined {
  const domain = userPool.node.children.find((child) => 'domainName' in child && 'baseUrl' in child) as cognito.UserPoolDomain | undefined;
  return domain && `${domain.baseUrl()}/oauth2/token`;
}

export function jwtAuthorizerOf(authorizer: agentcore.IGatewayAuthorizerConfig): agentcore.CfnGateway.CustomJWTAuthorizerConfigurationProperty | undefined {
  const rendered = authorizer._render() as agentcore.CfnGateway.AuthorizerConfigurationProperty | undefined;
  return rendered?.customJwtAuthorizer as agentcore.CfnGateway.CustomJWTAuthorizerConfigurationProperty | undefined;
}

/** The construct whose resource, of the given type, a text refers to first. */
function behind<T extends IConstruct>(text: string | undefined, type: string): T | undefined {
  if (text === undefined || !Token.isUnresolved(text)) return undefined;
  const { tokens } = Tokenization.reverseString(text);
  const resource = tokens.find((token) => Reference.isReference(token) && CfnResource.isCfnResource(token.target) && token.target.cfnResourceType === type);
  return (resource as Reference | undefined)?.target.node.scope as T | undefined;
}
