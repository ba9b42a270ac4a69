import type { CfnResource } from 'aws-cdk-lib';

/**
 * Sets a property that some supported versions of aws-cdk-lib do not have yet: their L1 classes leave out what they do not know.
 *
 * @param value with the names of properties as L1 classes have them
 */
export function setNewerProperty(resource: CfnResource, property: string, value: unknown): void {
  resource.addPropertyOverride(property, inCloudFormation(value));
}

/** The names of properties begin with a capital letter. */
function inCloudFormation(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inCloudFormation);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name[0].toUpperCase() + name.slice(1), inCloudFormation(each)]));
}
