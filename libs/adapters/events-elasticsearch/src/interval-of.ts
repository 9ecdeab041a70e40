/**
 * Start of the interval [edges[i], edges[i + 1]) that contains a moment; undefined outside all of them.
 * Edges ascend.
 */
export function intervalOf(moment: number, edges: readonly number[]): number | undefined {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) <= moment) low = middle + 1;
    else high = middle;
  }
  return low === 0 || low === edges.length ? undefined : edges[low - 1];
}
