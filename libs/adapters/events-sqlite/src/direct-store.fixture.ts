import type { Clock, CountEvent } from '@vialog/contracts';
import { recordLimits, type CellReader } from '@vialog/events';
import type { EventStore } from '@vialog/events/conformance';
import { runQuery } from './run-query.ts';
import { checkRecord, type IsKnownPlace } from './check-record.ts';
import { FileWriter } from './file-writer.ts';
import { unpackSums, unpackZones, type PackedSums } from './packed-sums.ts';
import { ReadFolder } from './read-folder.ts';
import type { ReadQuery } from './reader-messages.ts';
import { RowPacker } from './row-batch.ts';
import { verdictsOf } from './thread-event-writer.ts';
import { WriteQueue } from './write-queue.ts';

/** The code of the store without thread and processes, fast enough for many property tests. */
export function directStore(
  folder: string,
  clock: Clock,
): { store: EventStore & CellReader & DirectOnly; close(): void } {
  const writer = new FileWriter({ folder, durability: 'process' }, () => undefined);
  const queue = new WriteQueue(writer);
  const reader = new ReadFolder(folder);
  const packer = new RowPacker();
  const knows: IsKnownPlace = (event, slotStart) => packer.knows(event, slotStart);
  const run = <T>(task: ReadQuery): Promise<T> => Promise.resolve(runQuery(reader, task) as T);
  const append = (events: readonly CountEvent[]) => {
    const checked = events.map((event) => checkRecord(event, { now: clock.now(), knows }, recordLimits));
    const batch = packer.pack(
      checked.filter((record) => typeof record !== 'string'),
      clock.now(),
    );
    return new Promise<ReturnType<typeof verdictsOf>>((resolve, reject) => {
      queue.add(batch, clock.now(), (outcome) =>
        Error.isError(outcome) ? reject(outcome) : resolve(verdictsOf(checked, outcome)),
      );
      queue.drain();
    });
  };
  const store: EventStore & CellReader & DirectOnly = {
    append,
    search: (query, page) => run({ kind: 'search', query, page }),
    count: (query, limit) => run({ kind: 'count', query, limit }),
    histogram: (query, edges) => run({ kind: 'histogram', query, edges }),
    cells: (query, resolution) => run({ kind: 'cells', query, resolution }),
    byId: (eventId) => run({ kind: 'byId', eventId }),
    episodes: (query, rule) => run({ kind: 'episodes', query, rule }),
    sums: async (query) => unpackSums(await run<PackedSums>({ kind: 'sums', query })),
    zoneRows: async (query) => unpackZones(await run<PackedSums>({ kind: 'sums', query }), query.edges),
    lastSlotEnds: (cameras) => run({ kind: 'lastSlotEnds', cameras }),
    newest: () => run({ kind: 'newest' }),
    dropBefore: ({ events, quarterHours: bins, hours = bins }) =>
      Promise.resolve(writer.drop({ events, bins, hours }, clock.now())),
    eraseCameras: (cameras) => Promise.resolve(writer.erase(cameras)),
    rollUp: () => {
      while (writer.rollUp(clock.now()));
    },
  };
  const close = (): void => {
    reader.forget();
    writer.close();
  };
  return { store, close };
}

interface DirectOnly {
  rollUp(): void;
}
