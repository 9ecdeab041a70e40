import { SqliteOutbox } from './sqlite-outbox.ts';

/**
 * A process to be killed: puts messages for ever, settles every third, and says on its output what was acknowledged.
 * Run with the path of the outbox.
 */
const outbox = new SqliteOutbox({ path: process.argv[2] as string, limit: 1_000_000 });
await outbox.register([{ name: 'indexer', subject: 'vialog.v1.counts' }]);
for (;;) {
  const results = await Promise.all(
    Array.from({ length: 5 }, () => outbox.put('vialog.v1.counts', JSON.stringify('x'.repeat(2_000)))),
  );
  const ids = results.map((result) => (result.kind === 'stored' ? result.id : 0));
  const settled = ids.filter((id) => id % 3 === 0);
  process.stdout.write(`${ids.join(' ')}|${settled.join(' ')}\n`);
  for (const id of settled) outbox.settle('indexer', id);
}
