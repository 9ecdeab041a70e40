import { z } from 'zod';
import { cameraId, zoneId } from '../records/ids.ts';
import { instant, instantInput } from '../records/instant.ts';
import { storedTimeZone, timeZone } from '../records/time-zone.ts';
import { measure } from '../records/measures.ts';
import { cursor, limitOr, nextCursor, queryNumberOr } from './paging.ts';
import { list } from './query-list.ts';
import { seriesChange } from './series-change.ts';
import { seriesOrigins, seriesSelection } from './series-selection.ts';

export const trendInterval = z
  .enum(['15m', '1h', '1d', '1w', '1mo', '1q', '1y'])
  .describe(
    'Length of an interval; 1d, 1w (from Monday), 1mo, 1q and 1y are local days, weeks, months, quarters and years of the time zone',
  );
export type TrendInterval = z.infer<typeof trendInterval>;

export const trendsQuery = z.strictObject({
  measure: measure.default('presence'),
  ...seriesSelection,
  from: instantInput.optional().describe('Start, with offset; default: 24 h before `to`'),
  to: instantInput.optional().describe('End, with offset; default: now'),
  interval: trendInterval.default('1h'),
  timeZone: timeZone.default('UTC').describe('IANA time zone of local days and longer intervals'),
  limit: limitOr(200).describe('Maximum number of series per page; fewer if they have many points'),
  cursor: cursor.optional(),
});
export type TrendsQuery = z.infer<typeof trendsQuery>;

/** How completely a time was measured. */
const slotCounts = {
  expected: z.int().min(0).describe('Slots expected, number'),
  measured: z
    .int()
    .min(0)
    .describe('Slots measured, number; of measures of spaces, those that the measure can use'),
  coverage: z.number().min(0).max(1).nullable().describe('measured / expected, ratio'),
};

const number = z.int().min(0);
const spaceHours = z.number().min(0);
/** Sums of turnover over the compared slots of a point. */
const turnoverHours = z.object({
  arrivals: number.describe('Spaces that became occupied, number'),
  departures: number.describe('Spaces that became free, number'),
  comparedHours: spaceHours.describe('Compared time, summed over the spaces, h'),
  occupiedHours: spaceHours.describe('Occupied part of the compared time, summed over the spaces, h'),
});

export const trendPoint = z
  .object({
    startAt: instant.describe('Start of the point'),
    value: z
      .number()
      .nullable()
      .describe('Value of the measure; null if nothing was measured, or for a mean stay without departures'),
    plusMinus: z
      .number()
      .min(0)
      .optional()
      .describe('Uncertainty of value, number; only with the measure estimate'),
    peak: z.number().nullable().describe('Highest slot, number; null if nothing was measured'),
    ...slotCounts,
    turnover: turnoverHours
      .optional()
      .describe('Sums behind the value; only with the measures turnover and stay'),
    reasons: z
      .record(z.string(), z.int().min(1))
      .optional()
      .describe(
        'Reason → slots that a record explains; absent if there are none. ' +
          'unknown_spaces: slots whose spaces could not be judged, by the share of their spaces (measure free); ' +
          'not_compared: measured slots whose spaces were not compared with earlier ones, too_few_spaces: slots of zones ' +
          'with fewer than 4 spaces (measures turnover and stay)',
      ),
  })
  .describe('One point of a trend');
export type TrendPoint = z.infer<typeof trendPoint>;

export const trend = z
  .object({
    measure,
    unit: z.string().describe('Unit of value'),
    interval: trendInterval,
    series: z.array(
      z.object({
        key: z.string().describe('Site id, cameraId/zoneId, or group:name'),
        name: z.string().describe('Display name'),
        timeZone: storedTimeZone.describe('Time zone of the site or camera, or of most cameras of the group'),
        origins: seriesOrigins,
        changes: z
          .array(seriesChange)
          .describe('Changes of zones and cameras within the window, oldest first, at most 100'),
        points: z.array(trendPoint).describe('Oldest first'),
      }),
    ),
    nextCursor,
  })
  .describe('A measure over time');
export type Trend = z.infer<typeof trend>;

const window = {
  from: instantInput.optional().describe('Start, with offset; default: 24 h before `to`'),
  to: instantInput.optional().describe('End, with offset; default: now'),
};

export const ledgerQuery = z.strictObject({
  ...window,
  cameras: list(cameraId).optional().describe('Cameras, comma-separated; default: all'),
  limit: limitOr(1000),
  cursor: cursor.optional(),
});
export type LedgerQuery = z.infer<typeof ledgerQuery>;

/** expected = measured + gaps + pending, always. */
export const ledgerRow = z
  .object({
    cameraId,
    zoneId,
    hourStartAt: instant.describe('Start of the UTC hour'),
    expected: z.int().min(0).describe('Slots expected from the camera versions, number'),
    measured: z.int().min(0).describe('Slots with a measurement, number'),
    gaps: z.int().min(0).describe('Slots without a measurement whose deadline has passed, number'),
    pending: z.int().min(0).describe('Slots whose deadline has not passed, number'),
    reasons: z
      .record(z.string(), z.int().min(1))
      .describe('Gap reason → slots, number; `unreported` if no record explains it'),
  })
  .describe('Slots of one hour of one zone');
export type LedgerRow = z.infer<typeof ledgerRow>;
export const ledgerPage = z
  .object({ items: z.array(ledgerRow).describe('By hour, camera, zone'), nextCursor })
  .describe('The ledger');
export type LedgerPage = z.infer<typeof ledgerPage>;

export const coverageQuery = z.strictObject({
  ...window,
  below: queryNumberOr(1, z.number().min(0).max(1)).describe('Only zones with a lower coverage, ratio'),
});
export type CoverageQuery = z.infer<typeof coverageQuery>;
export const zoneCoverage = z
  .object({
    cameraId,
    zoneId,
    ...slotCounts,
    reasons: z.record(z.string(), z.int().min(1)).describe('Gap reason → slots, number'),
  })
  .describe('Coverage of a zone');
export type ZoneCoverage = z.infer<typeof zoneCoverage>;
export const coverageResponse = z
  .object({
    from: instant.describe('Start of the window'),
    to: instant.describe('End of the window'),
    ...slotCounts,
    items: z.array(zoneCoverage).describe('Worst first'),
  })
  .describe('Coverage per zone');
export type CoverageResponse = z.infer<typeof coverageResponse>;
