import { Names, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { GATEWAY_NAME, GATEWAY_NAME_SAFE_LENGTH, hasForm } from '../service/names';
import { GatewayError } from '../synthesis/gateway-error';

/** A name unique to the construct's path. Lower-case, because the service lower-cases it in every ARN it makes of it. */
export function defaultGatewayName(scope: IConstruct): string {
  const name = Names.uniqueResourceName(scope, { maxLength: GATEWAY_NAME_SAFE_LENGTH, separator: '-' });
  // A long name is cut in the middle, which can bring two hyphens together.
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
