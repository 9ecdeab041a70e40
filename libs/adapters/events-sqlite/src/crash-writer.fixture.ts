import { sampleRound } from './sample-records.fixture.ts';
import { openSqliteEventStore } from './sqlite-event-store.ts';

/**
 * Writes records until it is killed. Arguments: folder, first round, start of the records (epoch ms). Sends the ids of
 * acknowledged records to its parent after each batch.
 */
const [, , folder = '', firstRound = '0', start = '0'] = process.argv;
const zones = 20;
const now = Number(start) + 86_400_000;

const store = await openSqliteEventStore({ folder, clock: { now: () => now, monotonic: () => 0 } });
for (let round = Number(firstRound); ; round += 4) {
  const batches = [round, round + 1, round + 2, round + 3].map((r) => sampleRound(Number(start), r, zones));
  await Promise.all(
    batches.map(async (batch) => {
      const verdicts = await store.append(batch);
      const acknowledged = batch.filter((_, i) => ['stored', 'known'].includes(verdicts[i]?.kind ?? ''));
      process.send?.({ round, ids: acknowledged.map((event) => event.eventId) });
    }),
  );
}
