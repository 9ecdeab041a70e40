import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, version } from '@duckdb/node-api';
import { startPostgres } from '@vialog/testkit';
import pg from 'pg';
import { createSql, daysOfSitesSql, daysSql, hoursSql, profileSql, zonesSql } from './trend-town-sql.ts';
import type { Town } from './trend-town.ts';

/** A database that gets the same questions as Vialog. Rows are lists of values. */
export interface Contender {
  readonly name: string;
  daysOfSites(): Promise<readonly (readonly unknown[])[]>;
  profile(site: string): Promise<readonly (readonly unknown[])[]>;
  close(): Promise<void>;
}

/** A database file with two threads; results are read completely into JavaScript, as rows. */
export async function duckdbTown(town: Town): Promise<Contender> {
  const folder = mkdtempSync(join(tmpdir(), 'vialog-duckdb-'));
  const instance = await DuckDBInstance.create(join(folder, 'town.duckdb'), { threads: '2' });
  const connection = await instance.connect();
  const series = (last: number, name: string): string =>
    `(SELECT CAST(range AS INTEGER) AS ${name} FROM range(${last + 1}))`;
  for (const sql of [createSql, zonesSql(town), hoursSql(series, town), daysSql, 'CHECKPOINT'])
    await connection.run(sql);
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJS();
  return {
    name: `DuckDB ${version().replace('v', '')}`,
    daysOfSites: () => rows(daysOfSitesSql),
    profile: (site) => rows(profileSql(site)),
    close: () => {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

export async function postgresTown(town: Town): Promise<Contender> {
  const server = await startPostgres();
  const client = new pg.Client({ connectionString: await server.database() });
  await client.connect();
  const series = (last: number, name: string): string => `generate_series(0, ${last}) AS ${name}`;
  for (const sql of [createSql, zonesSql(town), hoursSql(series, town), daysSql, 'VACUUM ANALYZE'])
    await client.query(sql);
  const rows = async (text: string) =>
    (await client.query({ text, rowMode: 'array' })).rows as readonly (readonly unknown[])[];
  const { rows: found } = await client.query<{ server_version: string }>('SHOW server_version');
  return {
    name: `PostgreSQL ${found[0]?.server_version.split(' ')[0] ?? ''}`,
    daysOfSites: () => rows(daysOfSitesSql),
    profile: (site) => rows(profileSql(site)),
    close: async () => {
      await client.end();
      await server.remove();
    },
  };
}
