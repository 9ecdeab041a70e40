/** The known name fewest letters away from this one, where that is few enough to have been meant. */
export function nearestName(found: string, names: Iterable<string>): string | undefined {
  const most = 3;
  const [best] = [...names]
    .map((name) => ({ name, away: lettersAway(found, name) }))
    .filter(({ away }) => away <= most)
    .sort((a, b) => a.away - b.away);
  return best?.name;
}

/** Letters to add, drop or change to get from one to the other (Levenshtein). */
function lettersAway(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = at(row, j - 1) + (letter === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, at(row, j) + 1, at(next, j - 1) + 1));
    }
    row = next;
  }
  return at(row, b.length);
}

const at = (row: readonly number[], j: number): number => row[j] ?? Infinity;
