import { hourMs, VialogError, zoneKey, type CountEvent } from '@vialog/contracts';
import {
  allOf,
  startOf,
  type AfterKey,
  type Condition,
  type EventQuery,
  type EventReader,
} from '@vialog/events';

const pageSize = 1000;

/** Records of slots by zone and start; a gap span is listed for each of its slots. */
export class SlotRecords {
  readonly #zones = new Map<string, Map<number, CountEvent>>();

  add(record: CountEvent): void {
    const slots = this.#slotsOf(zoneKey(record));
    const start = startOf(record);
    for (let i = 0; i < record.slots; i += 1) {
      const at = start + i * record.slotMs;
      if (record.kind === 'measured' || !slots.has(at)) slots.set(at, record);
    }
  }

  at(zone: string, start: number): CountEvent | undefined {
    return this.#zones.get(zone)?.get(start);
  }

  has(zone: string): boolean {
    return this.#zones.has(zone);
  }

  #slotsOf(zone: string): Map<number, CountEvent> {
    const slots = this.#zones.get(zone) ?? new Map<number, CountEvent>();
    this.#zones.set(zone, slots);
    return slots;
  }
}

/**
 * Reads all records of slots that start in [from, to), also gap spans that begin earlier: a span lies within one UTC hour.
 * @throws {VialogError} QUERY_TOO_EXPENSIVE when there are more than `limit`
 */
export async function readSlotRecords(
  events: Pick<EventReader, 'search'>,
  { from, to, where }: EventQuery,
  { into, limit }: { readonly into: SlotRecords; readonly limit: number },
): Promise<number> {
  const isGap: Condition = { kind: 'eventKind', eventKind: 'gap' };
  const hour = Math.floor(from / hourMs) * hourMs;
  const queries = [
    { from, to, where },
    { from: hour, to: from, where: allOf([where, isGap]) },
  ];
  let read = 0;
  for (const query of queries.filter((each) => each.from < each.to)) {
    for await (const record of recordsOf(events, query)) {
      into.add(record);
      read += 1;
      if (read > limit)
        throw new VialogError(
          'QUERY_TOO_EXPENSIVE',
          `The rule reads more than ${limit} records. Choose fewer places or a shorter period.`,
        );
    }
  }
  return read;
}

async function* recordsOf(
  events: Pick<EventReader, 'search'>,
  query: EventQuery,
): AsyncGenerator<CountEvent> {
  let after: AfterKey | undefined;
  for (;;) {
    const slice = await events.search(query, { limit: pageSize, ...(after && { after }) });
    yield* slice.items;
    const last = slice.items.at(-1);
    if (!slice.more || !last) return;
    after = { slotStart: startOf(last), eventId: last.eventId };
  }
}
