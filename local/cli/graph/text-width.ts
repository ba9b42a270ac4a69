/**
 * Character widths of DejaVu Sans, in thousandths of the font size.
 *
 * DejaVu Sans is wider than Helvetica, Segoe UI, Roboto and San Francisco, so a text fits its box in every font of `FONT_FAMILY`.
 */
const REGULAR = widths(`
  318 401 460 838 636 950 780 275 390 390 500 838 318 361 318 337 636 636 636 636 636 636 636 636 636 636 337 337 838 838 838 531
  1000 684 686 698 770 632 575 775 752 295 295 656 557 863 748 787 603 787 695 635 611 732 684 989 685 611 685 390 337 390 838 500
  500 613 635 550 635 615 352 635 634 278 278 579 278 974 634 612 635 635 411 521 392 634 592 818 592 592 525 636 337 636 838`);
const BOLD = widths(`
  348 456 521 838 696 1002 872 306 457 457 523 838 380 415 380 365 696 696 696 696 696 696 696 696 696 696 400 400 838 838 838 580
  1000 774 762 734 830 683 683 821 837 372 372 775 637 995 837 850 733 850 770 720 682 812 774 1103 771 724 725 457 365 457 838 500
  500 675 716 593 716 678 435 716 712 343 343 665 343 1042 712 687 716 716 493 595 478 712 652 924 645 652 582 712 365 712 838`);

export interface Font {
  readonly size: number;
  readonly bold?: boolean;
}

export function textWidth(text: string, { size, bold = false }: Font): number {
  const table = bold ? BOLD : REGULAR;
  const thousandths = [...text].reduce((sum, character) => sum + (table[character.charCodeAt(0) - 32] ?? otherWidth(character.codePointAt(0)!)), 0);
  return Math.ceil(thousandths * size / 1000);
}

/** Accented, Greek and Cyrillic letters are no wider than Latin ones; symbols, ideographs and emoji are wider. */
function otherWidth(codePoint: number): number {
  return codePoint < 0x1100 ? 1000 : 1300;
}

/** The maximum length of a text in a picture. Longer texts are cut in the middle, the least specific part of construct names. */
const LONGEST = 34;

/** Shortens a text to one line without control characters. */
export function shorten(text: string, longest = LONGEST): string {
  // eslint-disable-next-line no-control-regex
  const characters = [...text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+/gu, ' ').trim()];
  if (characters.length <= longest) return characters.join('');
  const head = Math.ceil((longest - 1) * 0.6);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (longest - 1 - head)).join('')}`;
}

function widths(table: string): readonly number[] {
  return table.trim().split(/\s+/).map(Number);
}
