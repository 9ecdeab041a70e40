import type { Trend, TrendProfile } from '@vialog/contracts';
import type { Part, PartOptions, Row, Target } from './part.ts';
import { median, quantile } from './statistics.ts';
import { duckdbTown, postgresTown, type Contender } from './trend-contenders.ts';
import { withElasticTown } from './trend-town-elastic.ts';
import { withSqliteTown } from './trend-town-sqlite.ts';
import { largeSite, questionsTo, smallSite, wholeTown, type Questions, type Town } from './trend-town.ts';

const command = 'npm run bench -- trends';

/** Numbers of a result, to compare; read outside the measured time. */
type Numbers = () => readonly number[];

/** One question to Vialog or to a database. */
interface Query {
  readonly who: string;
  readonly run: () => Promise<Numbers>;
}

interface Question {
  readonly what: string;
  readonly target: Target;
  readonly toVialog: (questions: Questions) => Promise<Numbers>;
  readonly toDatabase: (contender: Contender) => Promise<Numbers>;
}

const valuesOf =
  ({ series }: Trend): Numbers =>
  () =>
    series.flatMap(({ points }) =>
      points.flatMap(({ value, peak, measured }) => [value ?? NaN, peak ?? NaN, measured]),
    );

const cellsOf =
  ({ series }: TrendProfile): Numbers =>
  () =>
    series
      .flatMap(({ cells }) =>
        cells.flatMap(({ median: middle, p15, p85, mean, hours }) => [middle, p15, p85, mean, hours]),
      )
      .map((value) => value ?? NaN);

const numbersOf =
  (rows: readonly (readonly unknown[])[]): Numbers =>
  () =>
    rows.flatMap((row) => row.slice(2).map(Number));

const profileOf = (what: string, site: string): Question => ({
  what: `Profile hour × weekday over a year of ${what}`,
  target: { bound: 'at most', limit: 50 },
  toVialog: async (questions) => cellsOf(await questions.profile(site)),
  toDatabase: async (contender) => numbersOf(await contender.profile(site)),
});

const questions: readonly Question[] = [
  {
    what: 'A year by local day of all sites',
    target: { bound: 'at most', limit: 200 },
    toVialog: async (to) => valuesOf(await to.daysOfSites()),
    toDatabase: async (contender) => numbersOf(await contender.daysOfSites()),
  },
  profileOf('a site with one zone', smallSite),
  profileOf('a site with 13 zones', largeSite),
];

/** Zones of the town in Elasticsearch. All of them take about ten minutes to write; fewer give a first impression. */
const elasticZones = 648;

async function run({ quick, progress }: PartOptions): Promise<Row[]> {
  const town: Town = quick ? { zones: 60, days: 60 } : wholeTown;
  const rounds = quick ? 3 : 10;
  const elasticTown: Town = { ...town, zones: Math.min(town.zones, elasticZones) };
  const contenders: Contender[] = [];
  try {
    for (const open of [duckdbTown, postgresTown]) contenders.push(await open(town));
    progress('DuckDB and PostgreSQL filled');
    const sqlite = await withSqliteTown(town, (store) =>
      sideBySide('SQLite', questionsTo(store, town), { contenders, rounds, progress }),
    );
    const elastic = await withElasticTown(elasticTown, progress, (store) =>
      sideBySide('Elasticsearch', questionsTo(store, elasticTown), { contenders: [], rounds, progress }),
    );
    return [...sqlite, ...inElasticsearch(elastic, elasticTown, town)];
  } finally {
    for (const contender of contenders) await contender.close();
  }
}

