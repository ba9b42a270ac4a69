import { readFileSync } from 'fs';
import { Aws } from 'aws-cdk-lib';
import type * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { localFileOf } from '../cdk-internals';
import { GatewayError } from '../synthesis/gateway-error';

/** The text of a schema that is given inline or as a local file; undefined when it is in a bucket out of reach. */
export function schemaText(target: Construct, schema: agentcore.ApiSchema): string | undefined {
  if (schema.inlineSchema !== undefined) return schema.inlineSchema;
  const path = localFileOf(schema);
  return path === undefined ? undefined : readSchemaFile(target, path);
}

export function readSchemaFile(target: Construct, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new GatewayError('schema-file-not-readable', target, `schema file \`${path}\` cannot be read: ${(error as Error).message}`);
  }
}

/** `s3:GetObject` on the one object that holds a schema: the gateway reads it when the target is created. */
export function schemaStatements(schema: { readonly s3?: unknown }): iam.PolicyStatement[] {
  const uri = (schema.s3 as agentcore.CfnGatewayTarget.S3ConfigurationProperty | undefined)?.uri;
  if (!uri) return [];
  return [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`arn:${Aws.PARTITION}:s3:::${uri.slice('s3://'.length)}`] })];
}
