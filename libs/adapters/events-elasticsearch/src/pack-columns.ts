/**
 * A column of numbers as text: its type and the base64 of its little-endian bytes, in the fewest bytes per number. Undefined
 * if all numbers are 0.
 */
export function encodeColumn(values: readonly number[]): string | undefined {
  let [isWhole, highest] = [true, 0];
  for (const value of values) {
    if (!Number.isInteger(value) || value < 0) isWhole = false;
    if (value !== 0) highest = Math.max(highest, Math.abs(value));
  }
  if (highest === 0) return undefined;
  const type = isWhole ? typeOf(highest) : 'd';
  return type + Buffer.from(new arrays[type](values).buffer).toString('base64');
}

export type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** @throws {Error} when the text is not a column */
export function decodeColumn(text: string): Column {
  const type = text[0] ?? '';
  if (!isType(type)) throw new Error(`expected a column of type b, h, w or d, found "${text.slice(0, 20)}"`);
  const bytes = Buffer.from(text.slice(1), 'base64');
  // A copy, because the start of a typed array must be a multiple of its width.
  return new arrays[type](bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

const arrays = { b: Uint8Array, h: Uint16Array, w: Uint32Array, d: Float64Array } as const;
type ColumnType = keyof typeof arrays;

const isType = (text: string): text is ColumnType => Object.hasOwn(arrays, text);

function typeOf(highest: number): ColumnType {
  if (highest < 2 ** 8) return 'b';
  if (highest < 2 ** 16) return 'h';
  return highest < 2 ** 32 ? 'w' : 'd';
}