/** Every question to all of them in turn, `rounds` times after one to warm up. Fails if a result differs. */
async function sideBySide(
  name: string,
  vialog: Questions,
  {
    contenders,
    rounds,
    progress,
  }: Pick<PartOptions, 'progress'> & { contenders: readonly Contender[]; rounds: number },
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { what, target, toVialog, toDatabase } of questions) {
    const queries: Query[] = [
      { who: name, run: () => toVialog(vialog) },
      ...contenders.map((contender) => ({ who: contender.name, run: () => toDatabase(contender) })),
    ];
    const took = queries.map((): number[] => []);
    let first: { readonly took: number; readonly numbers: readonly number[] } | undefined;
    for (let round = 0; round <= rounds; round += 1)
      for (const [i, query] of queries.entries()) {
        const began = performance.now();
        const result = await query.run();
        const ms = performance.now() - began;
        if (round > 0) took[i]?.push(ms);
        if (round > 0) continue;
        const numbers = result();
        first ??= { took: ms, numbers };
        expectEqual(first.numbers, numbers, `${what}: ${query.who}`);
      }
    progress(
      `${what}: ${took.map((times, i) => `${queries[i]?.who} ${median(times).toFixed(0)} ms`).join(', ')}`,
    );
    rows.push(...rowsOf({ what, target }, queries, took, first?.took ?? NaN));
  }
  return rows;
}

function rowsOf(
  { what, target }: Pick<Question, 'what' | 'target'>,
  queries: readonly Query[],
  took: readonly (readonly number[])[],
  first: number,
): Row[] {
  const [own = []] = took;
  return queries.map(({ who }, i): Row => {
    const times = took[i] ?? [];
    const figure = {
      what: `${who}: ${what}`,
      value: quantile(times, 0.95),
      unit: `ms p95 (p50 ${median(times).toFixed(0)}${i === 0 ? `, first ${first.toFixed(0)}` : ''})`,
      command,
    };
    if (i === 0) return { ...figure, target };
    const ratio = median(times.map((ms, round) => (own[round] ?? NaN) / ms));
    return { ...figure, against: `${queries[0]?.who ?? ''} takes ${ratio.toFixed(2)} × as long` };
  });
}

function inElasticsearch(rows: readonly Row[], { zones }: Town, town: Town): Row[] {
  if (zones === town.zones) return [...rows];
  const share = `${zones} of ${town.zones} zones`;
  const [days, ...profiles] = rows;
  if (!days) return [];
  const scale = town.zones / zones;
  const extrapolated = {
    ...days,
    value: days.value * scale,
    unit: 'ms p95',
    against: `extrapolated linearly from ${share}`,
  };
  return [
    { ...withoutTarget(days), against: share },
    extrapolated,
    ...profiles.map((row) => ({ ...row, against: share })),
  ];
}

const withoutTarget = ({ what, value, unit }: Row): Row => ({ what, value, unit, command });

/** The databases round differently in the last digits. */
function expectEqual(expected: readonly number[], found: readonly number[], what: string): void {
  if (expected.length !== found.length)
    throw new Error(`${what}: expected ${expected.length} numbers, found ${found.length}`);
  const wrong = expected.findIndex(
    (value, i) => Math.abs(value - (found[i] ?? NaN)) > 1e-6 * Math.max(1, Math.abs(value)),
  );
  if (wrong >= 0 || found.some(Number.isNaN))
    throw new Error(`${what}: expected ${expected[wrong]} as number ${wrong}, found ${found[wrong]}`);
}

export const trends: Part = {
  name: 'trends',
  title: 'Trends over a year of a town, beside DuckDB and PostgreSQL',
  method:
    'The hour sums of 170 million records: 600 sites with 648 zones in slots of 2 minutes over a year, 5.7 million hours and ' +
    '236,520 local days. The same sums are generated in every store; the results of SQLite, DuckDB and PostgreSQL are compared. ' +
    'Vialog: the use cases of the API with coverage, without JSON; its store is read in other processes. DuckDB (two threads) and ' +
    'PostgreSQL (defaults): the same numbers without coverage, from tables of hours and of days with primary keys, read into ' +
    'JavaScript. One question at a time, in turn. First: the first time in the process. Elasticsearch has the hours of all zones, ' +
    'unless a row names fewer.',
  onRequest: true,
  run,
};
