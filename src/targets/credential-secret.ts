import { ArnFormat, CfnResource, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { IConstruct } from 'constructs';

/** What the service calls the folder of its own secrets for each kind of provider. */
const FOLDERS: { readonly [type: string]: string } = {
  [agentcore.CfnApiKeyCredentialProvider.CFN_RESOURCE_TYPE_NAME]: 'apikey',
  [agentcore.CfnOAuth2CredentialProvider.CFN_RESOURCE_TYPE_NAME]: 'oauth2',
};

/**
 * The one secret of a credential provider, as an IAM policy can name it.
 *
 * A provider that the app creates tells the ARN of its secret only as part of an object: CloudFormation puts no object
 * into a policy, and refuses to read its parts. So the secret is named as the service names it, after the provider.
 */
export function secretArnForPolicy(scope: IConstruct, secretArn: string): string {
  const provider = owner(secretArn);
  const folder = provider && FOLDERS[provider.cfnResourceType];
  if (!folder) return secretArn;
  const { name } = provider as agentcore.CfnApiKeyCredentialProvider | agentcore.CfnOAuth2CredentialProvider;
  return Stack.of(scope).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: `bedrock-agentcore-identity!default/${folder}/${name}-*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** The resource that an ARN is an attribute of. */
function owner(arn: string): CfnResource | undefined {
  if (!Token.isUnresolved(arn)) return undefined;
  const token = Tokenization.reverseString(arn).firstToken;
  if (!Reference.isReference(token) || !CfnResource.isCfnResource(token.target)) return undefined;
  return token.target;
}
