import { headingOfDirection } from './directions.ts';
import type { SourceValue } from './source-file.ts';

/** The value of a cell, or what was expected instead. */
export type CellValue<T> =
  { readonly kind: 'value'; readonly value: T } | { readonly kind: 'invalid'; readonly expected: string };

const value = <T>(found: T): CellValue<T> => ({ kind: 'value', value: found });
const invalid = (expected: string): CellValue<never> => ({ kind: 'invalid', expected });

/** Starts of cells that spreadsheets compute. Export writes an apostrophe before them (CSV injection). */
const formulaStart = /^'*[=+\-@\t\r＝＋－＠]/;

/** Text that a spreadsheet would compute, made harmless by an apostrophe. */
export const guardFormula = (text: string): string => (formulaStart.test(text) ? `'${text}` : text);

const unguardFormula = (text: string): string =>
  text.startsWith("'") && formulaStart.test(text) ? text.slice(1) : text;

/** Whether the file has something there. */
export function isStated(found: SourceValue | undefined): found is SourceValue {
  return found !== undefined && !(typeof found === 'string' && found.trim() === '');
}

/** A text. In a spreadsheet (`isSheet`) formulas are rejected and the apostrophe that export writes is removed. */
export function textCell(found: SourceValue, isSheet = false): CellValue<string> {
  const text = String(found).trim();
  if (!isSheet) return value(text);
  if (/^[=＝]/.test(text)) return invalid('a value, not a formula; export the values of the sheet');
  if (/^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)$/.test(text))
    return invalid('a value, not an error of the sheet; correct the formula or empty the cell');
  return value(unguardFormula(text));
}

/** A number with a decimal point or a decimal comma. */
export function numberCell(found: SourceValue): CellValue<number> {
  if (typeof found === 'number') return value(found);
  const text = String(found).trim();
  if (/^[+-]?\d{1,3},\d{3}$/.test(text))
    return invalid('a number without a thousands separator, with a decimal point (1,200 is ambiguous)');
  const number = numberOf(text);
  return number === undefined ? invalid('a number, like 31.03') : value(number);
}

/** Degrees, or a compass direction like NE. */
export function headingCell(found: SourceValue): CellValue<number> {
  const heading = typeof found === 'string' ? headingOfDirection(found) : undefined;
  if (heading !== undefined) return value(heading);
  const degrees = numberCell(found);
  return degrees.kind === 'value' ? degrees : invalid('degrees from 0 to below 360, or a direction like NE');
}

const yes = new Set(['true', 'yes', 'y', '1', 'ja', 'oui', '是']);
const no = new Set(['false', 'no', 'n', '0', 'nein', 'non', '否']);

export function switchCell(found: SourceValue): CellValue<boolean> {
  const word = String(found).trim().toLowerCase();
  if (yes.has(word)) return value(true);
  return no.has(word) ? value(false) : invalid('true or false');
}

/** A list of texts; a text is split at semicolons. */
export function listCell(found: SourceValue, isSheet = false): CellValue<readonly string[]> {
  if (Array.isArray(found)) return value(found as readonly string[]);
  const text = textCell(found, isSheet);
  if (text.kind === 'invalid') return text;
  return value(
    text.value
      .split(/[;；]/)
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );
}

/** A number with a decimal point or a decimal comma; undefined for anything else. */
export function numberOf(text: string): number | undefined {
  const isNumber = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i.test(text);
  return isNumber ? Number(text.replace(',', '.')) : undefined;
}
