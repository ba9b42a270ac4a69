import type { StackId, StackSource } from './source';
import type { TemplateResource } from './template';

/** One stack with what is looked up in it again and again. */
export interface StackContext {
  readonly source: StackSource;
  readonly resources: ReadonlyMap<string, TemplateResource>;
  /** Loaded nested stacks by the logical id of the resource that creates them. */
  readonly nested: Map<string, StackId>;
  /** Where the environment is stated: by the stack itself or by the one it is nested in. */
  readonly account?: string;
  readonly region?: string;
}
