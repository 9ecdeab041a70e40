import { percent } from '../../format/numbers.ts';

/** A value with its unit in the language; `%`: a ratio. */
export function unitValue(value: number, unit: string, language: string): string {
  if (unit === '%') return percent(value, language);
  const text = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }).format(value);
  return unit === '' ? text : `${text} ${unit}`;
}
