import { dirname, sep } from 'path';
import type { AcknowledgedRule, SourceLocation } from './source';
import { entriesOf, own, tableOf } from '../json';

/** Construct metadata of a stack artifact and its nested stacks. */
export interface StackConstructs {
  /** Paths and source lines by logical id, of the stack itself or of the nested stack with this template file. */
  of(templateFile?: string): {
    readonly paths: Readonly<Record<string, string>>;
    readonly sources: Readonly<Record<string, SourceLocation>>;
    readonly acknowledgedRules?: readonly AcknowledgedRule[];
  };
  /** The construct path of the nested stack with this template file. */
  pathOf(templateFile: string): string | undefined;
}

interface Construct {
  readonly path: string;
  readonly logicalId?: string;
  readonly templateFile?: string;
  readonly source?: SourceLocation;
  readonly acknowledged: readonly AcknowledgedRule[];
}

/** Reads the metadata of a stack artifact: by construct path a list of entries with a type. */
export function readConstructs(metadata: readonly unknown[]): StackConstructs {
  const constructs = metadata.flatMap((part) => entriesOf(part).map(([path, list]) => constructOf(path, Array.isArray(list) ? list : [])));
  const stacks = constructs.filter(({ templateFile }) => templateFile !== undefined)
    .sort((a, b) => b.path.length - a.path.length);
  // The stack of a construct is its nearest ancestor. The outermost stack has the shortest path.
  const stackOf = ({ path }: Construct) => stacks.find((stack) => path === stack.path || path.startsWith(`${stack.path}/`)) ?? stacks.at(-1);
  const outermost = stacks.at(-1);
  return {
    of: (templateFile) => {
      const inStack = constructs.filter((construct) => {
        const stack = stackOf(construct);
        return templateFile === undefined ? stack === outermost : stack?.templateFile === templateFile;
      });
      const byLogicalId = <T>(read: (construct: Construct) => T | undefined) => tableOf(inStack.flatMap((construct): [string, T][] => {
        const value = read(construct);
        return construct.logicalId === undefined || value === undefined ? [] : [[construct.logicalId, value]];
      }));
      const acknowledgedRules = inStack.flatMap(({ acknowledged }) => acknowledged);
      return {
        paths: byLogicalId(({ path }) => path.replace(/^\//, '')),
        sources: byLogicalId(({ source }) => source),
        ...acknowledgedRules.length > 0 ? { acknowledgedRules } : {},
      };
    },
    pathOf: (templateFile) => stacks.find((stack) => stack.templateFile === templateFile && stack !== outermost)?.path.replace(/^\//, ''),
  };
}

function constructOf(path: string, list: readonly unknown[]): Construct {
  const data = (type: string) => list.find((entry) => own(entry, 'type') === type);
  const logicalId = own(data('aws:cdk:logicalId'), 'data');
  const templateFile = own(data('aws:cdk:templateFile'), 'data');
  // In older assemblies, the entry of the logical ID contains the trace.
  const trace = own(data('aws:cdk:creationStack'), 'data') ?? own(data('aws:cdk:logicalId'), 'trace');
  const source = Array.isArray(trace) ? userFrame(trace) : undefined;
  return {
    path,
    ...typeof logicalId === 'string' ? { logicalId } : {},
    ...typeof templateFile === 'string' ? { templateFile } : {},
    ...source ? { source } : {},
    acknowledged: acknowledgedAt(path.replace(/^\//, ''), list),
  };
}

/** `Validations.of(construct).acknowledge({ id, reason })`. */
function acknowledgedAt(path: string, list: readonly unknown[]): AcknowledgedRule[] {
  return list.filter((entry) => own(entry, 'type') === 'aws:cdk:acknowledged-rules')
    .flatMap((entry) => entriesOf(own(entry, 'data')))
    .map(([id, reason]) => ({ id, reason: typeof reason === 'string' ? reason : '', path }));
}

/** Code that is not the user's: libraries, Node.js and the jsii runtime. */
const FOREIGN = /node_modules|site-packages|node:internal|\(internal\/|jsii-(kernel|runtime)|@jsii\//;

/** This library, even if it is linked into an app and not in `node_modules`. */
const OWN = dirname(__dirname) + sep;

/** For a class without a constructor, the trace contains the line of the class. The next line creates the object. */
const IMPLICIT_CONSTRUCTOR = /^new .*:1\)$/;

/** The first line of a stack trace in the user's code, in the format of Node.js, jsii (without a column) or Python. */
function userFrame(trace: readonly unknown[]): SourceLocation | undefined {
  const ofUser = trace.filter((frame) => typeof frame === 'string' && !FOREIGN.test(frame) && !frame.includes(OWN)) as string[];
  const located = ofUser.flatMap((frame) => {
    const location = locationIn(frame);
    return location ? [{ frame, location }] : [];
  });
  return (located.find(({ frame }) => !IMPLICIT_CONSTRUCTOR.test(frame)) ?? located[0])?.location;
}

function locationIn(frame: string): SourceLocation | undefined {
  const [, file, line, column] = /(?:\(|^\s*(?:at )?)((?:file:\/\/)?[^()\s][^()]*?):(\d+)(?::(\d+))?\)?$/.exec(frame)
    ?? /File "([^"]+)", line (\d+)/.exec(frame) ?? [];
  return file ? { file: file.replace(/^file:\/\//, ''), line: Number(line), ...column ? { column: Number(column) } : {} } : undefined;
}
