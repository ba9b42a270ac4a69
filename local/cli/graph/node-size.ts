import { badgeSpace, FEATURE_HEIGHT, FONTS, GAP, HEADER_HEIGHT, ICON_SPACE, INSET, ROW_HEIGHT, Size } from './measure';
import type { PictureNode, PictureTarget } from './picture';
import { rowTable } from './rows';
import { shorten, textWidth } from './text-width';

export function nodeSize({ title, subtitle, features, targets, findings }: PictureNode): Size {
  const table = rowTable({ targets });
  const badge = badgeSpace(findings);
  const widths = [
    ICON_SPACE + textWidth(shorten(title), FONTS.title) + badge + INSET,
    ICON_SPACE + textWidth(subtitle, FONTS.subtitle) + badge + INSET,
    ...features.map((feature) => INSET + textWidth(feature, FONTS.feature) + INSET),
    ...table ? [table.columns * table.columnWidth] : targets.map(rowWidth),
  ];
  const features_ = features.length === 0 ? 0 : features.length * FEATURE_HEIGHT + GAP;
  const rows = targets.length === 0 ? 0 : (table?.rows ?? targets.length) * ROW_HEIGHT + GAP;
  return { width: Math.max(...widths), height: HEADER_HEIGHT + features_ + rows };
}

function rowWidth({ name, note, findings }: PictureTarget): number {
  return INSET + textWidth(shorten(name), FONTS.target) + badgeSpace(findings) + 18 + textWidth(note, FONTS.note) + INSET;
}
