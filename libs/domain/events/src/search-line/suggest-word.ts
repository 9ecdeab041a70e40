/** Letters to add, drop, change or swap to get from one word to the other; counts no further than `limit`. */
export function editDistance(a: string, b: string, limit = 3): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) next.push(cheapest({ a, b, i, j, before, row, next }));
    before = row;
    row = next;
  }
  return Math.min(limit + 1, row[b.length] ?? limit + 1);
}

interface Cell {
  readonly a: string;
  readonly b: string;
  readonly i: number;
  readonly j: number;
  readonly before: readonly number[];
  readonly row: readonly number[];
  readonly next: readonly number[];
}

function cheapest({ a, b, i, j, before, row, next }: Cell): number {
  const same = a[i - 1] === b[j - 1] ? 0 : 1;
  const plain = Math.min(at(row, j) + 1, at(next, j - 1) + 1, at(row, j - 1) + same);
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swapped ? Math.min(plain, at(before, j - 2) + 1) : plain;
}

const at = (row: readonly number[], j: number): number => row[j] ?? Number.POSITIVE_INFINITY;

/** The word that was probably meant: at most 2 letters away and fewer than half of them; upper and lower case are one. */
export function suggestWord(found: string, words: Iterable<string>): string | undefined {
  const wanted = found.toLowerCase();
  let best: string | undefined;
  let least = Math.min(2, Math.floor(found.length / 2)) + 1;
  for (const word of words) {
    const distance = editDistance(wanted, word.toLowerCase());
    if (distance < least) {
      best = word;
      least = distance;
    }
  }
  return best;
}
