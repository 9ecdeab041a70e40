/** Converts IEEE 754 half precision in both directions. Uses no tables, because a model is read once. */

const scratch = new DataView(new ArrayBuffer(4));

export function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The half with exactly this value, or undefined if there is none. Does not round. */
export function exactHalf(value: number): number | undefined {
  scratch.setFloat32(0, value);
  const bits = scratch.getUint32(0);
  const half = candidate(bits);
  return Object.is(halfToFloat(half), value) ? half : undefined;
}

/** The half with the leading bits of the float. Exact only if the other bits are zero, which the caller checks. */
function candidate(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 127;
  const fraction = bits & 0x7fffff;
  if (exponent === 128) return sign | 0x7c00 | (fraction >>> 13);
  if (exponent >= -14) return sign | (Math.min(exponent + 15, 30) << 10) | (fraction >>> 13);
  return sign | ((fraction | 0x800000) >>> Math.min(-exponent - 1, 31));
}
