import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { missingPostgres, startPostgres, type PostgresUnderTest } from './postgres.ts';
import { describeUnless } from './system-needs.ts';

async function query<T>(url: string, statement: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows as T[];
  } finally {
    await client.end();
  }
}

describeUnless(missingPostgres(), describe)('a PostgreSQL for one suite', () => {
  let server: PostgresUnderTest;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  test('databases of one PostgreSQL server are independent of each other', async () => {
    const [one, two] = [await server.database(), await server.database()];
    await query(one, 'create table only_here (n integer)');
    await expect(query(two, 'select n from only_here')).rejects.toThrow(/does not exist/);
  });

  test('PostgreSQL keeps committed data across a kill and a restart', async () => {
    if (!server.isOwn) return;
    const url = await server.database();
    await query(url, 'create table kept as select 7 as n');
    await server.kill();
    await expect(query(url, 'select 1')).rejects.toThrow();
    await server.start();
    expect(await query(url, 'select n from kept')).toEqual([{ n: 7 }]);
  });
});
