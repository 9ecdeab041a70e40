import { z } from 'zod';
import { instant, instantInput } from '../records/instant.ts';
import { storedTimeZone } from '../records/time-zone.ts';
import { dayRules, holidayTreatment, seriesDays } from './calendars.ts';
import { cursor, limitOr, nextCursor, queryNumber, queryNumberOr } from './paging.ts';
import { measuredMeasure, seriesOrigins, seriesSelection } from './series-selection.ts';
import { seriesChange } from './series-change.ts';

const ratio = z.number().min(0).max(1);
const count = z.int().min(0);

/** Which series, from which hours. */
const selection = {
  measure: measuredMeasure.default('presence'),
  ...seriesSelection,
  minCoverage: queryNumberOr(0.8, ratio).describe('Hours with a lower coverage are left out, ratio'),
  ...dayRules,
  limit: limitOr(20).describe('Maximum number of series per page; fewer if they have many hours'),
  cursor: cursor.optional(),
};

const seriesFields = {
  key: z.string().describe('Site id, cameraId/zoneId, or group:name'),
  name: z.string().describe('Display name'),
  timeZone: storedTimeZone.describe('Time zone of its hours and days, of the site or of most of its cameras'),
  origins: seriesOrigins,
  changes: z
    .array(seriesChange)
    .describe('Changes of zones and cameras within the periods, oldest first, at most 100'),
  ...seriesDays,
};

/** How completely the hours of a period were measured. */
const completeness = {
  hours: count.describe('Hours used, number'),
  leftOut: count.describe('Hours left out because of their coverage, number'),
  coverage: ratio
    .nullable()
    .describe('Measured / expected slots of all hours, also of those left out, ratio'),
};

const weekday = z.int().min(1).max(7).describe('ISO weekday, 1 Monday to 7 Sunday');
const hour = z.int().min(0).max(23).describe('Local hour of the day');
const unit = z.string().describe('Unit of the values');
const minCoverage = ratio.describe('Hours with a lower coverage are left out, ratio');
const holidays = holidayTreatment;

export const trendProfileQuery = z.strictObject({
  ...selection,
  from: instantInput.optional().describe('Start, with offset; default: 91 days (13 weeks) before `to`'),
  to: instantInput.optional().describe('End, with offset; default: now'),
  target: queryNumber(z.number())
    .optional()
    .describe(
      'Target in the unit of the measure, of occupancy a share from 0 to 1; default: 0.85 for occupancy, none for other measures',
    ),
});
export type TrendProfileQuery = z.infer<typeof trendProfileQuery>;

export const profileCell = z
  .object({
    weekday,
    hour,
    median: z.number().nullable().describe('Median of the hours; null if all were left out'),
    p15: z.number().nullable().describe('15th percentile of the hours'),
    p85: z.number().nullable().describe('85th percentile of the hours'),
    mean: z.number().nullable().describe('Mean of the hours'),
    ...completeness,
  })
  .describe('One hour of the week');
export type ProfileCellResponse = z.infer<typeof profileCell>;

export const trendProfile = z
  .object({
    measure: measuredMeasure,
    unit,
    from: instant.describe('Start of the period'),
    to: instant.describe('End of the period'),
    minCoverage,
    holidays,
    series: z.array(
      z.object({
        ...seriesFields,
        ...completeness,
        cells: z
          .array(profileCell)
          .describe('By weekday and hour; an hour that was never expected is absent'),
        peakHour: z
          .object({
            weekday,
            hour,
            median: z.number().describe('Median of the peak hour'),
            factor: z
              .number()
              .min(0.25)
              .max(1)
              .nullable()
              .describe('Median of mean of the hour / highest quarter hour, ratio'),
            factorHours: count.describe('Hours the factor is based on, number'),
          })
          .nullable()
          .describe('Hour of the week with the highest median; null if nothing was measured'),
        aboveTarget: z
          .object({
            target: z.number().describe('Target in the unit of the measure'),
            hours: count.describe('Hours at or above the target, number'),
            share: ratio.nullable().describe('Their share of the used hours, ratio'),
            days: count.describe('Local days with such an hour, number'),
          })
          .nullable()
          .describe('Time at or above the target; null without a target'),
      }),
    ),
    nextCursor,
  })
  .describe('Typical week of a measure');
export type TrendProfile = z.infer<typeof trendProfile>;

export const trendComparisonQuery = z.strictObject({
  ...selection,
  beforeStartAt: instantInput.describe('Start of the first period, with offset'),
  beforeEndAt: instantInput.describe('End of the first period, with offset'),
  afterStartAt: instantInput.describe('Start of the second period, with offset'),
  afterEndAt: instantInput.describe('End of the second period, with offset'),
});
export type TrendComparisonQuery = z.infer<typeof trendComparisonQuery>;

