import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { dayMs, hourMs } from '@vialog/contracts';
import { openSqliteEventStore, type SqliteEventStore } from '@vialog/events-sqlite';
import { recordOf } from './count-stream.ts';
import { appendAll, StandingClock, withStore } from './event-folder.ts';
import { siteOfZone, slotMs, start, sums, type Town } from './trend-town.ts';

/** Runs work on a store with the sums of a town. They are written as the roll-up writes them, into its tables, and packed by it. */
export function withSqliteTown<T>(town: Town, work: (store: SqliteEventStore) => Promise<T>): Promise<T> {
  const clock = new StandingClock(start + hourMs);
  return withStore({ clock }, async (store, folder) => {
    // One slot of every zone, so that the store itself describes the zones; then its day is over and dropped.
    const records = Array.from({ length: town.zones }, (_, zone) => ({
      ...recordOf(
        { zone, slotStart: start, slotMs },
        { bicycle: 0, car: 1, motorcycle: 0, bus: 0, truck: 0 },
      ),
      siteId: siteOfZone(zone),
    }));
    await appendAll(store, records);
    clock.at = start + 3 * dayMs;
    await store.dropBefore({ events: clock.at, quarterHours: clock.at, hours: 0 });
    await store.close();
    fill(join(folder, 'rollups.db'), town);
    clock.at = start + (town.days + 1) * dayMs;
    const filled = await openSqliteEventStore({ clock, folder });
    try {
      await filled.rollUp();
      return await work(filled);
    } finally {
      await filled.close();
    }
  });
}

const columns = (db: DatabaseSync): string[] =>
  db
    .prepare("SELECT name FROM pragma_table_info('hour') WHERE name NOT IN ('place', 'bin')")
    .all()
    .map((row) => String(row['name']));

/** Cars are also vehicles and the total; all other numbers are 0, and spaces are missing. */
function valueOf(column: string): string {
  if (column === 'n') return sums.n;
  const [kind = '', name = ''] = [column.slice(0, 3), column.slice(4)];
  if (['occupied', 'unknown', 'free', 'occupancy'].includes(name)) return kind === 'sum' ? '0' : 'NULL';
  if (!['car', 'total', 'vehicle'].includes(name)) return '0';
  return { sum: sums.total, max: sums.max, min: '0' }[kind] ?? '0';
}

const overHours = (column: string): string => {
  const kind = column.slice(0, 3);
  return `${kind === 'max' ? 'max' : kind === 'min' ? 'min' : 'sum'}(${column})`;
};

function fill(path: string, { days }: Town): void {
  const db = new DatabaseSync(path);
  const names = columns(db);
  const first = start / hourMs;
  db.exec(`PRAGMA synchronous = OFF; DELETE FROM hour; DELETE FROM local_day; BEGIN;
    INSERT INTO hour (place, bin, ${names.join(', ')})
      WITH RECURSIVE hours(h) AS (SELECT 0 UNION ALL SELECT h + 1 FROM hours WHERE h + 1 < ${days * 24}),
        zones AS (SELECT place.id AS place, CAST(substr(camera, 4) AS INTEGER) AS z FROM place JOIN zone ON zone.id = place.zone)
      SELECT place, ${first} + h, ${names.map(valueOf).join(', ')} FROM zones CROSS JOIN hours;
    INSERT INTO local_day (place, bin, ${names.join(', ')})
      SELECT place, bin - (bin - ${first}) % 24 AS day, ${names.map(overHours).join(', ')} FROM hour GROUP BY place, day;
    INSERT OR REPLACE INTO day (day, state)
      WITH RECURSIVE days(d) AS (SELECT ${Math.floor(start / dayMs)} UNION ALL SELECT d + 1 FROM days WHERE d < ${Math.floor(start / dayMs) + days})
      SELECT d, 2 FROM days;
    COMMIT; PRAGMA wal_checkpoint(TRUNCATE)`);
  db.close();
}
