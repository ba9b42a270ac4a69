import { ArnFormat, CfnResource, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type { IConstruct } from 'constructs';
import { credentialProviderOfType, secretOfProvider } from '../service/identity';

/**
 * The ARN of a credential provider's secret, in a form that an IAM policy can contain.
 *
 * A provider that the app creates returns this ARN only inside an object attribute, and CloudFormation rejects both the object in a policy
 * and a reference to a part of it. The name of the secret contains the name of the provider, so the ARN is built from that.
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
