import { badgeSpace, FONTS, INSET, ROW_HEIGHT } from './measure';
import type { PictureNode, PictureTarget } from './picture';
import { shorten, textWidth } from './text-width';

/** More rows become a column beside the first. */
const ROWS_IN_COLUMN = 30;
const BETWEEN = 16;
const LONGEST_DESTINATION = 28;

/** The rows of a gateway with many targets: a table whose texts start at the same place in every row. */
export interface RowTable {
  readonly columns: number;
  readonly rows: number;
  readonly columnWidth: number;
  /** The start of each text, from the left edge of its column. */
  readonly note: number;
  readonly to: number;
  readonly auth: number;
}

/** Undefined for rows that arrows start at. */
export function rowTable({ targets }: Pick<PictureNode, 'targets'>): RowTable | undefined {
  if (targets.length === 0 || targets.some(({ call }) => !call)) return undefined;
  const widest = (widthOf: (target: PictureTarget) => number) => Math.max(...targets.map(widthOf));
  const note = INSET + widest(({ name, findings }) => textWidth(shorten(name), FONTS.target) + badgeSpace(findings)) + BETWEEN;
  const to = note + widest((target) => textWidth(target.note, FONTS.note)) + BETWEEN;
  const auth = to + widest((target) => textWidth(destinationText(target), FONTS.note)) + BETWEEN;
  const authWidth = widest(({ call }) => call!.auth === undefined ? 0 : textWidth(call!.auth, FONTS.note) + BETWEEN);
  const columns = Math.ceil(targets.length / ROWS_IN_COLUMN);
  return { columns, rows: Math.ceil(targets.length / columns), columnWidth: auth + authWidth, note, to, auth };
}

export function destinationText({ call }: PictureTarget): string {
  return `→ ${shorten(call!.to, LONGEST_DESTINATION)}`;
}

/** The place of a row: down the first column, then down the next, in the order of definition. */
export function rowPlace({ columnWidth, rows }: RowTable, index: number): { readonly left: number; readonly top: number } {
  return { left: Math.floor(index / rows) * columnWidth, top: (index % rows) * ROW_HEIGHT };
}