export const comparedPeriod = z
  .object({
    from: instant.describe('Start of the period'),
    to: instant.describe('End of the period'),
    value: z.number().nullable().describe('Mean over the compared hours of the week; null if there are none'),
    days: count.describe('Local days that were compared, number'),
    leftOutDays: count.describe('Local days of the period that are left out, number'),
    ...completeness,
  })
  .describe('One of two compared periods');
export type ComparedPeriod = z.infer<typeof comparedPeriod>;

export const comparisonVerdict = z
  .enum(['higher', 'lower', 'no_clear_change', 'too_little'])
  .describe('Result: the interval is above 0, below 0 or contains 0; or a period has too few measured days');
export type ComparisonVerdict = z.infer<typeof comparisonVerdict>;

export const trendComparison = z
  .object({
    measure: measuredMeasure,
    unit,
    minCoverage,
    holidays,
    minDays: count.describe('Measured days that each period needs, number'),
    series: z.array(
      z.object({
        ...seriesFields,
        before: comparedPeriod,
        after: comparedPeriod,
        comparedHours: count.describe(
          'Hours of the week that both periods have and that are compared, 0 to 168; hours of the day with holidays=only',
        ),
        difference: z.number().nullable().describe('after - before, in the unit of the measure'),
        relative: z.number().nullable().describe('Difference / before, ratio; null if before is 0'),
        interval: z
          .object({
            level: ratio.describe('Confidence level, ratio'),
            low: z.number().describe('Lower end, in the unit of the measure'),
            high: z.number().describe('Upper end, in the unit of the measure'),
          })
          .nullable()
          .describe(
            'Confidence interval of the difference by bootstrap of days; null if there is too little',
          ),
        effectSize: z.number().nullable().describe("Hedges' g of the days; null if there is too little"),
        verdict: comparisonVerdict,
        sentence: z.string().describe('The result as an English sentence'),
      }),
    ),
    nextCursor,
  })
  .describe('Comparison of two periods');
export type TrendComparison = z.infer<typeof trendComparison>;

export const trendAnomaliesQuery = z.strictObject({
  ...selection,
  from: instantInput.optional().describe('Start, with offset; default: 7 days before `to`'),
  to: instantInput.optional().describe('End, with offset; default: now'),
  baselineStartAt: instantInput
    .optional()
    .describe('Start of the baseline, with offset; default: 91 days before its end, with holidays=only 364'),
  baselineEndAt: instantInput.optional().describe('End of the baseline, with offset; default: `from`'),
  threshold: queryNumberOr(3.5, z.number().min(1).max(100)).describe(
    'An hour is unusual from this score, above or below',
  ),
});
export type TrendAnomaliesQuery = z.infer<typeof trendAnomaliesQuery>;

export const trendAnomalies = z
  .object({
    measure: measuredMeasure,
    unit,
    from: instant.describe('Start of the judged period'),
    to: instant.describe('End of the judged period'),
    baselineStartAt: instant.describe('Start of the baseline'),
    baselineEndAt: instant.describe('End of the baseline'),
    threshold: z.number().describe('An hour is unusual from this score, above or below'),
    minCoverage,
    holidays,
    series: z.array(
      z.object({
        ...seriesFields,
        ...completeness,
        baselineLeftOutDays: count.describe('Local days that are left out of the baseline, number'),
        withoutBaseline: count.describe(
          'Used hours that the baseline cannot judge: fewer than 5 comparable hours, or all equal',
        ),
        found: count.describe('Unusual hours, number; `items` has at most 100'),
        items: z
          .array(
            z
              .object({
                startAt: instant.describe('Start of the hour'),
                weekday,
                hour,
                value: z.number().describe('Value of the hour'),
                coverage: ratio.describe('Measured / expected slots of the hour, ratio'),
                score: z
                  .number()
                  .describe(
                    'Modified z-score: distance from the median in standard deviations, negative below',
                  ),
                median: z
                  .number()
                  .describe(
                    'Median of the same hour of the week in the baseline; with holidays=only of the same hour of holidays',
                  ),
                deviation: z.number().describe('Median absolute deviation in the baseline'),
                baselineHours: count.describe('Hours of the baseline, number'),
              })
              .describe('An unusual hour'),
          )
          .describe('Most unusual first'),
      }),
    ),
    nextCursor,
  })
  .describe('Hours that differ from the usual hour of the week');
export type TrendAnomalies = z.infer<typeof trendAnomalies>;
