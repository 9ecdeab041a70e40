import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, version } from '@duckdb/node-api';
import type { CountEvent } from '@vialog/contracts';
import type { Box } from './count-stream.ts';

/** What both stores find: the newest records with at least this many vehicles of a class. */
export interface DuckdbSearch {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly field: 'car' | 'truck';
  readonly min: number;
  readonly box?: Box;
  readonly limit: number;
}

/** Records in a DuckDB file. */
export interface DuckdbEvents {
  readonly name: string;
  append(events: readonly CountEvent[]): void;
  /** Makes appended records searchable. */
  settle(): Promise<void>;
  /** Ids of records, newest first; the rows are read completely into JavaScript. */
  search(search: DuckdbSearch): Promise<readonly string[]>;
  close(): void;
}

const createSql = `CREATE TABLE events (
  slot BIGINT, id VARCHAR, camera VARCHAR, lon DOUBLE, lat DOUBLE, total INTEGER, car INTEGER, truck INTEGER)`;

/** A database file with two threads. Rows are appended in the order of time, which lets DuckDB skip row groups. */
export async function openDuckdbEvents(): Promise<DuckdbEvents> {
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
    close: () => {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function searchSql({ from, to, field, min, box, limit }: DuckdbSearch): string {
  const place = box
    ? `AND lon BETWEEN ${box.west} AND ${box.east} AND lat BETWEEN ${box.south} AND ${box.north}`
    : '';
  return `SELECT * FROM events WHERE slot >= ${from} AND slot < ${to} AND ${field} >= ${min} ${place}
    ORDER BY slot DESC, id LIMIT ${limit}`;
}
