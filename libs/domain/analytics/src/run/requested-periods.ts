import { epochOf, isoOf, type AnalyticQuery } from '@vialog/contracts';
import {
  invalidParameter,
  openReportSource,
  type EventPorts,
  type SourceQuery,
  type TimeWindow,
} from '@vialog/events';
import type { AnalyticDefinition } from '../catalogue/analytic-definition.ts';
import { durationOf, readComparison } from '../catalogue/periods.ts';

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
  const windowOf = async (times: Pick<Times, 'from' | 'to'>): Promise<TimeWindow> =>
    (await openReportSource(ports, { ...source, from: times.from, to: times.to }, lengthMs)).window;
  if (comparison.kind === 'before_and_after') return aroundDate(query, lengthMs, windowOf);
  if (query.changeAt !== undefined)
    throw invalidParameter(
      'changeAt',
      'This analytic has no date between two periods; leave out "changeAt".',
    );
  const main = await windowOf(query);
  if (comparison.kind === 'none') return { main, compared: undefined };
  return { main, compared: { from: main.from - comparison.lengthMs, to: main.from } };
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
