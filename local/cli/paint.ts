import { type Paint, PLAIN } from '../../src/findings/format';

const CODES = { error: '31;1', warning: '33;1', good: '32', strong: '1', faint: '2' } as const;

export const COLORED: Paint = {
  error: colored(CODES.error),
  warning: colored(CODES.warning),
  info: colored(CODES.faint),
  good: colored(CODES.good),
  strong: colored(CODES.strong),
  faint: colored(CODES.faint),
};

/** @see https://no-color.org */
export function paintFor(stream: { readonly isTTY?: boolean }, environment: Readonly<Record<string, string | undefined>>, wanted: boolean): Paint {
  const isDisabled = !wanted || (environment.NO_COLOR ?? '') !== '' || environment.TERM === 'dumb';
  return stream.isTTY && !isDisabled ? COLORED : PLAIN;
}

function colored(code: string): (text: string) => string {
  return (text) => `\u001b[${code}m${text}\u001b[0m`;
}
