import { AnalyticsCatalogue, runAnalytic } from '@vialog/analytics';
import { analyticQuery, dayMs, isoOf, minuteMs, trendExportQuery } from '@vialog/contracts';
import { exportTrends, type EventPorts, type TrendRow } from '@vialog/events';
import { trendFile, type ReportPorts } from '@vialog/reports';
import { StandingClock } from './event-folder.ts';
import { LiveMemory, liveMbOf, secondsOf } from './live-memory.ts';
import type { Part, PartOptions, Row } from './part.ts';
import { portsOfZones } from './site-of-cameras.ts';
import { withSqliteTown } from './trend-town-sqlite.ts';
import { largeSite, siteOfZone, slotMs, start, wholeTown, type Town } from './trend-town.ts';

const command = 'npm run bench -- city-analytics';
/** Less is chance, MB: caches and compiled code. */
const noiseMb = 4;
/** Twelve months against one would be 12. */
const growth = { bound: 'at most', limit: 1.5 } as const;
const formats = ['csv', 'ndjson', 'xlsx', 'parquet'] as const;
const monthDays = 31;

const questions = new AnalyticsCatalogue({
  shipped: [
    {
      name: 'fullest-hours.yaml',
      text: [
        'question: When are the sites fullest?',
        'measure: presence',
        'population: sites',
        'period: 13 weeks',
        'finding: peak_hours',
        'chart: week',
      ].join('\n'),
    },
    {
      name: 'unusual-days.yaml',
      text: [
        'question: Which days were unusual?',
        'measure: presence',
        'population: sites',
        'period: 4 weeks',
        'comparison: 13 weeks before',
        'finding: unusual_days',
        'chart: days',
      ].join('\n'),
    },
  ],
});

/** Days that both questions need. */
const questionDays = 17 * 7;

function portsOf(store: EventPorts['events'] & EventPorts['trends'], { zones, days }: Town): ReportPorts {
  const sites = Array.from({ length: zones }, (_, zone) => siteOfZone(zone));
  const clock = new StandingClock(start + days * dayMs + 5 * minuteMs);
  return {
    ...portsOfZones(store, clock, { slotMs, from: start, siteOfZone: sites }),
    counterComparisons: { ofCamera: () => Promise.resolve([]) },
    modelCard: () => Promise.resolve(undefined),
    version: 'bench',
  };
}

async function run(options: PartOptions): Promise<Row[]> {
  const city: Town = { zones: options.quick ? 60 : wholeTown.zones, days: questionDays };
  const year: Town = { zones: 13, days: wholeTown.days };
  const ofCity = await withSqliteTown(city, async (store) => {
    options.progress('hours of the city generated');
    const ports = portsOf(store, city);
    const ofSites = { ...options, sites: sitesOf(city) };
    return [
      ...(await questionRows(ports, 'fullest-hours', ofSites)),
      ...(await questionRows(ports, 'unusual-days', ofSites)),
      ...(await monthRows(ports, city, options)),
    ];
  });
  const ofYear = await withSqliteTown(year, (store) => yearRows(portsOf(store, year), year, options));
  return [...ofCity, ...ofYear];
}

const sitesOf = ({ zones }: Town): string[] => [
  ...new Set(Array.from({ length: zones }, (_, zone) => siteOfZone(zone))),
];

/** A question about all sites, beside the same one about a tenth of them. */
async function questionRows(
  ports: ReportPorts,
  id: string,
  { sites, progress }: Pick<PartOptions, 'progress'> & { readonly sites: readonly string[] },
): Promise<Row[]> {
  const analytic = await questions.find(id);
  const few = sites.slice(0, Math.ceil(sites.length / 10)).join();
  const runOn = (query: Record<string, string>) => () =>
    runAnalytic(ports, analytic, analyticQuery.parse(query));
  const ofFew = await liveMbOf(runOn({ sites: few }));
  const seconds = await secondsOf(runOn({}));
  const ofAll = await liveMbOf(runOn({}));
  const { question, period, comparison } = analytic.definition;
  const what = `${question.en} ${sites.length} sites, ${period}${comparison === 'none' ? '' : ` and ${comparison}`}`;
  progress(`${what}: ${seconds.toFixed(1)} s, ${ofAll.toFixed(0)} MB`);
  return [
    { what: `${what}: time`, value: seconds, unit: 's', command },
    {
      what: `${what}: live memory`,
      value: ofAll,
      unit: 'MB',
      against: `a tenth of the sites: ${ofFew.toFixed(1)} MB`,
      command,
    },
  ];
}

