const decimal = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/**
 * Parses the text of a number field; undefined for text that is not a decimal number, like "31,5" or "1e3". Full-width
 * digits of Chinese input methods and the minus sign U+2212 are read as well.
 */
export function parseNumber(typed: string): number | undefined {
  const text = typed.normalize('NFKC').trim().replace('\u2212', '-');
  return decimal.test(text) ? Number(text) : undefined;
}

/** The text of a number in its field; empty for undefined. */
export const numberText = (value: number | undefined): string =>
  value === undefined ? '' : String(Number(value.toFixed(6)));

/** True for text that is a number outside of the range, or that is not a number at all. Empty text is neither. */
export function isImpossible(typed: string, [min, max]: readonly [number, number]): boolean {
  if (typed.trim() === '') return false;
  const number = parseNumber(typed);
  return number === undefined || number < min || number > max;
}
