import { Names, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { GatewayError } from '../synthesis/gateway-error';

/**
 * Longest name a default gets. The service appends `-` and ten characters to form the gateway id;
 * ids over 50 characters have been refused, although the API's own pattern allows more.
 */
const DEFAULT_NAME_MAX_LENGTH = 39;
const NAME_MAX_LENGTH = 48;
const NAME_PATTERN = /^([0-9a-zA-Z][-]?){1,48}$/;

/** A name unique to the construct's path. Lower-case, because the service lower-cases it in every ARN it makes of it. */
export function defaultGatewayName(scope: IConstruct): string {
  const name = Names.uniqueResourceName(scope, { maxLength: DEFAULT_NAME_MAX_LENGTH, separator: '-' });
  // A long name is cut in the middle, which can bring two hyphens together.
  return name.toLowerCase().replaceAll('--', '-');
}

/** @throws GatewayError `gateway-name` for a name the service would refuse; a token is left for the deployment to judge. */
export function validateGatewayName(scope: IConstruct, name: string): void {
  if (Token.isUnresolved(name)) return;
  if (name.length > NAME_MAX_LENGTH || !NAME_PATTERN.test(name)) {
    throw new GatewayError('gateway-name', scope,
      `gateway name \`${name}\` is not valid: use 1 to ${NAME_MAX_LENGTH} letters, digits and single hyphens, starting with a letter or digit`);
  }
}
