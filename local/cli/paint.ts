import { type Paint, PLAIN } from '../../src/findings/format';

const CODES = { error: '31;1', warning: '33;1', good: '32', strong: '1', faint: '2' } as const;

export const COLOURED: Paint = {
  error: coloured(CODES.error),
  warning: coloured(CODES.warning),
  info: coloured(CODES.faint),
  good: coloured(CODES.good),
  strong: coloured(CODES.strong),
  faint: coloured(CODES.faint),
};

/** @see https://no-color.org */
export function paintFor(stream: { readonly isTTY?: boolean }, environment: Readonly<Record<string, string | undefined>>, wanted: boolean): Paint {
  const refused = !wanted || (environment.NO_COLOR ?? '') !== '' || environment.TERM === 'dumb';
  return stream.isTTY && !refused ? COLOURED : PLAIN;
}

function coloured(code: string): (text: string) => string {
  return (text) => `\u001b[${code}m${text}\u001b[0m`;
}
