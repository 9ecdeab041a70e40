/** A whole number with the digit grouping of the language. */
export const wholeNumber = (value: number, language: string): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(value);

export const oneDecimal = (value: number, language: string): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);

/** A ratio as a percentage. It is never rounded up to 100%: 99.96% measured is not complete. */
export function percent(ratio: number, language: string): string {
  const digits = ratio > 0.99 && ratio < 1 ? 1 : 0;
  const shown = ratio < 1 ? Math.min(ratio, digits === 1 ? 0.999 : 0.99) : ratio;
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(shown);
}

/** A size of storage in gigabytes, from a thousand on in terabytes. */
export function byteSize(bytes: number, language: string): string {
  const gigabytes = bytes / 1e9;
  const [size, unit] = gigabytes >= 1_000 ? [gigabytes / 1_000, 'terabyte'] : [gigabytes, 'gigabyte'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(size);
}

/** A size of a file in kilobytes, from a thousand on in megabytes; never 0. */
export function fileSize(bytes: number, language: string): string {
  const kilobytes = Math.max(1, bytes / 1e3);
  const [size, unit] = kilobytes >= 1_000 ? [kilobytes / 1_000, 'megabyte'] : [kilobytes, 'kilobyte'];
  const digits = size < 10 ? 1 : 0;
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: digits }).format(size);
}
