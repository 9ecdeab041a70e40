import { dayMs, quarterMs } from '@vialog/contracts';
import type { SumsQuery } from '@vialog/events';
import { binOf, binsPerDay, dayOf } from './time-bins.ts';
import { edgeRuns, type EdgeRun } from './edge-runs.ts';
import type { PackedSums } from './packed-sums.ts';
import type { Place, ReadFile } from './read-file.ts';
import type { ReadFolder } from './read-folder.ts';
import { sumPartialBin } from './sum-partial-bins.ts';
import { columnsFor, expressionsFor } from './sum-columns.ts';
import { packsOf } from './sum-packs.ts';
import { SumRows } from './sum-rows.ts';
import { addedSums, tableBeside, type AddedSums } from './added-sums.ts';
import { trackedOf } from './tracked-sums.ts';
import { turnoverOf } from './turnover-sums.ts';

/** Bins to read from one source, `to` exclusive. */
interface Range {
  readonly from: number;
  readonly to: number;
}

const binsPerHour = 4;

/**
 * Sums of zones per interval. Closed days are read from the roll-ups, by hour where the edges allow it; open days from
 * their files; quarter hours that an edge divides from single slots, while these exist.
 */
export function sumBins(folder: ReadFolder, query: SumsQuery): PackedSums {
  const wanted = placeFilter(query);
  const rows = new SumRows(query.edges, columnsFor(query.parts));
  const [first = 0, last = 0] = [query.edges[0], query.edges.at(-1)];
  const files = new Set(folder.days(dayOf(first), dayOf(last - 1) + 1).filter(neededDays(query)));
  const states = folder.onRollUps((file) => folder.copiedDays(file)) ?? new Map<number, number>();
  const cut = cutBins(query.edges).filter((bin) => files.has(Math.floor(bin / binsPerDay)));
  const runs = edgeRuns(query.edges, query.buckets);
  const total = { from: binOf(first), to: Math.ceil(last / quarterMs) };
  folder.onRollUps((file) => {
    const places = file.places().filter(wanted);
    for (const range of copiedRanges(total, states, cut))
      addRange({ file, places, rows, isRollUp: true }, runs, range);
  });
  for (const day of files) {
    folder.onDay(day, (file) => {
      const places = file.places().filter(wanted);
      const ofDay = {
        from: Math.max(total.from, day * binsPerDay),
        to: Math.min(total.to, (day + 1) * binsPerDay),
      };
      const source = { file, places, rows, isRollUp: false };
      if (!states.has(day)) for (const range of without(ofDay, cut)) addRange(source, runs, range);
      for (const bin of cut)
        if (bin >= ofDay.from && bin < ofDay.to) sumPartialBin({ file, places, rows }, query, bin);
    });
  }
  return rows.all();
}

/** Whether a day overlaps a bucket that is needed. */
function neededDays({ edges, buckets }: SumsQuery): (day: number) => boolean {
  if (!buckets) return () => true;
  const days = new Set<number>();
  for (const bucket of buckets) {
    const [from = 0, to = 0] = [edges[bucket], edges[bucket + 1]];
    for (let day = dayOf(from); day * dayMs < to; day += 1) days.add(day);
  }
  return (day) => days.has(day);
}

function placeFilter(query: SumsQuery): (place: Place) => boolean {
  const zones = query.zones && new Set(query.zones.map((zone) => `${zone.cameraId}-${zone.zoneId}`));
  const cameras = query.cameras && new Set(query.cameras);
  const sites = query.sites && new Set(query.sites);
  return ({ name, facts }) =>
    (!zones || zones.has(name)) &&
    (!cameras || cameras.has(facts.camera)) &&
    (!sites || (facts.site !== null && sites.has(facts.site)));
}

/** Bins with an edge inside. */
const cutBins = (edges: readonly number[]): number[] => [
  ...new Set(edges.filter((edge) => edge % quarterMs !== 0).map(binOf)),
];

