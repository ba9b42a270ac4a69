import type { StackId, StackSource } from './source';
import type { TemplateResource } from './template';

/** One stack with indexes for frequent lookups. */
export interface StackContext {
  readonly source: StackSource;
  readonly resources: ReadonlyMap<string, TemplateResource>;
  /** Loaded nested stacks by the logical ID of the resource that creates them. */
  readonly nested: Map<string, StackId>;
  /** The stack that defines the environment: the stack itself or its parent. */
  readonly account?: string;
  readonly region?: string;
}
