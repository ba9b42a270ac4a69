import { Problems } from './fast-engine';
import { KNOWN_FAILURES, KnownFailure } from './known-failures';

/** Nothing is wrong but what is known to be, and that still is. `only` restricts what is known to one time. */
export function expectOnlyKnown(of: string, found: Readonly<Record<KnownFailure['when'], Problems>>, only?: KnownFailure['when']): void {
  const known = KNOWN_FAILURES.filter((failure) => failure.of === of && (only === undefined || failure.when === only));
  const matches = (failure: KnownFailure, when: string, problem: string) => failure.when === when && failure.problem.test(problem);
  const all = Object.entries(found).flatMap(([when, problems]) => Object.entries(problems).map(([problem, orders]) => ({ when, problem, orders })));
  expect(all.filter(({ when, problem }) => !known.some((failure) => matches(failure, when, problem)))).toEqual([]);
  const mended = known.filter((failure) => !all.some(({ when, problem }) => matches(failure, when, problem)));
  // Whoever mended it removes it from known-failures.ts.
  expect(mended).toEqual([]);
}
