import { Credentials } from './environment.lambda';

/**
 * Removes credentials and signatures from a text.
 *
 * Needed although nothing here writes them: a service that rejects a signature returns the canonical request it expected, session token
 * included, and the words of its response go to the log and to CloudFormation.
 */
export function redact(text: string, { accessKeyId, secretAccessKey, sessionToken }: Credentials): string {
  return [secretAccessKey, sessionToken, accessKeyId]
    .filter((secret) => secret !== undefined && secret !== '')
    .reduce<string>((rest, secret) => rest.replaceAll(secret!, '***'), text)
    .replace(/(x-amz-security-token["']?\s*[:=]\s*["']?)[^\s"',&]+/gi, '$1***')
    .replace(/((?:Signature|Credential)=)[^\s"',&]+/gi, '$1***');
}
