import { z } from 'zod';
import { eventOrigins, trendReasons } from '../records/vocabulary.ts';
import { comparedMeasure } from '../records/counter-comparison.ts';
import { cameraId, modelId, zoneId } from '../records/ids.ts';
import { instant, instantInput } from '../records/instant.ts';
import { flowDirection } from '../records/measures.ts';
import { storedTimeZone } from '../records/time-zone.ts';
import { dayRules, holidayTreatment } from './calendars.ts';
import { queryNumber, queryNumberOr } from './paging.ts';
import { seriesChange } from './series-change.ts';
import { reportChart, reportSpecialDay, reportTable } from './report-contents.ts';
import { measuredMeasure, seriesSelection } from './series-selection.ts';

export const reportLanguage = z.enum(['en', 'zh']).describe('Language of a report: English or Chinese');
export type ReportLanguage = z.infer<typeof reportLanguage>;

export const reportFormat = z
  .enum(['html', 'pdf', 'json', 'xlsx', 'csv', 'ndjson', 'parquet'])
  .describe(
    'html, pdf, xlsx: the report as a document or workbook; json: as data; csv, ndjson, parquet: the hours on which it is based',
  );
export type ReportFormat = z.infer<typeof reportFormat>;

const ratio = z.number().min(0).max(1);
const count = z.int().min(0);
const figure = z.number().nullable();
const day = z.iso.date().describe('Local day');

export const reportQuery = z.strictObject({
  language: reportLanguage.default('en'),
  title: z.string().trim().min(1).max(200).optional().describe('Title; default: measure and period'),
  question: z.string().trim().min(1).max(400).optional().describe('Question of the report'),
  measure: measuredMeasure.default('presence'),
  ...seriesSelection,
  from: instantInput.optional().describe('Start, with offset; default: 28 days before `to`'),
  to: instantInput.optional().describe('End, with offset; default: the last hour that is over'),
  minCoverage: queryNumberOr(0.8, ratio).describe('Hours with a lower coverage are left out, ratio'),
  ...dayRules,
  target: queryNumber(z.number())
    .optional()
    .describe(
      'Target in the unit of the measure, of occupancy a share from 0 to 1; default: 0.85 for occupancy, none for other measures',
    ),
});
export type ReportQuery = z.infer<typeof reportQuery>;

export const reportFileQuery = reportQuery.extend({ format: reportFormat.default('html') });
export type ReportFileQuery = z.infer<typeof reportFileQuery>;

export const chartFormat = z
  .enum(['svg', 'png'])
  .describe('svg: vectors with texts; png: a picture of 1440 pixels width');
export type ChartFormat = z.infer<typeof chartFormat>;

export const reportChartQuery = reportQuery.extend({
  chart: queryNumberOr(1, z.int().min(1).max(20)).describe('Number of the chart in the report, from 1'),
  format: chartFormat.default('svg'),
});
export type ReportChartQuery = z.infer<typeof reportChartQuery>;

export const reportSeries = z
  .object({
    key: z.string().describe('Site id, cameraId/zoneId, or group:name'),
    name: z.string().describe('Display name'),
    timeZone: storedTimeZone.describe('Time zone of its hours and days'),
    mean: figure.describe('Mean of the used hours; null if all were left out'),
    median: figure.describe('Median of the used hours'),
    p15: figure.describe('15th percentile of the used hours'),
    p85: figure.describe('85th percentile of the used hours'),
    highest: z
      .object({
        startAt: instant.describe('Start of the hour'),
        localStartAt: z.iso.datetime({ offset: true }).describe('Start in local time with offset'),
        value: z.number().describe('Value of the hour in the unit of the measure'),
      })
      .nullable()
      .describe('The used hour with the highest value, the first of equal ones'),
    peakHour: z
      .object({
        weekday: z.int().min(1).max(7).describe('ISO weekday, 1 Monday to 7 Sunday'),
        hour: z.int().min(0).max(23).describe('Local hour of the day'),
        median: z.number().describe('Median of the peak hour'),
      })
      .nullable()
      .describe('Hour of the week with the highest median'),
    aboveTarget: z
      .object({
        target: z.number().describe('Target in the unit of the measure'),
        hours: count.describe('Used hours at or above the target, number'),
        share: ratio.nullable().describe('Their share of the used hours, ratio'),
        days: count.describe('Local days with such an hour, number'),
      })
      .nullable()
      .describe('Time at or above the target; null without a target'),
    hours: count.describe('Hours used, number'),
    leftOut: count.describe('Hours left out because of their coverage, number'),
    leftOutDays: count.describe('Local days left out as holidays or by request, number'),
    expected: count.describe('Expected slots of all hours, number'),
    measured: count.describe('Measured slots of all hours, number'),
    coverage: ratio.nullable().describe('measured / expected, ratio'),
    gaps: z
      .array(
        z.object({
          reason: z.enum(trendReasons).describe('Reason'),
          slots: z.int().min(1).describe('Slots, number'),
        }),
      )
      .describe('Slots that were not measured, by reason, most first'),
    changes: z.array(seriesChange).describe('Changes of zones and cameras within the period, at most 100'),
  })
  .describe('Figures of one series over the period');
export type ReportSeries = z.infer<typeof reportSeries>;

