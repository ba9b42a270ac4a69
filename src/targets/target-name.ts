import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { apiMessage } from '../findings/api-message';
import { hasForm, TARGET_NAME } from '../service/names';
import { GatewayError } from '../synthesis/gateway-error';

/** Derives a target name from a construct ID: `PetStore` becomes `pet-store`, `HTTPApi2` becomes `http-api2`. */
export function defaultTargetName(id: string): string {
  return id
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .replace(/[^0-9a-zA-Z]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
}

/** @throws GatewayError `names-target-invalid` for a name that the service rejects; a token is not checked. */
export function validateTargetName(scope: IConstruct, id: string, name: string): void {
  if (Token.isUnresolved(name)) return;
  if (hasForm(name, TARGET_NAME)) return;
  const { min, max, allowed } = TARGET_NAME;
  const what = name.length > max ? `has ${name.length} characters` : 'is not valid';
  throw new GatewayError('names-target-invalid', scope,
    `target name \`${name}\` of ${scope.node.path}/${id} ${what}`, apiMessage`pass another \`gatewayTargetName\`, of ${min} to ${max} ${allowed}`);
}
