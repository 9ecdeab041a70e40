/** Numbers of a packed column, in the fewest bytes per number. */
export type NumberColumn = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** A column as the little-endian bytes of its numbers; null if all of them are 0. */
export function bytesOf(values: Float64Array): Uint8Array | null {
  let [isWhole, highest] = [true, 0];
  for (const value of values) {
    if (!Number.isInteger(value) || value < 0) isWhole = false;
    if (Math.abs(value) > highest) highest = Math.abs(value);
  }
  if (highest === 0) return null;
  return new Uint8Array((isWhole ? narrow(values, highest) : values.slice()).buffer);
}

function narrow(values: Float64Array, highest: number): NumberColumn {
  if (highest < 2 ** 8) return new Uint8Array(values);
  if (highest < 2 ** 16) return new Uint16Array(values);
  return highest < 2 ** 32 ? new Uint32Array(values) : values.slice();
}

/**
 * A column of `length` numbers from its bytes.
 * @throws {Error} when the number of bytes is wrong
 */
export function columnOfBytes(stored: Uint8Array, length: number): NumberColumn {
  const width = stored.length / length;
  // A copy where the bytes do not start at a multiple of the width.
  const bytes = stored.byteOffset % width === 0 ? stored : stored.slice();
  const { buffer, byteOffset } = bytes;
  switch (width) {
    case 1:
      return new Uint8Array(buffer, byteOffset, length);
    case 2:
      return new Uint16Array(buffer, byteOffset, length);
    case 4:
      return new Uint32Array(buffer, byteOffset, length);
    case 8:
      return new Float64Array(buffer, byteOffset, length);
    default:
      throw new Error(`expected a packed column of ${length} numbers, found ${stored.length} bytes`);
  }
}
