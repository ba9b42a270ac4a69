import { EditableApp } from './editable-app';
import type { Mutation } from './mutation';
import type { Variant } from './variant';
import { load } from '../../src/model/load';
import type { Source } from '../../src/model/source';
import { check, CheckedFinding } from '../../src/rules/check';

/** What the rules find in an app, and what of it they did not find in another one. */
export function findingsIn(source: Source, deployed?: Source): readonly CheckedFinding[] {
  return check(load(source), deployed && { deployed: load(deployed) }).findings;
}

export function unexpectedIn(variant: Variant): readonly CheckedFinding[] {
  const { accepted, acceptedErrors = {} } = variant;
  return findingsIn(variant.source()).filter(({ severity, id }) => !Object.hasOwn(severity === 'error' ? acceptedErrors : accepted, id));
}

export function lineOf({ id, severity, at, message }: CheckedFinding): string {
  return `${severity} ${id} ${at.path}: ${message}`;
}

/** The templates with the fault in them. */
export function mutated({ fault, make, in: variant }: Mutation): Source {
  const app = new EditableApp(variant.source());
  make(app);
  if (!app.isChanged) throw new Error(`the mutation changes nothing: ${fault}`);
  return app.source;
}

/** What the rules find in the broken templates that they do not find in the valid ones. */
export function newFindings(mutation: Mutation, broken: Source): readonly CheckedFinding[] {
  const valid = mutation.in.source();
  const known = new Set(findingsIn(valid, mutation.isChange ? valid : undefined).map(lineOf));
  return findingsIn(broken, mutation.isChange ? valid : undefined).filter((finding) => !known.has(lineOf(finding)));
}
