import { Names, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { GATEWAY_NAME, GATEWAY_NAME_SAFE_LENGTH, hasForm } from '../service/names';
import { GatewayError } from '../synthesis/gateway-error';

/** A name that is unique to the construct path. It is in lower case, as in the ARN of the gateway. */
export function defaultGatewayName(scope: IConstruct): string {
  const name = Names.uniqueResourceName(scope, { maxLength: GATEWAY_NAME_SAFE_LENGTH, separator: '-' });
  // A long name is shortened in the middle, which can produce two hyphens in a row.
  return name.toLowerCase().replaceAll('--', '-');
}

/** @throws GatewayError `names-gateway-invalid` for a name that the service rejects; a token is not checked. */
export function validateGatewayName(scope: IConstruct, name: string): void {
  if (Token.isUnresolved(name)) return;
  if (!hasForm(name, GATEWAY_NAME)) {
    throw new GatewayError('names-gateway-invalid', scope,
      `gateway name \`${name}\` is not valid`, `use ${GATEWAY_NAME.min} to ${GATEWAY_NAME.max} ${GATEWAY_NAME.allowed}`);
  }
}
