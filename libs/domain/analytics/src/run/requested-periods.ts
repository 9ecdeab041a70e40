import { dayMs, epochOf, isoOf, type AnalyticQuery } from '@vialog/contracts';
import {
  invalidParameter,
  openReportSource,
  type EventPorts,
  type ReportSource,
  type SourceQuery,
  type TimeWindow,
} from '@vialog/events';
import type { AnalyticDefinition } from '../catalogue/analytic-definition.ts';
import { instantsOfLocalTime, offsetAt } from '@vialog/measuring';
import { durationOf, readComparison, type Comparison } from '../catalogue/periods.ts';

export interface Periods {
  readonly main: TimeWindow;
  /** Before the main period. */
  readonly compared: TimeWindow | undefined;
}

type Times = Pick<AnalyticQuery, 'from' | 'to' | 'changeAt'>;

/**
 * The periods of a run. Both end with an hour that is over.
 * @throws {VialogError} VALIDATION_FAILED for times that do not match each other or the definition
 */
export async function requestedPeriods(
  ports: EventPorts,
  definition: AnalyticDefinition,
  { query, source }: { readonly query: Times; readonly source: SourceQuery },
): Promise<Periods> {
  const lengthMs = durationOf(definition.period) ?? 0;
  const comparison = readComparison(definition.comparison) ?? { kind: 'none' };
  const openOf = ({ from, to }: Pick<Times, 'from' | 'to'>): Promise<ReportSource> =>
    openReportSource(ports, { ...source, from, to }, lengthMs);
  const windowOf = async (times: Pick<Times, 'from' | 'to'>): Promise<TimeWindow> =>
    (await openOf(times)).window;
  if (comparison.kind === 'before_and_after') return aroundDate(query, lengthMs, windowOf);
  if (query.changeAt !== undefined)
    throw invalidParameter(
      'changeAt',
      'This analytic has no date between two periods; leave out "changeAt".',
    );
  const { window: main, timeZone } = await openOf(query);
  switch (comparison.kind) {
    case 'none':
      return { main, compared: undefined };
    case 'time_before':
      return { main, compared: { from: main.from - comparison.lengthMs, to: main.from } };
    case 'year_before':
      return { main, compared: windowYearBefore(main, { timeZone, ...comparison }) };
  }
}

type YearBefore = Pick<Extract<Comparison, { kind: 'year_before' }>, 'same'> & { readonly timeZone: string };

/** The same local times a year before. */
function windowYearBefore(main: TimeWindow, rule: YearBefore): TimeWindow {
  const compared = { from: yearBefore(main.from, rule), to: endYearBefore(main.to, rule) };
  if (compared.to <= main.from) return compared;
  throw invalidParameter(
    'from',
    `Expected at most 364 days, found ${isoOf(main.from)} to ${isoOf(main.to)}: a longer period overlaps that of the year before.`,
  );
}

function yearBefore(at: number, rule: YearBefore): number {
  return instantOf(localYearBefore(at + offsetAt(at, rule.timeZone), rule), rule.timeZone);
}

/** A period that ends with 28 February ends with that day a year before, also when 29 February follows. */
function endYearBefore(end: number, rule: YearBefore): number {
  const lastLocal = end + offsetAt(end, rule.timeZone) - 1;
  return instantOf(localYearBefore(lastLocal, rule) + 1, rule.timeZone);
}

/** A local time that clocks skip is that of the offset of its day. */
const instantOf = (local: number, timeZone: string): number =>
  instantsOfLocalTime(local, timeZone)[0] ?? local - offsetAt(local, timeZone);

/** Of 29 February it is 28 February. */
function localYearBefore(local: number, { same }: YearBefore): number {
  if (same === 'weekdays') return local - 364 * dayMs;
  const date = new Date(local);
  const [year, month, day] = [date.getUTCFullYear() - 1, date.getUTCMonth(), date.getUTCDate()];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return date.setUTCFullYear(year, month, Math.min(day, lastDay));
}

async function aroundDate(
  { from, to, changeAt }: Times,
  lengthMs: number,
  windowOf: (times: Pick<Times, 'from' | 'to'>) => Promise<TimeWindow>,
): Promise<Periods> {
  const end = to ?? (changeAt === undefined ? undefined : isoOf(epochOf(changeAt) + lengthMs));
  const main = await windowOf({ from: changeAt, to: end });
  if (main.from >= main.to)
    throw invalidParameter(
      'changeAt',
      `Expected a date before the last hour that is over, found ${changeAt ?? ''}.`,
    );
  const before = from === undefined ? main.from - lengthMs : epochOf(from);
  if (before < main.from) return { main, compared: { from: before, to: main.from } };
  throw invalidParameter(
    'from',
    `Expected "from" before "changeAt" (${isoOf(main.from)}), found ${from ?? ''}.`,
  );
}
