import { zoneKey, quarterMs, hourMs } from '@vialog/contracts';
import { binOf } from './time-bins.ts';
import { gapRecordsSql, type GapRecord } from './gap-sums.ts';
import { gridSlots } from './slot-grid.ts';
import { edgeSql, type Place, type ReadFile } from './read-file.ts';
import type { ReadFolder } from './read-folder.ts';

/** Start of the newest record in all day files, epoch ms. */
export function newestStart(folder: ReadFolder): number | undefined {
  for (const day of folder.days(-Infinity, Infinity)) {
    const last = folder.onDay(day, (file) => file.first('SELECT max(slot) AS last FROM slot')?.['last']);
    if (typeof last === 'number') return last;
  }
  return undefined;
}

/** `zoneKey` → end of the newest slot that a record of the zone covers, epoch ms. Zones without a record are omitted. */
export function newestEnds(folder: ReadFolder, cameras: readonly string[]): Map<string, number> {
  const wanted = new Set(cameras);
  const ends = new Map<string, number>();
  for (const day of folder.days(-Infinity, Infinity))
    folder.onDay(day, (file) => {
      const places = file
        .places()
        .filter(({ facts }) => wanted.has(facts.camera) && !ends.has(keyOf({ facts })));
      if (places.length > 0) endsOfDay(file, places, ends);
    });
  return ends;
}

const keyOf = ({ facts }: Pick<Place, 'facts'>): string =>
  zoneKey({ cameraId: facts.camera, zoneId: facts.zone });

function endsOfDay(file: ReadFile, places: readonly Place[], ends: Map<string, number>): void {
  for (const [place, bin] of newestBins(file, places)) {
    const end = Math.max(measuredEnd(file, place, bin), gapEnd(file, place, bin));
    if (end > 0) ends.set(keyOf(place), Math.max(end, ends.get(keyOf(place)) ?? 0));
  }
}

/** Newest bin with a record, per place. Places without a record in this file are omitted. */
function newestBins(file: ReadFile, places: readonly Place[]): Map<Place, number> {
  const missing = new Map(places.map((place) => [place.id, place]));
  const found = new Map<Place, number>();
  const edge = file.first(edgeSql);
  if (typeof edge?.['last'] !== 'number') return found;
  let end = binOf(edge['last']) + 1;
  for (let width = 1; missing.size > 0 && end > binOf(Number(edge['first'])); width *= 2) {
    const ids = JSON.stringify([...missing.keys()]);
    const rows = file.rows(newestSql, end - width, end, ids, end - width, end, ids);
    for (const { place, bin } of rows) {
      found.set(file.place(Number(place)), Number(bin));
      missing.delete(Number(place));
    }
    end -= width;
  }
  return found;
}

const inBins = 'bin >= ? AND bin < ? AND place IN (SELECT value FROM json_each(?))';
const newestSql = `SELECT place, max(bin) AS bin FROM
  (SELECT place, bin FROM bin WHERE ${inBins} UNION ALL SELECT place, bin FROM gap WHERE ${inBins} AND records > 0)
  GROUP BY place`;

function measuredEnd(file: ReadFile, { zone, facts }: Place, bin: number): number {
  const slots = gridSlots(new Set([facts.slotMs]), { from: bin * quarterMs, to: (bin + 1) * quarterMs });
  const row = file.first(
    'SELECT max(slot) AS last FROM slot WHERE slot IN (SELECT value FROM json_each(?)) AND zone = ? AND kind = 1',
    JSON.stringify(slots),
    zone,
  );
  return typeof row?.['last'] === 'number' ? row['last'] + facts.slotMs : 0;
}

/** A span ends with its hour, so only spans of the hour of the newest record can end after it. */
function gapEnd(file: ReadFile, { zone }: Place, bin: number): number {
  const hour = Math.floor((bin * quarterMs) / hourMs) * hourMs;
  const records = file.rows(gapRecordsSql, zone, hour, hour + hourMs) as unknown as GapRecord[];
  return records.reduce((end, { slot, slots, slotMs }) => Math.max(end, slot + slots * slotMs), 0);
}
