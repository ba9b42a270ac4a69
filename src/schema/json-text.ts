import { describe, isObject, shorten } from './json';
import type { JsonObject } from './json';
import type { Findings } from './schema-finding';
import { isUnresolved } from './unresolved';
import { S3_SCHEMA_BYTES } from '../service/limits';

/** A kind of document, for the findings about a text that cannot be read as one. */
export interface DocumentKind {
  /** As a message names it: "the OpenAPI document". */
  readonly name: string;
  /** Another syntax that this kind of document is often written in, and what to do with it. */
  readonly otherSyntax?: { readonly pattern: RegExp; readonly fix: string };
}

/** Far deeper than any real document, and shallow enough to be walked without running out of stack. */
const MAX_DEPTH = 200;

/** Reads a text as JSON. `undefined`, with a finding, when that cannot be done. */
export function parseJson(text: string, kind: DocumentKind, findings: Findings): unknown {
  const bytes = Buffer.byteLength(text);
  if (bytes > S3_SCHEMA_BYTES) {
    findings.error('document-too-large', '', `the ${kind.name} has ${bytes} bytes, the service reads up to ${S3_SCHEMA_BYTES} (10 MB)`, 'split it over several targets or remove what is not used');
    return undefined;
  }
  const value = parse(text, kind, findings);
  if (isDeep(value)) {
    findings.error('document-too-deep', '', `the ${kind.name} is nested deeper than ${MAX_DEPTH} levels`, 'flatten it');
    return undefined;
  }
  return value;
}

/** Reads a text as a JSON object. `undefined`, with a finding, when that cannot be done. */
export function parseJsonObject(text: string, kind: DocumentKind, findings: Findings): JsonObject | undefined {
  const value = parseJson(text, kind, findings);
  if (value === undefined || isObject(value)) return value;
  findings.error('document-not-an-object', '', `the ${kind.name} is ${describe(value)}`, 'write a JSON object');
  return undefined;
}

function parse(text: string, kind: DocumentKind, findings: Findings): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (isUnresolved(text)) {
      findings.info('document-unresolved', '', `the ${kind.name} is unresolved until deployment, so its tools are unknown and nothing in it is checked`, 'write it as a literal or in a file');
    } else {
      findings.error('document-not-json', '', `the ${kind.name} is not JSON: ${reason(text, error)}`, fixFor(text, kind));
    }
    return undefined;
  }
}

function reason(text: string, error: unknown): string {
  if (text.trim() === '') return 'it is empty';
  if (text.startsWith('\uFEFF')) return 'it starts with a byte order mark';
  return shorten((error as Error).message, 200);
}

function fixFor(text: string, kind: DocumentKind): string {
  if (text.startsWith('\uFEFF')) return 'save it as UTF-8 without the mark';
  return kind.otherSyntax?.pattern.test(text) ? kind.otherSyntax.fix : 'write JSON';
}

/** A loop, because the deepest documents are those on which recursion fails. */
function isDeep(root: unknown): boolean {
  const open: [unknown, number][] = [[root, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, depth] = next;
    if (depth > MAX_DEPTH) return true;
    if (typeof value !== 'object' || value === null) continue;
    for (const child of Object.values(value)) open.push([child, depth + 1]);
  }
  return false;
}