/** Removes some bins from a range. */
function without(range: Range, bins: readonly number[]): Range[] {
  const inside = bins.filter((bin) => bin >= range.from && bin < range.to).sort((a, b) => a - b);
  const starts = [range.from, ...inside.map((bin) => bin + 1)];
  const ends = [...inside, range.to];
  return starts.map((from, i) => ({ from, to: ends[i] ?? from })).filter(({ from, to }) => to > from);
}

/** Merges adjacent copied days into ranges, without the bins that are read from slots. */
function copiedRanges(total: Range, states: ReadonlyMap<number, number>, cut: readonly number[]): Range[] {
  const days = [...states.keys()].sort((a, b) => a - b);
  const ranges: Range[] = [];
  for (const day of days) {
    const last = ranges.at(-1);
    const [from, to] = [day * binsPerDay, (day + 1) * binsPerDay];
    if (last && last.to === from) ranges[ranges.length - 1] = { from: last.from, to };
    else ranges.push({ from, to });
  }
  return ranges
    .map(({ from, to }) => ({ from: Math.max(from, total.from), to: Math.min(to, total.to) }))
    .filter(({ from, to }) => to > from)
    .flatMap((range) => without(range, cut));
}

/** Interval of a run that contains a bin. Parameters are bound as REAL and must be cast, otherwise 1 / 4 is 0.25. */
const intervalSql = '(bin - CAST(? AS INTEGER)) / CAST(? AS INTEGER) AS interval';

interface Source {
  readonly file: ReadFile;
  readonly places: readonly Place[];
  readonly rows: SumRows;
  readonly isRollUp: boolean;
}

function addRange(source: Source, runs: readonly EdgeRun[], range: Range): void {
  if (source.places.length === 0) return;
  for (const run of runs) {
    const part = { from: Math.max(run.from, range.from), to: Math.min(run.to, range.to) };
    if (part.to > part.from) addPart(source, run, part);
  }
}

/** Adds the part of a run that one source covers; by local days where its intervals are local days of the places. */
function addPart(source: Source, run: EdgeRun, part: Range): void {
  const days = wholeIntervals(run, part);
  const isLocal = ({ facts }: Place): boolean =>
    facts.shift % 60 === 0 && (run.from * 15 + facts.shift) % 1440 === 0;
  const local = source.isRollUp && run.step === binsPerDay && days ? source.places.filter(isLocal) : [];
  if (!days || local.length === 0) return addBins(source, run, part);
  const others = source.places.filter((place) => !isLocal(place));
  if (others.length > 0) addBins({ ...source, places: others }, run, part);
  const ofLocal = { ...source, places: local };
  for (const rest of [
    { from: part.from, to: days.from },
    { from: days.to, to: part.to },
  ])
    if (rest.to > rest.from) addBins(ofLocal, run, rest);
  addTable(ofLocal, run, {
    table: 'local_day',
    gaps: 'local_day_gap',
    unit: binsPerHour,
    isPlain: true,
    part: days,
  });
}

/** The bins of the intervals of a run that are completely inside a part of it. */
function wholeIntervals(run: EdgeRun, part: Range): Range | undefined {
  const from = run.from + Math.ceil((part.from - run.from) / run.step) * run.step;
  const to = run.from + Math.floor((part.to - run.from) / run.step) * run.step;
  return to > from ? { from, to } : undefined;
}

/** Adds a part by hours when all edges are full hours, otherwise by quarter hours. */
function addBins(source: Source, run: EdgeRun, part: Range): void {
  const byHour =
    source.isRollUp && [run.from, run.step, part.from, part.to].every((bin) => bin % binsPerHour === 0);
  const unit = byHour ? binsPerHour : 1;
  const table = source.isRollUp ? (byHour ? 'hour' : 'quarter') : 'bin';
  const gaps = source.isRollUp ? `${table}_gap` : 'gap';
  addTable(source, run, { table, gaps, unit, isPlain: run.step === unit, part });
}

