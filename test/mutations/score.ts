import { BUILT_IN, Mutation } from './mutation';

/** What was found of one mutation. */
export interface Result {
  readonly mutation: Mutation;
  /** Ids of the rules that found something new, and the built-in validator if it did. */
  readonly foundBy: ReadonlySet<string>;
}

/** Who was expected to find the fault, and did. */
export function caughtBy({ mutation, foundBy }: Result): string[] {
  return mutation.caughtBy.filter((id) => foundBy.has(id));
}

/** The share of the mutations that a rule of this library finds that the mutation names. */
export function scoreOfRules(results: readonly Result[]): number {
  return results.filter((result) => caughtBy(result).some((id) => id !== BUILT_IN)).length / results.length;
}

/** The share of the mutations that were found by one of those that the mutation names. */
export function score(results: readonly Result[]): number {
  return results.filter((result) => caughtBy(result).length > 0).length / results.length;
}

/** For each rule how many of the faults that it should find it found, and the totals. */
export function scoreTable(results: readonly Result[]): string {
  const ids = [...new Set(results.flatMap(({ mutation }) => mutation.caughtBy))].sort();
  const rows = ids.map((id) => {
    const expected = results.filter(({ mutation }) => mutation.caughtBy.includes(id));
    const alone = expected.filter((result) => caughtBy(result).length === 1 && result.foundBy.has(id)).length;
    return [id, `${expected.filter(({ foundBy }) => foundBy.has(id)).length}/${expected.length}`, alone === 0 ? '' : `${alone}`];
  });
  const share = (name: string, by: (result: Result) => boolean) => {
    const caught = results.filter(by).length;
    return [name, `${caught}/${results.length}`, `${(100 * caught / results.length).toFixed(1)} %`];
  };
  const totals = [
    share('rules of this library', (result) => caughtBy(result).some((id) => id !== BUILT_IN)),
    share('built-in validator', ({ foundBy }) => foundBy.has(BUILT_IN)),
    share('both together', (result) => caughtBy(result).length > 0),
  ];
  return [line(['rule', 'found', 'alone']), ...rows.map(line), '', ...totals.map(line)].join('\n');
}

function line([name, found, more]: readonly string[]): string {
  return `${name.padEnd(44)}${found.padStart(9)}  ${more}`.trimEnd();
}
