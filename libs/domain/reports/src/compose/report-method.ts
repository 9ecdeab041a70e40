import { createHash, type Hash } from 'node:crypto';
import {
  dayMs,
  isoOf,
  minuteMs,
  type HandCount,
  type ModelCard,
  type ReportMethod,
  type ReportQuery,
  type SeriesSpecialDay,
} from '@vialog/contracts';
import { countedTextOf, type EventPorts, type SourceQuery, type SourceSeries } from '@vialog/events';
import { offsetAt, originOf, type ZonePlan } from '@vialog/measuring';
import type { CounterComparisonStore } from '@vialog/registry';
import { jsonLine } from '../rows/text-rows.ts';
import { comparisonsOf } from './report-comparisons.ts';
import { reportSpecialDays } from './report-special-days.ts';

/** Hand counts that are read per camera, the newest. */
const maxHandCounts = 100;

/** What a report needs besides counts. */
export interface ReportPorts extends EventPorts {
  readonly counterComparisons: Pick<CounterComparisonStore, 'ofCamera'>;
  /** The card of an installed model; undefined for another one. */
  readonly modelCard: (modelId: string) => Promise<ModelCard | undefined>;
  /** Version of the software. */
  readonly version: string;
}

interface Period {
  readonly from: number;
  readonly to: number;
}

/** One request for hours: its rows, as they are read, and their hash. */
export class DataRequest {
  readonly #hash: Hash = createHash('sha256');
  readonly #query: string;
  readonly #addSeries: (series: SourceSeries) => void;
  #rows = 0;

  constructor(query: string, addSeries: (series: SourceSeries) => void) {
    this.#query = query;
    this.#addSeries = addSeries;
  }

  add(series: SourceSeries): void {
    for (const row of series.rows) this.#hash.update(jsonLine(row));
    this.#rows += series.rows.length;
    this.#addSeries(series);
  }

  /** @throws {Error} when called twice */
  finish(): Pick<ReportMethod, 'query' | 'rows' | 'sha256'> {
    return { query: this.#query, rows: this.#rows, sha256: this.#hash.digest('hex') };
  }
}

/** What applies to all hours of a report. */
type MethodRules = Pick<ReportQuery, 'minCoverage' | 'excludeDays' | 'holidays' | 'language'> & {
  /** How the findings were computed. */
  readonly rules?: readonly string[];
};

/** Collects, series by series, how the figures of a report were made. */
export class MethodBuilder {
  readonly #zones = new Map<string, ReportMethod['zones'][number]>();
  readonly #timeZones = new Set<string>();
  readonly #origins = new Set<ReportMethod['origins'][number]>();
  readonly #requests: DataRequest[] = [];
  readonly #periods: Period[] = [];
  readonly #specialDays: SeriesSpecialDay[] = [];

  /** Begins a request; the series that it returns are added to it in their order. */
  request(query: SourceQuery, period: Period): DataRequest {
    const request = new DataRequest(exportPath(query, period), (series) => this.#add(series));
    this.#requests.push(request);
    this.#periods.push(period);
    return request;
  }

  #add({ plans, timeZone, days }: SourceSeries): void {
    this.#specialDays.push(...days.specialDays);
    this.#timeZones.add(timeZone);
    for (const plan of plans) {
      this.#zones.set(keyOf(plan), zoneFrom(plan));
      this.#origins.add(originOf(plan.camera));
    }
  }