const reportModel = z
  .object({
    modelId,
    name: z.string().nullable().describe('Display name; null if the package is no longer installed'),
    version: z.string().nullable().describe('Version of the package'),
    sha256: z.string().nullable().describe('SHA-256 of the model file'),
    evaluation: z
      .array(
        z.object({
          set: z.string().describe('Data set'),
          metric: z.string().describe('Name of the figure with its unit'),
          value: z.number().describe('Value'),
        }),
      )
      .describe('Published figures of the model card'),
    handCounts: z
      .object({
        counts: count.describe('Hand counts of the cameras of this report, number'),
        truth: count.describe('Vehicles counted by hand, number'),
        counted: count.describe('Vehicles counted by the cameras, number'),
        errorPercent: z.number().nullable().describe('(counted - truth) / truth, percent'),
      })
      .nullable()
      .describe('Error of the model at these cameras; null without hand counts'),
  })
  .describe('A detection model and its error figures');

const reportComparison = z
  .object({
    comparisonId: cameraId.describe('Id of the comparison'),
    cameraId,
    zoneId,
    name: z.string().describe('Display names of the camera and of the zone'),
    counter: z.string().describe('Name of the counter'),
    measure: comparedMeasure,
    direction: flowDirection.describe('Direction that was compared'),
    startAt: instant.describe('Start of the compared period'),
    endAt: instant.describe('End of the compared period'),
    pairs: z.int().min(1).describe('Intervals that both measured, number'),
    days: z.int().min(1).describe('Local days of these intervals, number'),
    errorPercent: figure.describe(
      '(camera - counter) / counter, percent; null if the counter counted nothing',
    ),
    lowPercent: figure.describe('Lower end of the 95 % confidence interval of the error, percent'),
    highPercent: figure.describe('Upper end of the 95 % confidence interval of the error, percent'),
  })
  .describe('The newest comparison of a zone with a counter');

const reportZone = z
  .object({
    cameraId,
    cameraName: z.string().describe('Display name of the camera'),
    zoneId,
    zoneName: z.string().describe('Display name of the zone'),
    version: z.int().min(1).describe('Version of the camera'),
    validFromAt: instant.describe('Time from which the version counted'),
    validUntilAt: instant.nullable().describe('Time at which it was replaced; null if it still counts'),
    geometry: z.string().describe('SHA-256 of what is counted in the zone: its shape, classes and settings'),
    modelId,
  })
  .describe('A zone of one camera version that counted in the period');

export const reportMethod = z
  .object({
    query: z.string().describe('Request that returns the hours on which the report is based'),
    rows: count.describe('Rows of that request, number'),
    sha256: z.string().describe('SHA-256 of its response with format=ndjson'),
    further: z
      .array(
        z.object({
          query: z.string().describe('Request'),
          rows: count.describe('Rows of that request, number'),
          sha256: z.string().describe('SHA-256 of its response with format=ndjson'),
        }),
      )
      .describe('Further requests, if the report is based on several'),
    rules: z.array(z.string()).describe('How the findings were computed, in sentences'),
    minCoverage: ratio.describe('Hours with a lower coverage are left out, ratio'),
    excludedDays: z.array(day).describe('Local days that are left out by request'),
    holidays: holidayTreatment,
    specialDays: z
      .array(reportSpecialDay)
      .describe('Holidays and events of the series, oldest first, at most 500'),
    timeZones: z
      .array(
        z.object({
          timeZone: storedTimeZone,
          changes: z
            .array(
              z.object({
                changedAt: instant.describe('Moment of the change'),
                before: z.string().describe('Offset from UTC before, like +01:00'),
                after: z.string().describe('Offset from UTC after'),
              }),
            )
            .describe('Changes of clocks within the period'),
        }),
      )
      .describe('Time zones of the series'),
    zones: z.array(reportZone).describe('Zones and their versions, by camera'),
    origins: z
      .array(z.enum(eventOrigins))
      .describe('Origins of the numbers of all series; simulated: from rendered scenes or a simulation'),
    models: z.array(reportModel).describe('Models that counted'),
    comparisons: z
      .array(reportComparison)
      .describe('Comparisons of these zones and models with counters, the newest of each'),
    suppression: z.literal('none').describe('Small counts are not suppressed'),
    software: z
      .object({
        name: z.literal('Vialog').describe('Name'),
        version: z.string().describe('Version'),
      })
      .describe('Software that made the report'),
  })
  .describe('How the figures were made');
export type ReportMethod = z.infer<typeof reportMethod>;

export const report = z
  .object({
    v: z.literal(1).describe('Version of this format'),
    language: reportLanguage,
    title: z.string().describe('Title'),
    question: z.string().nullable().describe('Question of the report'),
    findings: z.array(z.string()).min(1).describe('What was found, in sentences with their uncertainty'),
    createdAt: instant.describe('Time at which the report was made'),
    from: instant.describe('Start of the period'),
    to: instant.describe('End of the period'),
    measure: measuredMeasure,
    unit: z.string().describe('Unit of the values'),
    direction: flowDirection,
    classes: z.array(z.string()).nullable().describe('Classes that were summed; null: all'),
    expected: count.describe('Expected slots of all series, number'),
    measured: count.describe('Measured slots of all series, number'),
    coverage: ratio.nullable().describe('measured / expected, ratio'),
    series: z.array(reportSeries),
    charts: z.array(reportChart).describe('Charts in the order of the report'),
    tables: z.array(reportTable).describe('Tables in the order of the report'),
    method: reportMethod,
  })
  .describe('A report: figures, coverage and method');
export type Report = z.infer<typeof report>;
