import { readFileSync } from 'fs';
import { Aws } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { localFileOf } from '../cdk-internals';
import { permissionStatements } from '../permissions/permission-statements';
import { GatewayError } from '../synthesis/gateway-error';

/** The text of an inline schema or a local file; undefined for a schema in a bucket. */
export function schemaText(target: Construct, schema: agentcore.ApiSchema): string | undefined {
  if (schema.inlineSchema !== undefined) return schema.inlineSchema;
  const path = localFileOf(schema);
  return path === undefined ? undefined : readSchemaFile(target, path);
}

export function readSchemaFile(target: Construct, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new GatewayError('schema-file-not-readable', target, `schema file \`${path}\` cannot be read: ${(error as Error).message}`, 'correct the path or the file');
  }
}

/** Allows reading the object with the schema: the gateway reads it when the target is created. */
export function schemaStatements(schema: { readonly s3?: unknown }): iam.PolicyStatement[] {
  const uri = (schema.s3 as agentcore.CfnGatewayTarget.S3ConfigurationProperty | undefined)?.uri;
  if (!uri) return [];
  return permissionStatements(['readSchema'], { schemaObject: `arn:${Aws.PARTITION}:s3:::${uri.slice('s3://'.length)}` });
}
