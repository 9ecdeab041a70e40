/**
 * A pseudo-random number in [0, 1) that depends only on its arguments (whole numbers), so that a scene can be rendered at any
 * moment without a generator state. 32-bit finaliser of MurmurHash3.
 */
export function hashNumber(...parts: readonly number[]): number {
  let h = 0x9e3779b9;
  for (const part of parts) {
    h = mix(h ^ (part | 0));
    h = mix(h ^ Math.floor(part / 4_294_967_296));
  }
  return (h >>> 0) / 4_294_967_296;
}

function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
