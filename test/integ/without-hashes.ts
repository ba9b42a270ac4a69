import type { Template } from 'aws-cdk-lib/assertions';

/**
 * A template without what moves while the app stays the same: hashes of assets, also of the library's readiness check, and the version of the
 * bootstrap stack that the CDK asks for.
 */
export function withoutHashes(template: Template): any {
  const json = JSON.parse(JSON.stringify(template.toJSON()).replace(/[0-9a-f]{64}/g, '<asset hash>'));
  delete json.Parameters?.BootstrapVersion;
  delete json.Rules?.CheckBootstrapVersion;
  return json;
}
