/** Every time in [from, to) at which a slot of one of these lengths starts, newest first. All in ms. */
export function gridSlots(
  lengths: ReadonlySet<number>,
  { from, to }: { readonly from: number; readonly to: number },
): number[] {
  const starts = new Set<number>();
  for (const slotMs of lengths)
    for (let slot = Math.ceil(from / slotMs) * slotMs; slot < to; slot += slotMs) starts.add(slot);
  return [...starts].sort((a, b) => b - a);
}
