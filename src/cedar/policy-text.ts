/** Positions in the text of a policy, and code frames. */

/** The maximum width of a line in a code frame. */
const MAX_WIDTH = 200;
const CONTEXT_WIDTH = 60;

/** A range of offsets in a text, in UTF-16 units. The end is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Position {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units, like in editors and SARIF. */
  readonly column: number;
}

/** Converts offsets in a text to lines and columns. */
export class TextPositions {
  /** The offset of each line. */
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

  /** Converts a range in UTF-8 bytes, which the engine uses. */
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

/** The byte offset of each UTF-16 unit, and the total length. Both units of a surrogate pair have the offset of the pair. */
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
 * Shows the first line of a span with a mark below:
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
  // Keep tabs, so that the mark is aligned for every tab width.
  const indent = [...before].map((character) => character === '\t' ? '\t' : ' ').join('');
  return `  > ${number} | ${code}\n    ${' '.repeat(number.length)} | ${indent}${'^'.repeat(Math.max(1, [...marked].length))}`;
}

/** Crops a very long line around the marked range. */
function cropped(line: string, start: number, end: number): { readonly code: string; readonly before: string; readonly marked: string } {
  const from = line.length <= MAX_WIDTH || end <= MAX_WIDTH ? 0 : Math.max(0, start - CONTEXT_WIDTH);
  const to = line.length <= MAX_WIDTH ? line.length : from + MAX_WIDTH;
  const [left, right] = [from > 0 ? '…' : '', to < line.length ? '…' : ''];
  return { code: left + line.slice(from, to) + right, before: left + line.slice(from, start), marked: line.slice(start, Math.min(end, to)) };
}
