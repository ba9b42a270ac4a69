import { describe, isObject, shorten } from './json';
import type { JsonObject } from './json';
import type { Findings } from './schema-finding';
import { isUnresolved } from './unresolved';
import { isTooDeep, MAX_DEPTH } from '../json';
import { S3_SCHEMA_BYTES } from '../service/limits';

/** A kind of document, as messages describe it. */
interface DocumentKind {
  /** The name in messages: "OpenAPI document". */
  readonly name: string;
  /** Another common syntax of the document, and the fix for it. */
  readonly otherSyntax?: { readonly pattern: RegExp; readonly fix: string };
}

/** Parses a text as JSON. Returns `undefined` and reports a finding when that fails. */
export function parseJson(text: string, kind: DocumentKind, findings: Findings): unknown {
  const bytes = Buffer.byteLength(text);
  if (bytes > S3_SCHEMA_BYTES) {
    findings.error('document-too-large', '', `the ${kind.name} has ${bytes} bytes; the service accepts at most ${S3_SCHEMA_BYTES} (10 MB)`, 'split it into several targets, or remove unused parts');
    return undefined;
  }
  const value = parse(text, kind, findings);
  if (isTooDeep(value)) {
    findings.error('document-too-deep', '', `the ${kind.name} is nested deeper than ${MAX_DEPTH} levels`, 'reduce the nesting');
    return undefined;
  }
  return value;
}

/** Parses a text as a JSON object. Returns `undefined` and reports a finding when that fails. */
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
      findings.info('document-unresolved', '', `the ${kind.name} is unresolved until deployment, so its tools are unknown and it is not checked`, 'write it as a literal or in a file');
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
  if (text.startsWith('\uFEFF')) return 'save it as UTF-8 without a byte order mark';
  return kind.otherSyntax?.pattern.test(text) ? kind.otherSyntax.fix : 'write JSON';
}
