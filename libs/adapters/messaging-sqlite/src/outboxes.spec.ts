import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MemoryOutbox } from './memory-outbox.ts';
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

outboxConformance('memory', (limit) => new MemoryOutbox({ limit }));
outboxConformance('sqlite', (limit) => new SqliteOutbox({ path: path(), limit }));

describe('the outbox in a file', () => {
  it('still has after a restart what was not settled, and ids go on growing', async () => {
    const file = path();
    const first = new SqliteOutbox({ path: file });
    await first.register([{ name: 'indexer', subject: counts }]);
    const [a, b] = await Promise.all([first.put(counts, '"a"'), first.put(counts, '"b"')]);
    first.failed('indexer', 2);
    first.settle('indexer', 1);
    await first.close();
    const second = new SqliteOutbox({ path: file });
    expect([a, b]).toEqual([{ kind: 'stored', id: 1 }, { kind: 'stored', id: 2 }]); // prettier-ignore
    expect(second.size).toBe(1);
    expect(await second.pending('indexer')).toEqual([{ id: 2, deliveries: 1 }]);
    second.settle('indexer', 2);
    expect(await second.pending('indexer')).toEqual([]);
    expect(await second.put(counts, '"c"')).toEqual({ kind: 'stored', id: 3 });
    await second.close();
  });

  it('answers full when the disk is, loses nothing it had, and works on when there is room', async () => {
    const outbox = new SqliteOutbox({ path: path(), maxBytes: 100_000 });
    await outbox.register([{ name: 'indexer', subject: counts }]);
    const body = JSON.stringify('x'.repeat(20_000));
    const answers = [];
    for (let i = 0; i < 8; i += 1) answers.push(await outbox.put(counts, body));
    const stored = answers.flatMap((answer) => (answer.kind === 'stored' ? [answer.id] : []));
    expect(stored.length).toBeGreaterThan(1);
    expect(answers.at(-1)).toMatchObject({ kind: 'full', why: expect.stringMatching(/room/) });
    expect((await outbox.pending('indexer')).map(({ id }) => id)).toEqual(stored);
    expect(outbox.size).toBe(stored.length);
    for (const id of stored) outbox.settle('indexer', id);
    expect(await outbox.pending('indexer')).toEqual([]);
    expect(await outbox.put(counts, body)).toMatchObject({ kind: 'stored' });
    await outbox.close();
  });

  it('keeps only so many dead letters, the newest', async () => {
    const outbox = new SqliteOutbox({ path: path(), keptLetters: 3 });
    const letter = (key: string) => ({ key, subject: counts, durable: 'd', body: '{}', why: 'w', at: 1 });
    for (let i = 0; i < 9; i += 1) await outbox.bury([letter(String(i))]);
    expect((await outbox.deadLetters(9)).map(({ key }) => key)).toEqual(['8', '7', '6']);
    await outbox.close();
  });

  it('refuses the file of a newer version in words', () => {
    const file = path();
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 9');
    db.close();
    expect(() => new SqliteOutbox({ path: file })).toThrow(/layout 9.*newer version/);
  });
});
