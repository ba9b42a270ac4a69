/** Positions in the text of a policy, and how a message shows them. */

/** Lines that are longer do not help to find a place. */
const MAX_WIDTH = 200;
const CONTEXT_WIDTH = 60;

/** Offsets into a text, in UTF-16 units, the end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Position {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 units, as editors and SARIF count. */
  readonly column: number;
}

/** Finds lines and columns in one text. */
export class TextPositions {
  /** Where each line starts. */
  private readonly starts: number[] = [0];
  private bytes?: Uint32Array;

  public constructor(private readonly text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  public at(offset: number): Position {
    let line = this.starts.findIndex((start) => start > offset);
    if (line < 0) line = this.starts.length;
    return { line, column: offset - this.starts[line - 1] + 1 };
  }

  /** A line without its end. */
  public line(line: number): string {
    const end = this.starts[line] ?? this.text.length + 1;
    return this.text.slice(this.starts[line - 1], end - 1).replace(/\r$/, '');
  }

  /** The engine counts bytes of UTF-8. */
  public fromBytes(span: { readonly start: number; readonly end: number }): Span {
    return { start: this.fromByte(span.start), end: this.fromByte(span.end) };
  }

  private fromByte(byte: number): number {
    this.bytes ??= byteOffsets(this.text);
    let low = 0;
    let high = this.bytes.length - 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.bytes[middle] < byte) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The byte at which each UTF-16 unit starts, and the length at the end. Both halves of a pair start where the pair does. */
function byteOffsets(text: string): Uint32Array {
  const offsets = new Uint32Array(text.length + 1);
  let byte = 0;
  for (let i = 0; i < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(i)!);
    for (let unit = 0; unit < character.length; unit++) offsets[i + unit] = byte;
    byte += Buffer.byteLength(character);
    i += character.length;
  }
  offsets[text.length] = byte;
  return offsets;
}

/**
 * The lines of a span with a mark below:
 *
 * ```
 *   > 4 |   action == AgentCore::Action::"orders___refund_ordr",
 *       |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 * ```
 */
export function codeFrame(positions: TextPositions, span: Span): string {
  const start = positions.at(span.start);
  const end = positions.at(Math.max(span.start, span.end));
  const line = positions.line(start.line);
  const endColumn = end.line === start.line ? end.column : line.length + 1;
  const number = String(start.line);
  const { code, before, marked } = cropped(line, start.column - 1, endColumn - 1);
  // Tabs stay tabs, so that the mark stands below what it marks however wide they are shown.
  const indent = [...before].map((character) => character === '\t' ? '\t' : ' ').join('');
  return `  > ${number} | ${code}\n    ${' '.repeat(number.length)} | ${indent}${'^'.repeat(Math.max(1, [...marked].length))}`;
}

/** What is shown of a line: all of it, or of a very long one what is around the place. */
function cropped(line: string, start: number, end: number): { readonly code: string; readonly before: string; readonly marked: string } {
  const from = line.length <= MAX_WIDTH || end <= MAX_WIDTH ? 0 : Math.max(0, start - CONTEXT_WIDTH);
  const to = line.length <= MAX_WIDTH ? line.length : from + MAX_WIDTH;
  const [left, right] = [from > 0 ? '…' : '', to < line.length ? '…' : ''];
  return { code: left + line.slice(from, to) + right, before: left + line.slice(from, start), marked: line.slice(start, Math.min(end, to)) };
}
