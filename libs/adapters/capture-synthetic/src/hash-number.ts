/**
 * A number in [0, 1) that depends on nothing but its arguments (whole numbers): the same scene for the same seed, at any
 * moment and any speed, without a generator that has to be wound forward. 32-bit finaliser of MurmurHash3.
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
