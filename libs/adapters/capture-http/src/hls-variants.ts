import type { HlsVariant } from './hls-playlist.ts';

/**
 * Orders the variants of a master playlist by how well they suit a picture width: first those at least as wide, the one with the
 * least data first, then narrower ones, the widest first. Variants without a resolution follow, the one with the most data that is
 * at most 4 Mbit/s first.
 * @param width px
 */
export function variantsFor(width: number, variants: readonly HlsVariant[]): readonly HlsVariant[] {
  return [...variants].sort((a, b) => compare(rankOf(a, width), rankOf(b, width)));
}

const moderateBandwidth = 4_000_000;

/** Compared number by number; the lesser one is better. */
function rankOf({ width: has, bandwidth }: HlsVariant, needed: number): readonly [number, number, number] {
  const data = bandwidth ?? Infinity;
  if (has !== undefined) return has >= needed ? [0, has, data] : [1, -has, data];
  return data <= moderateBandwidth ? [2, -data, 0] : [3, data, 0];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
}
