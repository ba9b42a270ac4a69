import { Credentials } from './environment.lambda';

/**
 * Removes credentials and signatures from a text.
 *
 * A service that rejects a signature returns the canonical request that it expected, including the session token. The message of that
 * response is written to the log and sent to CloudFormation.
 */
export function redact(text: string, { accessKeyId, secretAccessKey, sessionToken }: Credentials): string {
  return [secretAccessKey, sessionToken, accessKeyId]
    .filter((secret) => secret !== undefined && secret !== '')
    .reduce<string>((rest, secret) => rest.replaceAll(secret!, '***'), text)
    .replace(/(x-amz-security-token["']?\s*[:=]\s*["']?)[^\s"',&]+/gi, '$1***')
    .replace(/((?:Signature|Credential)=)[^\s"',&]+/gi, '$1***');
}
