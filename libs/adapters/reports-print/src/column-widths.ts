import type { PageTable } from '@vialog/reports';
import { fontRuns } from './print-fonts.ts';

export interface TableSpace {
  /** Width of the table, pt. */
  readonly contentWidth: number;
  /** Space at each side of a cell, pt. */
  readonly cellPadding: number;
  readonly fontSize: number;
}

/** Narrowest column of numbers, in font sizes. */
const minNumber = 4.2;
/** Bold letters are wider than the measured regular ones. */
const boldFactor = 1.1;
/** Longest share of the width that numbers get when there are texts, too. */
const maxNumberShare = 0.7;

/**
 * Widths of columns without their padding. A column of numbers is as wide as its longest number and word of its head; texts share
 * the rest. The widths are fixed, so that words which are too long are broken.
 */
export function columnWidths(
  { columns, rows }: Pick<PageTable, 'columns' | 'rows'>,
  { contentWidth, cellPadding, fontSize }: TableSpace,
): number[] {
  const available = contentWidth - columns.length * 2 * cellPadding;
  const needs = columns.map(({ label, isNumber }, i) =>
    isNumber
      ? Math.max(
          minNumber * fontSize,
          longestOf([...label.split(' '), ...rows.map((row) => row[i] ?? '')], fontSize),
        )
      : 0,
  );
  const needed = needs.reduce((sum, need) => sum + need, 0);
  const texts = columns.filter(({ isNumber }) => !isNumber).length;
  const forNumbers = texts === 0 ? available : Math.min(needed, available * maxNumberShare);
  const scale = needed === 0 ? 0 : forNumbers / needed;
  return needs.map((need) => (need === 0 ? (available - forNumbers) / Math.max(1, texts) : need * scale));
}

/** Width of the text with the most characters, pt. */
function longestOf(texts: readonly string[], fontSize: number): number {
  const longest = texts.reduce((found, text) => (text.length > found.length ? text : found), '');
  return fontRuns(longest, 'en').reduce((sum, { text, font: { glyphs } }) => {
    const { advanceWidth } = glyphs.layout(text);
    return sum + (advanceWidth / glyphs.unitsPerEm) * fontSize * boldFactor;
  }, 0);
}
