import { isList, isRecord, partsOf, Resolved } from './value';

/**
 * Schema readers recognize unresolved values only in the CDK's token notation. Placeholders are converted to tokens in the input of
 * a reader, and back in its output.
 */
export class UnresolvedTexts {
  private readonly placeholders: string[] = [];

  public hide(value: Resolved): Resolved {
    if (typeof value === 'string') return this.hideIn(value);
    if (isList(value)) return value.map((item) => this.hide(item));
    return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.hide(item)])) : value;
  }

  public hideIn(text: string): string {
    return partsOf(text).map((part) => 'literal' in part ? part.literal : `\${Token[unknown.${this.placeholders.push(part.placeholder) - 1}]}`).join('');
  }

  public restore<T>(value: T): T {
    if (this.placeholders.length === 0) return value;
    return JSON.parse(JSON.stringify(value), (_key, item: unknown) => {
      return typeof item === 'string' ? item.replaceAll(/\$\{Token\[unknown\.(\d+)\]\}/g, (token, index: string) => this.placeholders[Number(index)] ?? token) : item;
    }) as T;
  }
}
