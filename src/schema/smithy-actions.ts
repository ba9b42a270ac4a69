import { isText, own } from './json';
import type { Place } from './json';
import { trait } from './smithy-shapes';

/** The IAM actions of an AWS service with a Smithy model. */
export interface ServiceActions {
  /** The part before the colon: `dynamodb`. */
  readonly prefix: string;
  /** Without the prefix, in the order of the model. */
  readonly names: readonly string[];
}

/**
 * The IAM actions of the operations of a service; undefined if the model does not describe an AWS service.
 *
 * An action has the name of its operation, unless a trait names another. For some operations, IAM has another action that no trait names.
 *
 * @see https://smithy.io/2.0/aws/aws-iam.html
 */
export function serviceActions(service: Place, operations: ReadonlyMap<string, Place>): ServiceActions | undefined {
  const aws = trait(service, 'aws.api#service');
  if (aws === undefined) return undefined;
  const prefix = [own(aws, 'arnNamespace'), own(trait(service, 'aws.auth#sigv4'), 'name'), own(aws, 'endpointPrefix')].find(isText);
  if (prefix === undefined) return undefined;
  return { prefix, names: [...new Set([...operations].map(([id, operation]) => actionName(operation) ?? id.slice(id.indexOf('#') + 1)))] };
}

function actionName(operation: Place): string | undefined {
  return [own(trait(operation, 'aws.iam#iamAction'), 'name'), trait(operation, 'aws.iam#actionName')].find(isText);
}
