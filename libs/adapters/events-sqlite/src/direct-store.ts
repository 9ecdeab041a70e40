import type { Clock, CountEvent } from '@vialog/contracts';
import type { CellReader } from '@vialog/events';
import type { EventStore } from '@vialog/events/conformance';
import { answerQuestion } from './answer-question.ts';
import { checkRecord, usualLimits, type Knows } from './check-record.ts';
import { FileWriter } from './file-writer.ts';
import { unpackSums, type PackedSums } from './packed-sums.ts';
import { ReadFolder } from './read-folder.ts';
import type { ReaderTask } from './reader-messages.ts';
import { RowPacker } from './row-batch.ts';
import { verdictsOf } from './thread-event-writer.ts';
import { WriteQueue } from './write-queue.ts';

/** The store's own code in one thread, without thread and process: what property tests can afford many of. */
export function directStore(
  folder: string,
  clock: Clock,
): { store: EventStore & CellReader & DirectOnly; close(): void } {
  const writer = new FileWriter({ folder, durability: 'process' }, () => undefined);
  const queue = new WriteQueue(writer);
  const reader = new ReadFolder(folder);
  const packer = new RowPacker();
  const knows: Knows = (event, slotStart) => packer.knows(event, slotStart);
  const ask = <T>(task: ReaderTask): Promise<T> => Promise.resolve(answerQuestion(reader, task) as T);
  const append = (events: readonly CountEvent[]) => {
    const checked = events.map((event) => checkRecord(event, { now: clock.now(), knows }, usualLimits));
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
    search: (query, page) => ask({ ask: 'search', query, page }),
    count: (query, limit) => ask({ ask: 'count', query, limit }),
    histogram: (query, edges) => ask({ ask: 'histogram', query, edges }),
    cells: (query, resolution) => ask({ ask: 'cells', query, resolution }),
    byId: (eventId) => ask({ ask: 'byId', eventId }),
    episodes: (query, rule) => ask({ ask: 'episodes', query, rule }),
    sums: async (query) => unpackSums(await ask<PackedSums>({ ask: 'sums', query })),
    lastSlotEnds: (cameras) => ask({ ask: 'lastSlotEnds', cameras }),
    newest: () => ask({ ask: 'newest' }),
    dropBefore: ({ events, bins, hours = bins }) =>
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
