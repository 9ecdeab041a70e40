import type { ClassCounts, CountEvent } from '@vialog/contracts';

/** Crossings of a line in one slot, number of all classes. */
export interface SlotCrossings {
  readonly inbound: number;
  readonly outbound: number;
}

/** The crossings of a measured slot of a line; undefined for other records. */
export function crossingsOf({
  inbound,
  outbound,
}: Pick<CountEvent, 'inbound' | 'outbound'>): SlotCrossings | undefined {
  return inbound && outbound ? { inbound: totalOf(inbound), outbound: totalOf(outbound) } : undefined;
}

/** Number of all classes. */
export const totalOf = (counts: ClassCounts): number =>
  Object.values(counts).reduce<number>((total, count = 0) => total + count, 0);

/** Crossings of both directions by class. */
export function sumByClass(inbound: ClassCounts = {}, outbound: ClassCounts = {}): ClassCounts {
  const sums: ClassCounts = { ...inbound };
  for (const [name, count = 0] of Object.entries(outbound)) {
    const key = name as keyof ClassCounts;
    sums[key] = (sums[key] ?? 0) + count;
  }
  return sums;
}

/** Both directions in the space of a marker: ↓ in, ↑ out. */
export const crossingsText = ({ inbound, outbound }: SlotCrossings): string => `↓${inbound} ↑${outbound}`;
