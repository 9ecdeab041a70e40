import {
  epochOf,
  hourMs,
  type Camera,
  type LedgerPage,
  type LedgerQuery,
  type LedgerRow,
} from '@vialog/contracts';
import { ledgerRows, zonePlans } from '@vialog/measuring';
import { z } from 'zod';
import { readCursor, writeCursor, type PageMark } from '../query/page-cursor.ts';
import type { TimeWindow } from '../query/time-window.ts';
import type { EventPorts } from './event-ports.ts';
import { windowFrom } from './window-from.ts';

interface RowKey {
  readonly hour: number;
  readonly cameraId: string;
  readonly zoneId: string;
}

const lastKey = z
  .tuple([z.int(), z.string().max(12), z.string().max(12)])
  .transform(([hour, cameraId, zoneId]): RowKey => ({ hour, cameraId, zoneId }));

/** Approximate number of rows per request to the store. */
const chunkRows = 20_000;

/**
 * Accounts for every expected slot by UTC hour, camera and zone: expected = measured + gaps + pending. `from` and `to` are
 * widened to full hours. Unknown cameras have no rows.
 * @throws {VialogError} CURSOR_INVALID or VALIDATION_FAILED
 */
export async function readLedger(ports: EventPorts, query: LedgerQuery): Promise<LedgerPage> {
  const scope = `ledger ${JSON.stringify([query.from, query.to, query.cameras])}`;
  const mark = query.cursor === undefined ? undefined : readCursor(scope, query.cursor, lastKey);
  const window = mark ?? windowFrom(query, ports.clock.now());
  const rows = await rowsAfter(ports, query, { from: window.from, to: window.to, key: mark?.key });
  const items = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? items.at(-1) : undefined;
  const key = last && [epochOf(last.hourStartAt), last.cameraId, last.zoneId];
  return { items, nextCursor: key ? writeCursor(scope, { from: window.from, to: window.to, key }) : null };
}

/** Reads hours in chunks until there is one row more than the page needs. */
async function rowsAfter(
  ports: EventPorts,
  query: LedgerQuery,
  { from, to, key }: PageMark<RowKey | undefined>,
): Promise<LedgerRow[]> {
  const versions = await ports.cameras.versions(query.cameras);
  const plans = zonePlans(versions);
  const first = plans.reduce((at, plan) => Math.min(at, plan.from), Number.POSITIVE_INFINITY);
  const until = Math.min(to, ports.clock.now());
  const hours = Math.max(1, Math.floor(chunkRows / Math.max(1, plans.length)));
  const rows: LedgerRow[] = [];
  let at = hourOf(key?.hour ?? Math.max(from, Math.min(first, until)));
  for (; at < until && rows.length <= query.limit; at += hours * hourMs) {
    const window = { from: at, to: Math.min(at + hours * hourMs, until), versions, cameras: query.cameras };
    rows.push(...(await rowsOf(ports, window)).filter((row) => !key || isAfter(row, key)));
  }
  return rows;
}

const hourOf = (at: number): number => Math.floor(at / hourMs) * hourMs;

interface Hours extends TimeWindow {
  readonly versions: readonly Camera[];
  readonly cameras: readonly string[] | undefined;
}

async function rowsOf(ports: EventPorts, { versions, cameras, ...window }: Hours): Promise<LedgerRow[]> {
  const last = Math.ceil(window.to / hourMs) * hourMs;
  const edges = Array.from({ length: (last - window.from) / hourMs + 1 }, (_, i) => window.from + i * hourMs);
  const sums = await ports.trends.sums({ edges, parts: {}, ...(cameras ? { cameras } : {}) });
  return ledgerRows({ ...window, versions, sums, now: ports.clock.now(), latenessMs: ports.latenessMs });
}

function isAfter(row: LedgerRow, key: RowKey): boolean {
  const hour = epochOf(row.hourStartAt);
  if (hour !== key.hour) return hour > key.hour;
  return row.cameraId === key.cameraId ? row.zoneId > key.zoneId : row.cameraId > key.cameraId;
}
