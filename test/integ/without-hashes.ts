import type { Template } from 'aws-cdk-lib/assertions';

/**
 * Removes parts of a template that can change while the app stays the same: asset hashes, including that of the library's readiness check, and the
 * bootstrap version that the CDK requires.
 */
export function withoutHashes(template: Template): any {
  const json = JSON.parse(JSON.stringify(template.toJSON()).replace(/[0-9a-f]{64}/g, '<asset hash>'));
  delete json.Parameters?.BootstrapVersion;
  delete json.Rules?.CheckBootstrapVersion;
  return json;
}
