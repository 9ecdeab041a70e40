import { SqliteOutbox } from './sqlite-outbox.ts';

/**
 * A process for the kill test: puts messages until it is killed, acknowledges every third and prints the ids. Argument: the
 * path of the outbox.
 */
const outbox = new SqliteOutbox({ path: process.argv[2] as string, maxMessages: 1_000_000 });
await outbox.register([{ name: 'indexer', subject: 'vialog.v1.counts' }]);
for (;;) {
  const results = await Promise.all(
    Array.from({ length: 5 }, () => outbox.put('vialog.v1.counts', JSON.stringify('x'.repeat(2_000)))),
  );
  const ids = results.map((result) => (result.kind === 'stored' ? result.id : 0));
  const acked = ids.filter((id) => id % 3 === 0);
  process.stdout.write(`${ids.join(' ')}|${acked.join(' ')}\n`);
  for (const id of acked) outbox.ack('indexer', id);
}
