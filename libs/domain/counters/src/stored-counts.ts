import { epochOf, zoneKey, type ClassCounts, type CountEvent } from '@vialog/contracts';
import type { TrendReader, ZoneSums } from '@vialog/events';

/** The numbers of a slot as text, equal for equal numbers; a class that was not seen is the same as zero. */
export const numbersOf = ({ counts, inbound, outbound }: CountEvent): string =>
  JSON.stringify([counts, inbound, outbound].map(seen));

/**
 * The numbers that a store has of the slots of some counts: event id → numbers, like `numbersOf`. Slots without a
 * measurement are missing.
 */
export async function storedCounts(
  trends: TrendReader,
  events: readonly CountEvent[],
): Promise<ReadonlyMap<string, string>> {
  const stored = new Map<string, string>();
  for (const ofZone of Map.groupBy(events, zoneKey).values()) {
    const [first] = ofZone;
    if (!first) continue;
    const { cameraId, zoneId } = first;
    const rows = await trends.sums({ zones: [{ cameraId, zoneId }], edges: edgesOf(ofZone) });
    const measured = new Map(rows.filter((row) => row.measured > 0).map((row) => [row.start, row]));
    for (const { eventId, slotStartAt } of ofZone) {
      const row = measured.get(epochOf(slotStartAt));
      if (row) stored.set(eventId, numbersOfSums(row));
    }
  }
  return stored;
}

function edgesOf(events: readonly CountEvent[]): readonly number[] {
  const edges = events.flatMap(({ slotStartAt, slotMs }) => [
    epochOf(slotStartAt),
    epochOf(slotStartAt) + slotMs,
  ]);
  return [...new Set(edges)].sort((a, b) => a - b);
}

function numbersOfSums({ classes, crossings }: ZoneSums): string {
  const present = Object.fromEntries(Object.entries(classes).map(([name, { sum }]) => [name, sum]));
  return JSON.stringify([present, crossings?.inbound, crossings?.outbound].map(seen));
}

function seen(counts: ClassCounts = {}): readonly (readonly [string, number])[] {
  return Object.entries(counts)
    .map(([name, count = 0]) => [name, count] as const)
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