interface Exported {
  readonly rows: number;
  readonly seconds: number;
  readonly liveMb: number;
}

/** Writes a file and drops its pieces, once for the time and once for the memory after each part of its rows. */
async function exported(ports: ReportPorts, request: Record<string, string>): Promise<Exported> {
  const query = trendExportQuery.parse({ interval: '1h', ...request });
  const write = async (onPart: (rows: number) => void): Promise<void> => {
    const parts = async function* (): AsyncGenerator<readonly TrendRow[]> {
      for await (const rows of await exportTrends(ports, query)) {
        yield rows;
        onPart(rows.length);
      }
    };
    for await (const piece of trendFile(parts(), query).pieces) void piece;
  };
  let rows = 0;
  const seconds = await secondsOf(() => write((some) => (rows += some)));
  const memory = new LiveMemory();
  await write(() => memory.sample());
  return { rows, seconds, liveMb: memory.highestMb };
}

const lastDays = ({ days }: Town, length: number): Record<string, string> => ({
  from: isoOf(start + (days - length) * dayMs),
  to: isoOf(start + days * dayMs),
});

/** A year of one site beside a month of it, in each format. */
const yearRows = (ports: ReportPorts, year: Town, options: PartOptions): Promise<Row[]> =>
  formatRows(ports, options, {
    what: `Export of a year of one site with ${year.zones} zones`,
    long: { sites: largeSite, ...lastDays(year, year.days) },
    than: 'a month',
    short: { sites: largeSite, ...lastDays(year, monthDays) },
  });

/** A month of all sites beside a month of one. */
const monthRows = (ports: ReportPorts, city: Town, options: PartOptions): Promise<Row[]> =>
  formatRows(ports, options, {
    what: `Export of a month of ${sitesOf(city).length} sites`,
    long: lastDays(city, monthDays),
    than: 'a month of 10 sites',
    short: { sites: sitesOf(city).slice(-10).join(), ...lastDays(city, monthDays) },
  });

async function formatRows(
  ports: ReportPorts,
  { progress }: PartOptions,
  {
    what,
    long,
    than,
    short,
  }: Readonly<Record<'what' | 'than', string>> & Readonly<Record<'long' | 'short', Record<string, string>>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const format of formats) {
    const ofShort = await exported(ports, { format, ...short });
    const ofLong = await exported(ports, { format, ...long });
    progress(`${what}, ${format}: ${ofLong.seconds.toFixed(1)} s, ${ofLong.liveMb.toFixed(1)} MB`);
    rows.push({
      what: `${what} as ${format}, ${ofLong.rows.toLocaleString('en')} rows in ${ofLong.seconds.toFixed(1)} s: live memory`,
      value: ofLong.liveMb,
      unit: 'MB',
      against: `${than}: ${ofShort.liveMb.toFixed(1)} MB`,
      ratio: Math.max(noiseMb, ofLong.liveMb) / Math.max(noiseMb, ofShort.liveMb),
      target: growth,
      command,
    });
  }
  return rows;
}

export const cityAnalytics: Part = {
  name: 'city-analytics',
  title: 'Questions and exports of a city: time and memory',
  method:
    'SQLite with the generated hour sums of 600 sites with 648 zones over 17 weeks, and of one site with 13 zones over a year. The use ' +
    'cases of the API in one process; its store is read in other processes. Time: one run. Live memory: what the process still ' +
    'references, above that before the run, after a collection of garbage: of a question every 200 ms of a second run, of an export ' +
    'after each month of a series. Values below 4 MB are chance; the ratio counts them as 4 MB.',
  onRequest: true,
  run,
};
