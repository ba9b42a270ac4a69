import { isObject, lookUp, shorten } from './json';
import type { JsonObject, Place } from './json';
import type { Findings } from './schema-finding';
import { isUnresolved } from './unresolved';

/** Follows `$ref`s inside one OpenAPI document. */
export class References {
  constructor(private readonly document: JsonObject, private readonly findings: Findings) {}

  /** The place that stands at the end of the references that start here; `undefined`, with a finding, when they lead nowhere. */
  follow(start: Place): Place | undefined {
    const seen = new Set<string>();
    let place = start;
    while (isObject(place.value) && typeof place.value.$ref === 'string') {
      const at = `${place.at}/$ref`;
      const ref = place.value.$ref;
      if (isUnresolved(ref)) return undefined;
      if (seen.has(at)) return this.fail(at, `\`$ref\` \`${shorten(ref)}\` leads back to itself`, 'let it point to a definition');
      seen.add(at);
      if (!ref.startsWith('#')) return this.fail(at, `\`$ref\` \`${shorten(ref)}\` points out of the document, and the service reads only this one`, 'copy what it points to into `components`');
      const target = decode(ref.slice(1));
      const value = target === undefined ? undefined : lookUp(this.document, target);
      if (target === undefined || value === undefined) return this.fail(at, `\`$ref\` \`${shorten(ref)}\` points to nothing in the document`, 'add the definition or correct the path');
      place = { value, at: target };
    }
    return place;
  }

  private fail(at: string, message: string, fix: string): undefined {
    this.findings.error('openapi-unresolvable-ref', at, message, fix);
    return undefined;
  }
}

/** A JSON pointer in a URL is percent-encoded; `undefined` when it is not validly so. */
function decode(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
}
