import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { permissionStatements } from '../permissions/permission-statements';

/**
 * The certificates of a private certificate authority that a gateway trusts when it calls a target.
 *
 * The role of the gateway is allowed to read them.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-bedrockagentcore-gatewaytarget-certificateconfiguration.html
 *
 * @example
 * declare const tools: Gateway;
 * declare const vpc: ec2.Vpc;
 * declare const authority: secretsmanager.Secret;
 * tools.addMcpServerTarget('Stock', {
 *   endpoint: 'https://stock.shop.internal/mcp',
 *   privateEndpoint: PrivateEndpoint.inVpc({ vpc }),
 *   certificates: [Certificate.fromSecret(authority)],
 * });
 */
export class Certificate {
  /**
   * Certificates in a bucket.
   *
   * @param key the key of the object: certificates in PEM format
   */
  public static fromBucket(bucket: s3.IBucket, key: string): Certificate {
    return new Certificate({ s3: { uri: bucket.s3UrlForObject(key) } }, [
      ...permissionStatements(['readCertificateObject'], { certificateObjects: bucket.arnForObjects(key) }),
      ...bucket.encryptionKey ? [decrypt(bucket.encryptionKey.keyArn)] : [],
    ]);
  }

  /**
   * Certificates in a secret.
   *
   * @param secret its value is certificates in PEM format
   */
  public static fromSecret(secret: secretsmanager.ISecret): Certificate {
    return new Certificate({ secretsManager: { secretArn: secret.secretArn } }, [
      // The ARN of a secret that is imported by its name lacks the characters that Secrets Manager adds.
      ...permissionStatements(['readCertificateSecret'], { certificateSecrets: secret.secretFullArn ?? `${secret.secretArn}-??????` }),
      ...secret.encryptionKey ? [decrypt(secret.encryptionKey.keyArn)] : [],
    ]);
  }

  private constructor(
    private readonly property: agentcore.CfnGatewayTarget.CertificateConfigurationProperty,
    /** @internal What the role of the gateway needs to read them. */
    public readonly _statements: iam.PolicyStatement[],
  ) {}

  /** @internal */
  public _render(): agentcore.CfnGatewayTarget.CertificateConfigurationProperty {
    return this.property;
  }
}

function decrypt(keyArn: string): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: ['kms:Decrypt'], resources: [keyArn] });
}
