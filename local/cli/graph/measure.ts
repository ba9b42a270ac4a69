import type { PictureEdge, PictureNode } from './picture';
import { Font, textWidth } from './text-width';

/** The fonts of the picture, with sizes in pixels. */
export const FONTS = {
  title: { size: 13, bold: true },
  subtitle: { size: 11 },
  feature: { size: 11 },
  target: { size: 12, bold: true },
  note: { size: 11 },
  label: { size: 11 },
  badge: { size: 10, bold: true },
  stack: { size: 12, bold: true },
  legend: { size: 11 },
  finding: { size: 12 },
} as const satisfies Record<string, Font>;

export const HEADER_HEIGHT = 48;
export const FEATURE_HEIGHT = 17;
export const ROW_HEIGHT = 25;
/** Below features and below rows. */
export const GAP = 8;
/** Left of the title, with the sign of the kind. */
export const ICON_SPACE = 40;
export const INSET = 14;
export const LABEL_LINE = 14;
export const BADGE_HEIGHT = 16;
const BADGE_SPACE = 6;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The middle of a row, from the top of its box. */
export function rowMiddle({ features }: Pick<PictureNode, 'features'>, index: number): number {
  return HEADER_HEIGHT + (features.length === 0 ? 0 : features.length * FEATURE_HEIGHT + GAP) + index * ROW_HEIGHT + ROW_HEIGHT / 2;
}

export function labelSize({ label }: Pick<PictureEdge, 'label'>): Size {
  return { width: Math.max(...label.map((line) => textWidth(line, FONTS.label))) + 12, height: label.length * LABEL_LINE + 6 };
}

/** `1 2`, or `1 2 +3` for more than three findings. */
export function badgeText(numbers: readonly number[]): string {
  return numbers.length <= 3 ? numbers.join(' ') : `${numbers.slice(0, 2).join(' ')} +${numbers.length - 2}`;
}

export function badgeWidth(numbers: readonly number[]): number {
  return Math.max(BADGE_HEIGHT, textWidth(badgeText(numbers), FONTS.badge) + 10);
}

export function badgeSpace(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : BADGE_SPACE + badgeWidth(numbers);
}