  /** @throws {Error} without a request, or when called twice */
  async finish(ports: ReportPorts, query: MethodRules): Promise<ReportMethod> {
    const { minCoverage, excludeDays, holidays, language, rules } = query;
    const zones = [...this.#zones].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, zone]) => zone);
    const [first, ...further] = this.#requests.map((request) => request.finish());
    if (!first) throw new Error('a report without a request for hours has no method');
    const period = {
      from: Math.min(...this.#periods.map(({ from }) => from)),
      to: Math.max(...this.#periods.map(({ to }) => to)),
    };
    return {
      ...first,
      further,
      rules: [...(rules ?? [])],
      minCoverage,
      excludedDays: excludeDays,
      holidays,
      specialDays: reportSpecialDays(this.#specialDays, language),
      timeZones: [...this.#timeZones]
        .sort()
        .map((timeZone) => ({ timeZone, changes: clockChanges(timeZone, period) })),
      zones,
      origins: [...this.#origins].sort(),
      models: await modelsOf(ports, zones),
      comparisons: await comparisonsOf(ports.counterComparisons, zones),
      suppression: 'none',
      software: { name: 'Vialog', version: ports.version },
    };
  }
}

const keyOf = ({ camera, zone }: ZonePlan): string =>
  `${camera.cameraId}/${zone.zoneId}/${String(camera.version).padStart(9, '0')}`;

const zoneFrom = ({ camera, zone, since, until }: ZonePlan): ReportMethod['zones'][number] => ({
  cameraId: camera.cameraId,
  cameraName: camera.name,
  zoneId: zone.zoneId,
  zoneName: zone.name,
  version: camera.version,
  validFromAt: isoOf(since),
  validUntilAt: until === Infinity ? null : isoOf(until),
  geometry: createHash('sha256').update(countedTextOf(zone)).digest('hex'),
  modelId: camera.model.modelId,
});

/** The request that returns the rows of the report. */
function exportPath(query: SourceQuery, { from, to }: Period): string {
  const { measure, direction, classes, sites, cameras, groups, zone, origin } = query;
  const parameters = Object.entries({
    measure,
    direction: measure === 'flow' ? direction : undefined,
    classes: classes?.join(),
    sites: sites?.join(),
    cameras: cameras?.join(),
    groups: groups?.join(),
    zone,
    origin: origin?.join(),
    interval: '1h',
    from: isoOf(from),
    to: isoOf(to),
  }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `/v1/trends/export?format=ndjson&${new URLSearchParams(parameters).toString()}`;
}

/** Changes of the offset from UTC inside a period, to the minute. */
export function clockChanges(
  timeZone: string,
  { from, to }: Period,
): ReportMethod['timeZones'][number]['changes'] {
  const changes: ReportMethod['timeZones'][number]['changes'] = [];
  for (let at = from; at < to; at += dayMs) {
    const next = Math.min(at + dayMs, to);
    const [before, after] = [offsetAt(at, timeZone), offsetAt(next, timeZone)];
    if (before === after) continue;
    const changedAt = isoOf(changeBetween(at, next, timeZone));
    changes.push({ changedAt, before: offsetText(before), after: offsetText(after) });
  }
  return changes;
}

/** The minute in which the offset changes, epoch ms. */
function changeBetween(from: number, to: number, timeZone: string): number {
  const before = offsetAt(from, timeZone);
  let [low, high] = [Math.floor(from / minuteMs), Math.ceil(to / minuteMs)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * minuteMs, timeZone) === before) low = middle;
    else high = middle;
  }
  return high * minuteMs;
}

function offsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / minuteMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

async function modelsOf(ports: ReportPorts, zones: ReportMethod['zones']): Promise<ReportMethod['models']> {
  const ids = [...new Set(zones.map(({ modelId }) => modelId))].sort();
  if (ids.length === 0) return [];
  const counts = await handCountsOf(ports, [...new Set(zones.map(({ cameraId }) => cameraId))]);
  const models: ReportMethod['models'] = [];
  for (const modelId of ids) models.push(modelFrom(modelId, await ports.modelCard(modelId), counts));
  return models;
}

async function handCountsOf(ports: ReportPorts, cameras: readonly string[]): Promise<HandCount[]> {
  const counts: HandCount[] = [];
  for (const cameraId of cameras) counts.push(...(await ports.handCounts.ofCamera(cameraId, maxHandCounts)));
  return counts;
}

function modelFrom(
  modelId: string,
  card: ModelCard | undefined,
  counts: readonly HandCount[],
): ReportMethod['models'][number] {
  return {
    modelId,
    name: card?.name ?? null,
    version: card?.version ?? null,
    sha256: card?.sha256 ?? null,
    evaluation: (card?.evaluation ?? []).map(({ set, metric, value }) => ({ set, metric, value })),
    handCounts: errorOf(counts.filter((count) => count.modelId === modelId)),
  };
}

function errorOf(counts: readonly HandCount[]): ReportMethod['models'][number]['handCounts'] {
  if (counts.length === 0) return null;
  const truth = counts.reduce((sum, { accuracy }) => sum + accuracy.truth, 0);
  const counted = counts.reduce((sum, { accuracy }) => sum + accuracy.counted, 0);
  const errorPercent = truth === 0 ? null : Number((((counted - truth) / truth) * 100).toFixed(1));
  return { counts: counts.length, truth, counted, errorPercent };
}
