import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MemoryOutbox } from './memory-outbox.fake.ts';
import { outboxConformance } from './outbox.conformance.ts';
import { SqliteOutbox } from './sqlite-outbox.ts';

const counts = 'vialog.v1.counts';
let folder = '';
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outbox-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const path = () => join(folder, `outbox-${(files += 1)}.db`);

outboxConformance('memory', (maxMessages) => new MemoryOutbox({ maxMessages }));
outboxConformance('a SQLite file', (maxMessages) => new SqliteOutbox({ path: path(), maxMessages }));

describe('SqliteOutbox', () => {
  it('keeps unacknowledged messages across a restart and continues the sequence of ids', async () => {
    const file = path();
    const first = new SqliteOutbox({ path: file });
    await first.register([{ name: 'indexer', subject: counts }]);
    const [a, b] = await Promise.all([first.put(counts, '"a"'), first.put(counts, '"b"')]);
    first.recordFailure('indexer', 2);
    first.ack('indexer', 1);
    await first.close();
    const second = new SqliteOutbox({ path: file });
    expect([a, b]).toEqual([
      { kind: 'stored', id: 1 },
      { kind: 'stored', id: 2 },
    ]);
    expect(second.size).toBe(1);
    expect(await second.pending('indexer')).toEqual([{ id: 2, failures: 1 }]);
    second.ack('indexer', 2);
    expect(await second.pending('indexer')).toEqual([]);
    expect(await second.put(counts, '"c"')).toEqual({ kind: 'stored', id: 3 });
    await second.close();
  });

  it('reports once that acknowledgements cannot be written, and once that they can be again', async () => {
    const file = path();
    const lines: string[] = [];
    const outbox = new SqliteOutbox({ path: file, report: (line) => lines.push(line) });
    await outbox.register([{ name: 'indexer', subject: counts }]);
    await outbox.put(counts, '"a"');
    const other = new DatabaseSync(file);
    other.exec(
      "CREATE TRIGGER reject BEFORE DELETE ON pending BEGIN SELECT RAISE(ABORT, 'broken page'); END",
    );
    outbox.ack('indexer', 1);
    for (let i = 0; i < 2; i += 1) expect(await outbox.pending('indexer')).toHaveLength(1);
    expect(lines).toEqual([expect.stringMatching(/outbox cannot be written \(broken page\)/)]);
    other.exec('DROP TRIGGER reject');
    other.close();
    expect(await outbox.pending('indexer')).toEqual([]);
    expect(lines.slice(1)).toEqual(['The outbox can be written again.']);
    await outbox.close();
  });

  it('returns full on a full disk, keeps the stored messages and stores messages again when space is free', async () => {
    const outbox = new SqliteOutbox({ path: path(), maxBytes: 100_000 });
    await outbox.register([{ name: 'indexer', subject: counts }]);
    const body = JSON.stringify('x'.repeat(20_000));
    const replies = [];
    for (let i = 0; i < 8; i += 1) replies.push(await outbox.put(counts, body));
    const stored = replies.flatMap((reply) => (reply.kind === 'stored' ? [reply.id] : []));
    expect(stored.length).toBeGreaterThan(1);
    expect(replies.at(-1)).toMatchObject({ kind: 'full', why: expect.stringMatching(/space/) });
    expect((await outbox.pending('indexer')).map(({ id }) => id)).toEqual(stored);
    expect(outbox.size).toBe(stored.length);
    for (const id of stored) outbox.ack('indexer', id);
    expect(await outbox.pending('indexer')).toEqual([]);
    expect(await outbox.put(counts, body)).toMatchObject({ kind: 'stored' });
    await outbox.close();
  });

  it('keeps only the newest maxDeadLetters dead letters', async () => {
    const outbox = new SqliteOutbox({ path: path(), maxDeadLetters: 3 });
    const deadLetter = (key: string) => ({
      key,
      subject: counts,
      consumer: 'd',
      body: '{}',
      why: 'w',
      at: 1,
    });
    for (let i = 0; i < 9; i += 1) await outbox.store([deadLetter(String(i))]);
    expect((await outbox.list(9)).map(({ key }) => key)).toEqual(['8', '7', '6']);
    await outbox.close();
  });

  it('does not open the file of a newer version', () => {
    const file = path();
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 9');
    db.close();
    expect(() => new SqliteOutbox({ path: file })).toThrow(/Unsupported layout 9.*newer version/);
  });
});