interface TablePart {
  readonly table: string;
  readonly gaps: string;
  /** Length of a `bin` of these tables, quarter hours. */
  readonly unit: number;
  /** An interval is one row of the table, so nothing is summed. */
  readonly isPlain: boolean;
  readonly part: Range;
}

function addTable(source: Source, run: EdgeRun, tablePart: TablePart): void {
  const { table, gaps, unit, part } = tablePart;
  const range = { from: part.from / unit, to: part.to / unit };
  const packs = packsOf(source.file, table, source.rows);
  if (!packs) addRows(source, run, tablePart, range);
  for (const place of packs ? source.places : [])
    packs?.add(place, run, range, (rest) => addRows({ ...source, places: [place] }, run, tablePart, rest));
  const values = [run.from / unit, run.step / unit, ...valuesOf(source, range)];
  for (const sums of addedSums)
    addAdded(source, run.interval, { sums, table: tableBeside(table, sums), values });
  addExplained(source, run.interval, { table: gaps, values });
}

/** Adds a range of a table, in its unit. */
function addRows(
  source: Source,
  run: EdgeRun,
  { table, unit, isPlain }: Pick<TablePart, 'table' | 'unit' | 'isPlain'>,
  range: Range,
): void {
  const values = valuesOf(source, range);
  if (isPlain) addPlain(source, run, { table, unit, values });
  else addMeasured(source, run.interval, { table, values: [run.from / unit, run.step / unit, ...values] });
}

const valuesOf = ({ places }: Source, { from, to }: Range): readonly (number | string)[] => [
  from,
  to,
  JSON.stringify(places.map(({ id }) => id)),
];

const inPart = 'bin >= ? AND bin < ? AND place IN (SELECT value FROM json_each(?))';

interface PartQuery {
  readonly table: string;
  readonly values: readonly (number | string)[];
}

/** Adds rows that are intervals. */
function addPlain(
  { file, rows }: Source,
  run: EdgeRun,
  { table, unit, values }: PartQuery & { readonly unit: number },
): void {
  const sql = `SELECT place, bin, ${expressionsFor(rows.columns).plain.join(', ')} FROM ${table} WHERE ${inPart}`;
  let place: Place | undefined;
  for (const found of file.lists(sql, ...values)) {
    const id = Number(found[0]);
    if (place?.id !== id) place = file.place(id);
    rows.add(place, run.interval + (Number(found[1]) * unit - run.from) / run.step, found);
  }
}

function addMeasured({ file, rows }: Source, firstInterval: number, { table, values }: PartQuery): void {
  const sql = `SELECT place, ${intervalSql}, ${expressionsFor(rows.columns).ofBins} FROM ${table} WHERE ${inPart}
    GROUP BY place, interval`;
  for (const found of file.lists(sql, ...values))
    rows.add(file.place(Number(found[0])), firstInterval + Number(found[1]), found);
}

function addAdded(
  { file, rows }: Source,
  firstInterval: number,
  { sums, table, values }: PartQuery & { readonly sums: AddedSums },
): void {
  if (!rows.needs(sums.name) || !file.hasTable(table)) return;
  const sql = `SELECT place, ${intervalSql}, ${sums.columns.map(sums.sumOf).join(', ')} FROM ${table} WHERE ${inPart}
    GROUP BY place, interval`;
  for (const found of file.lists(sql, ...values)) {
    const added = sums.name === 'tracked' ? trackedOf(found, 2) : { turnover: turnoverOf(found, 2) };
    rows.addTracked(file.place(Number(found[0])), firstInterval + Number(found[1]), added);
  }
}

function addExplained({ file, rows }: Source, firstInterval: number, { table, values }: PartQuery): void {
  const sql = `SELECT place, ${intervalSql}, reason, sum(slots) FROM ${table} WHERE ${inPart} AND slots > 0
    GROUP BY place, interval, reason`;
  for (const [place, interval, reason, slots] of file.lists(sql, ...values)) {
    const gap = { reason: Number(reason), slots: Number(slots) };
    rows.explain(file.place(Number(place)), firstInterval + Number(interval), gap);
  }
}
