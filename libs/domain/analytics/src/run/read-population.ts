import { isoOf, type ReportQuery, type Site, type TrendExportQuery } from '@vialog/contracts';
import {
  invalidParameter,
  maxReportHours,
  openReportSource,
  type ReportSource,
  type SourceSeries,
  type TimeWindow,
} from '@vialog/events';
import { allSites } from '@vialog/registry';
import { MethodBuilder, seriesResult, type DataRequest, type ReportPorts, usedHours } from '@vialog/reports';
import type { AnalyticDefinition } from '../catalogue/analytic-definition.ts';
import type { AnalysedSeries } from '../findings/finding.ts';
import type { AnalyticTexts } from '../texts/analytic-texts.ts';
import { namesOf, type PopulationPart } from './population.ts';
import type { Periods } from './requested-periods.ts';

export interface PopulationRequest {
  readonly definition: Pick<AnalyticDefinition, 'direction' | 'population'>;
  readonly query: ReportQuery;
  readonly parts: readonly PopulationPart[];
  readonly periods: Periods;
  readonly words: AnalyticTexts;
}

export interface OpenPopulation {
  /** Read one at a time, while they are consumed. */
  readonly series: AsyncIterable<AnalysedSeries>;
  /** Complete once all series are consumed. */
  readonly method: MethodBuilder;
}

interface Opened {
  readonly part: PopulationPart;
  readonly query: ReportQuery;
  readonly main: ReportSource;
  readonly compared: ReportSource | undefined;
}

/**
 * The hours of a population over the periods, one request for each part, direction and period.
 * @throws {VialogError} VALIDATION_FAILED, SITE_NOT_FOUND or CAMERA_NOT_FOUND
 */
export async function openPopulation(
  ports: ReportPorts,
  request: PopulationRequest,
): Promise<OpenPopulation> {
  const method = new MethodBuilder();
  const sites = new Map((await allSites(ports.sites)).map((site) => [site.siteId, site]));
  const opened = await openAll(ports, request);
  return { series: seriesOfAll(opened, { method, request, sites }), method };
}

async function* seriesOfAll(opened: readonly Opened[], reading: Reading): AsyncGenerator<AnalysedSeries> {
  for (const part of opened)
    for await (const one of seriesOf(part, reading)) if (counts(one, reading.request)) yield one;
}

/** Zones that never count the measure, such as a line without parking spaces, do not belong to its population. */
const counts = ({ figures, compared = [] }: AnalysedSeries, { definition }: PopulationRequest): boolean =>
  (definition.population !== 'zones' && definition.population !== 'lines') ||
  figures.expected > 0 ||
  compared.some(({ expected }) => expected > 0);

/** Requests for the rows of an export, in the order in which the method of a result states them. */
export async function exportRequests(
  ports: ReportPorts,
  request: PopulationRequest,
): Promise<readonly Omit<TrendExportQuery, 'format'>[]> {
  const opened = await openAll(ports, request);
  return opened.flatMap(({ query, main, compared }) =>
    [compared, main].flatMap((source) => (source ? [exportRequest(query, source.window)] : [])),
  );
}

function exportRequest(query: ReportQuery, window: TimeWindow): Omit<TrendExportQuery, 'format'> {
  const { measure, direction, classes, sites, cameras, groups, zone, origin } = query;
  const selection = { measure, direction, classes, sites, cameras, groups, zone, origin };
  return { ...selection, interval: '1h', ...timesOf(window) };
}

async function openAll(
  ports: ReportPorts,
  { definition, query, parts, periods }: PopulationRequest,
): Promise<Opened[]> {
  const opened: Opened[] = [];
  const directions = definition.direction === 'each' ? (['inbound', 'outbound'] as const) : [query.direction];
  for (const part of parts)
    for (const direction of directions) {
      const own = { ...query, ...namesOf(part), direction };
      const open = (window: TimeWindow): Promise<ReportSource> =>
        openReportSource(ports, { ...own, ...timesOf(window) });
      const compared = periods.compared ? await open(periods.compared) : undefined;
      opened.push({ part, query: own, main: await open(periods.main), compared });
    }
  const hours = opened.reduce((sum, { main, compared }) => sum + main.hours + (compared?.hours ?? 0), 0);
  if (hours <= maxReportHours) return opened;
  throw invalidParameter(
    'sites',
    `Expected at most ${maxReportHours} hours of all series and both periods, found ${Math.ceil(hours)}; choose fewer sites, cameras or groups, or a shorter period.`,
  );
}

const timesOf = ({ from, to }: TimeWindow): { readonly from: string; readonly to: string } => ({
  from: isoOf(from),
  to: isoOf(to),
});

interface Reading {
  readonly method: MethodBuilder;
  readonly request: PopulationRequest;
  readonly sites: ReadonlyMap<string, Site>;
}

/** Series of both periods have the same order, so that they are read in parallel, one at a time. */
async function* seriesOf(
  { part, query, main, compared }: Opened,
  { method, request: { definition, words }, sites }: Reading,
): AsyncGenerator<AnalysedSeries> {
  const earlier = compared?.series[Symbol.asyncIterator]();
  const earlierRequest = compared && method.request(query, compared.window);
  const request = method.request(query, main.window);
  for await (const source of main.series) {
    const before = await nextOf(earlier, earlierRequest);
    request.add(source);
    if (!part.keeps(source)) continue;
    const named = definition.direction === 'each' ? directed(source, query, words) : source;
    yield {
      ...seriesResult(named, query),
      compared: before && usedHours(before, query.excludeDays),
      spaces: spacesOf(source, main.window),
      site: sites.get(source.key),
    };
  }
}

async function nextOf(
  series: AsyncIterator<SourceSeries> | undefined,
  request: DataRequest | undefined,
): Promise<SourceSeries | undefined> {
  const next = await series?.next();
  if (!next || next.done === true) return undefined;
  request?.add(next.value);
  return next.value;
}

function directed(source: SourceSeries, { direction }: ReportQuery, words: AnalyticTexts): SourceSeries {
  if (direction === 'both') return source;
  const name = words.directed(source.name, words.directions[direction]);
  return { ...source, key: `${source.key}#${direction}`, name };
}

/** Spaces that the zones in force at the end of the period see, number. */
const spacesOf = ({ plans }: SourceSeries, { to }: TimeWindow): number =>
  plans
    .filter(({ since, until }) => since < to && until >= to)
    .reduce((sum, { zone }) => sum + (zone.capacity ?? 0), 0);
