import { ArnFormat, CfnResource, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { IConstruct } from 'constructs';
import { credentialProviderOfType, secretOfProvider } from '../service/identity';

/**
 * The one secret of a credential provider, as an IAM policy can name it.
 *
 * A provider that the app creates tells the ARN of its secret only as part of an object: CloudFormation puts no object
 * into a policy, and refuses to read its parts. So the secret is named as the service names it, after the provider.
 */
export function secretArnForPolicy(scope: IConstruct, secretArn: string): string {
  const provider = owner(secretArn);
  const kind = provider && credentialProviderOfType(provider.cfnResourceType);
  if (!kind) return secretArn;
  const { name } = provider as agentcore.CfnApiKeyCredentialProvider | agentcore.CfnOAuth2CredentialProvider;
  return Stack.of(scope).formatArn({
    service: 'secretsmanager',
    resource: 'secret',
    resourceName: secretOfProvider(kind, name, '*'),
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
