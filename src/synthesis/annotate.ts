import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { AnnotationId, ANNOTATIONS } from '../findings/annotations';
import { PLUGIN_NAME } from '../rules/acknowledged-in-code';

/**
 * Annotates a construct with a warning or an info that is registered in src/findings.
 *
 * The id has the form of the rules' ids, so that `Validations.of(scope).acknowledge(…)` accepts both.
 */
export function annotate(scope: IConstruct, id: AnnotationId, message: string, fix: string): void {
  const annotations = Annotations.of(scope);
  const [fullId, text] = [`${PLUGIN_NAME}::${id}`, `${message}; ${fix}`];
  if (ANNOTATIONS[id].severity === 'warning') annotations.addWarningV2(fullId, text);
  else annotations.addInfoV2(fullId, text);
}
