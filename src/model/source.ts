import type { Template } from './template';
import type { Address, SourceLocation } from '../findings/place';

export type { Address, SourceLocation };

/** `S1`, `Prod/S1`, `S1/Nest`: a stack's place in the app. */
export type StackId = string;

/** What `load` reads: parsed templates, and what is known around them. A cloud assembly gives all of it, a template file the minimum. */
export interface Source {
  /** In the order of the assembly; a nested stack somewhere after the stack it is nested in. */
  readonly stacks: readonly StackSource[];
  /** The text of a file that a template points to; undefined when there is none. */
  readonly readFile?: (file: string) => string | undefined;
}

export interface StackSource {
  readonly id: StackId;
  readonly template: Template;
  /** Where the template was read, for messages. */
  readonly templateFile?: string;
  /** The size of that file; when left out, that of the template as JSON without white space. */
  readonly templateBytes?: number;
  /** The name in CloudFormation. */
  readonly stackName?: string;
  readonly account?: string;
  readonly region?: string;
  /** Stacks that the assembly deploys before this one. */
  readonly dependencies?: readonly StackId[];
  /** For a nested stack: the resource that creates it. */
  readonly nestedIn?: { readonly stack: StackId; readonly logicalId: string };
  /** Construct paths by logical id, where the templates' own metadata does not say them. */
  readonly paths?: Readonly<Record<string, string>>;
  /** The user's lines by logical id. */
  readonly sources?: Readonly<Record<string, SourceLocation>>;
  readonly assets?: readonly Asset[];
  /** Findings of validation plugins that the program acknowledges. */
  readonly acknowledgedRules?: readonly AcknowledgedRule[];
}

/** An acknowledgement in the program, with the construct path it was made at. */
export interface AcknowledgedRule {
  /** `<plugin>::<rule>` */
  readonly id: string;
  readonly reason: string;
  readonly path: string;
}

/** A file or directory that is uploaded before the stack is deployed. */
export interface Asset {
  readonly kind: 'file' | 'zip' | 'dockerImage';
  /** As the template names it: the key of the object, or the tag of the image. */
  readonly key: string;
  /** The bucket or repository it goes to, with `${AWS::Region}`-like pseudo parameters. */
  readonly container?: string;
  /** On this machine. */
  readonly path: string;
}
