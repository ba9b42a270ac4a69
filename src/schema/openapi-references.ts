import { isObject, lookUp, shorten } from './json';
import type { JsonObject, Place } from './json';
import type { Findings } from './schema-finding';
import { isUnresolved } from './unresolved';

/** Resolves `$ref`s within an OpenAPI document. */
export class References {
  constructor(private readonly document: JsonObject, private readonly findings: Findings) {}

  /** Follows references to their target. Returns `undefined` and reports a finding when there is none. */
  follow(start: Place): Place | undefined {
    const seen = new Set<string>();
    let place = start;
    while (isObject(place.value) && typeof place.value.$ref === 'string') {
      const at = `${place.at}/$ref`;
      const ref = place.value.$ref;
      if (isUnresolved(ref)) return undefined;
      if (seen.has(at)) return this.fail(at, `\`$ref\` \`${shorten(ref)}\` is a circular reference`, 'refer to a definition');
      seen.add(at);
      if (!ref.startsWith('#')) return this.fail(at, `\`$ref\` \`${shorten(ref)}\` refers to another document, but the service reads only this one`, 'copy the definition into `components`');
      const target = decode(ref.slice(1));
      const value = target === undefined ? undefined : lookUp(this.document, target);
      if (target === undefined || value === undefined) return this.fail(at, `\`$ref\` \`${shorten(ref)}\` does not exist in the document`, 'add the definition, or correct the reference');
      place = { value, at: target };
    }
    return place;
  }

  private fail(at: string, message: string, fix: string): undefined {
    this.findings.error('openapi-unresolvable-ref', at, message, fix);
    return undefined;
  }
}

/** Decodes the percent-encoding of a JSON pointer in a URL; `undefined` when it is invalid. */
function decode(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
}
