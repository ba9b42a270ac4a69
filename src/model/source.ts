import type { ParameterValue } from './parameters';
import type { Template } from './template';
import type { Address, SourceLocation } from '../findings/place';

export type { Address, SourceLocation };

/** `S1`, `Prod/S1`, `S1/Nest`: the path of a stack in the app. */
export type StackId = string;

/** The input of `load`: parsed templates and their context. A cloud assembly provides all fields, a template file only the minimum. */
export interface Source {
  /** In assembly order; nested stacks follow their parent. */
  readonly stacks: readonly StackSource[];
  /** The text of a file that a template references; undefined if there is no such file. */
  readonly readFile?: (file: string) => string | undefined;
  /**
   * The values of parameters. With a list, the others have their defaults, as in a deployment without parameters.
   *
   * @default - parameters are unresolved until deployment
   */
  readonly parameters?: readonly ParameterValue[];
}

export interface StackSource {
  readonly id: StackId;
  readonly template: Template;
  /** The path of the template, for messages. */
  readonly templateFile?: string;
  /** The size of the file in bytes; by default the size of the template as JSON without white space. */
  readonly templateBytes?: number;
  /** What is unusual in the file but was read, each with its position. */
  readonly warnings?: readonly string[];
  /** The CloudFormation stack name. */
  readonly stackName?: string;
  readonly account?: string;
  readonly region?: string;
  /** Stacks that the assembly deploys before this one. */
  readonly dependencies?: readonly StackId[];
  /** For a nested stack: the resource that creates it. */
  readonly nestedIn?: { readonly stack: StackId; readonly logicalId: string };
  /** Construct paths by logical ID, if the templates' metadata does not contain them. */
  readonly paths?: Readonly<Record<string, string>>;
  /** The user's source lines by logical ID. */
  readonly sources?: Readonly<Record<string, SourceLocation>>;
  readonly assets?: readonly Asset[];
  /** Validation findings that the app acknowledges. */
  readonly acknowledgedRules?: readonly AcknowledgedRule[];
}

/** An acknowledgement in the app, with the construct path of its scope. */
export interface AcknowledgedRule {
  /** `<plugin>::<rule>` */
  readonly id: string;
  readonly reason: string;
  readonly path: string;
}

/** A file or directory that is uploaded before the stack is deployed. */
export interface Asset {
  readonly kind: 'file' | 'zip' | 'dockerImage';
  /** The key of the object or the tag of the image. */
  readonly key: string;
  /** The destination bucket or repository, with pseudo parameters such as `${AWS::Region}`. */
  readonly container?: string;
  /** The local path. */
  readonly path: string;
  /** Whether the path leads outside the folders that the input may name, so that it is not read. */
  readonly isOutside?: true;
  /** Arguments of `docker build` for an image, apart from its folder. */
  readonly buildArguments?: readonly string[];
}
