import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { HandCount } from '@vialog/contracts';
import { aHandCount } from '@vialog/registry/conformance';
import { describeUnless, missingPostgres, startPostgres, type PostgresUnderTest } from '@vialog/testkit';
import { Kysely, sql } from 'kysely';
import { createAccuracyChecks } from './create-accuracy-checks.ts';
import { NodeSqliteDialect } from './node-sqlite-dialect.ts';
import { openPool, SerializedTransactionsDialect } from './postgres-dialect.ts';

const handCounts: readonly HandCount[] = [
  aHandCount('1', 'a', '2026-03-02T08:00:00.000Z'),
  { ...aHandCount('2', 'a', '2026-03-02T08:00:00.000Z'), createdAt: '2026-03-02T12:30:00.000Z' },
  aHandCount('3', 'b', '2026-03-01T08:00:00.000Z'),
];

/** The tables of migration 0005, with hand counts. */
async function givenHandCounts(db: Kysely<unknown>): Promise<void> {
  await sql`create table cameras (camera_id text primary key)`.execute(db);
  await sql`create table hand_counts (hand_count_id text primary key,
    camera_id text not null references cameras (camera_id) on delete cascade,
    start_at bigint not null, record text not null)`.execute(db);
  for (const cameraId of new Set(handCounts.map((count) => count.cameraId)))
    await sql`insert into cameras values (${cameraId})`.execute(db);
  for (const count of handCounts) {
    const { handCountId, cameraId, startAt } = count;
    const row = [handCountId, cameraId, Date.parse(startAt), JSON.stringify(count)];
    await sql`insert into hand_counts values (${sql.join(row)})`.execute(db);
  }
}

async function movesEveryHandCount(db: Kysely<unknown>): Promise<void> {
  await givenHandCounts(db);
  await db.transaction().execute(createAccuracyChecks);
  const { rows } = await sql`select * from accuracy_checks order by check_id`.execute(db);
  expect(rows).toEqual(
    handCounts.map((count) => ({
      kind: 'hand_count',
      check_id: count.handCountId,
      camera_id: count.cameraId,
      start_at: Date.parse(count.startAt),
      created_at: Date.parse(count.createdAt),
      record: JSON.stringify(count),
    })),
  );
  await expect(sql`select * from hand_counts`.execute(db)).rejects.toThrow(/no such table|does not exist/);
}

test('hand counts from before comparisons with counters move to the table of accuracy checks', async () => {
  const db = new Kysely<unknown>({ dialect: new NodeSqliteDialect(new DatabaseSync(':memory:')) });
  await movesEveryHandCount(db);
  await db.destroy();
});

describeUnless(missingPostgres(), describe)('accuracy checks in PostgreSQL', () => {
  let server: PostgresUnderTest;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  test('hand counts in PostgreSQL from before comparisons with counters move to the table of accuracy checks', async () => {
    const pool = openPool({ url: await server.database(), onConnectionError: () => undefined });
    const db = new Kysely<unknown>({ dialect: new SerializedTransactionsDialect(pool) });
    await movesEveryHandCount(db);
    await db.destroy();
  });
});
