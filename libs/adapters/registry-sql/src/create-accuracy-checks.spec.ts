import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { aHandCount } from '@vialog/registry/conformance';
import { Kysely } from 'kysely';
import { createAccuracyChecks } from './create-accuracy-checks.ts';
import { NodeSqliteDialect } from './node-sqlite-dialect.ts';

test('hand counts from before comparisons with counters move to the table of accuracy checks', async () => {
  const handCount = aHandCount('1', 'a', '2026-03-02T08:00:00.000Z');
  const { handCountId, cameraId, startAt, createdAt } = handCount;
  const database = new DatabaseSync(':memory:');
  database.exec(`create table cameras (camera_id text primary key);
    create table hand_counts (hand_count_id text primary key, camera_id text, start_at bigint, record text)`);
  database.prepare('insert into cameras values (?)').run(cameraId);
  database
    .prepare('insert into hand_counts values (?, ?, ?, ?)')
    .run(handCountId, cameraId, Date.parse(startAt), JSON.stringify(handCount));
  const db = new Kysely<unknown>({ dialect: new NodeSqliteDialect(database) });
  await createAccuracyChecks(db);
  expect(database.prepare('select * from accuracy_checks').all()).toMatchObject([
    {
      kind: 'hand_count',
      check_id: handCountId,
      camera_id: cameraId,
      start_at: Date.parse(startAt),
      created_at: Date.parse(createdAt),
      record: JSON.stringify(handCount),
    },
  ]);
  expect(() => database.prepare('select * from hand_counts')).toThrow(/no such table/);
  await db.destroy();
});
