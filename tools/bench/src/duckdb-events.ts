import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, version } from '@duckdb/node-api';
import { searchSql, type ComparedEvents } from './compared-events.ts';

const createSql = `CREATE TABLE events (
  slot BIGINT, id VARCHAR, camera VARCHAR, lon DOUBLE, lat DOUBLE, total INTEGER, car INTEGER, truck INTEGER)`;

/** A database file with two threads. Rows are appended in the order of time, which lets DuckDB skip row groups. */
export async function openDuckdbEvents(): Promise<ComparedEvents> {
  const folder = mkdtempSync(join(tmpdir(), 'vialog-duckdb-'));
  const instance = await DuckDBInstance.create(join(folder, 'events.duckdb'), { threads: '2' });
  const connection = await instance.connect();
  await connection.run(createSql);
  const appender = await connection.createAppender('events');
  return {
    name: `DuckDB ${version().replace('v', '')}`,
    append: (events) => {
      for (const { slotStartAt, eventId, cameraId, position, total = 0, counts } of events) {
        appender.appendBigInt(BigInt(Date.parse(slotStartAt)));
        appender.appendVarchar(eventId);
        appender.appendVarchar(cameraId);
        for (const degrees of position) appender.appendDouble(degrees);
        for (const number of [total, counts?.car ?? 0, counts?.truck ?? 0]) appender.appendInteger(number);
        appender.endRow();
      }
    },
    settle: async () => {
      appender.closeSync();
      await connection.run('CHECKPOINT');
    },
    search: async (search) => {
      const rows = (await connection.runAndReadAll(searchSql(search))).getRowsJS();
      return rows.map(([, id]) => (typeof id === 'string' ? id : ''));
    },
    selectOne: () => connection.runAndReadAll("SELECT 1, 'one'"),
    close: () => {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}
