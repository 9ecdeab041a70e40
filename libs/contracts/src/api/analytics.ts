import { z } from 'zod';
import { dayRules } from './calendars.ts';
import { instant, instantInput } from '../records/instant.ts';
import { queryNumber, queryNumberOr } from './paging.ts';
import { chartFormat, report, reportFormat, reportLanguage } from './report.ts';
import { measuredMeasure, seriesSelection } from './series-selection.ts';

const ratio = z.number().min(0).max(1);

export const analyticId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,59}$/, 'expected 2 to 60 lower-case letters, digits and hyphens')
  .describe('Name of the file of the analytic without its extension');

export const analyticFinding = z
  .enum([
    'overview',
    'peak_hours',
    'time_at_target',
    'spare_spaces',
    'mergeable',
    'change',
    'usual_week',
    'unusual_days',
    'coverage',
  ])
  .describe(
    'What is computed: figures of the period; hours of the week with the highest median; when the target is reached; ' +
      'series rarely at the target; sites whose vehicles have room in one of two; difference of two periods; ' +
      'the period beside the usual weeks; unusual days; how completely was measured',
  );
export type AnalyticFinding = z.infer<typeof analyticFinding>;

export const analyticPopulation = z
  .enum(['sites', 'parking_lots', 'groups', 'zones', 'lines'])
  .describe('Series: sites, sites of the kind parking lot, groups of cameras, zones of cameras, line zones');
export type AnalyticPopulation = z.infer<typeof analyticPopulation>;

export const analyticChartKind = z
  .enum(['days', 'week', 'bars'])
  .describe('days: a line per local day; week: hour × weekday; bars: the figure of the finding per series');
export type AnalyticChartKind = z.infer<typeof analyticChartKind>;

/** A text in both languages. */
export const analyticWords = z
  .object({ en: z.string().describe('English'), zh: z.string().describe('Chinese') })
  .describe('A text in both languages');
export type AnalyticWords = z.infer<typeof analyticWords>;

export const analyticSummary = z
  .object({
    id: analyticId,
    origin: z
      .enum(['shipped', 'own'])
      .describe('shipped: part of Vialog; own: of the folder of the operator'),
    question: analyticWords,
    about: analyticWords.nullable().describe('What the result is good for; null: not stated'),
    finding: analyticFinding,
    measure: measuredMeasure,
    population: analyticPopulation,
    period: z.string().describe('Default length of the period, like 13 weeks'),
    comparison: z
      .string()
      .describe(
        'none; before and after; the length of the time before, like 13 weeks before; year before; or same weekdays a year before',
      ),
    chart: analyticChartKind,
    target: z
      .number()
      .nullable()
      .describe('Target in the unit of the measure, of occupancy 0.85 unless another is stated; null: none'),
    minCoverage: ratio.describe('Hours with a lower coverage are left out, ratio'),
  })
  .describe('An analytic of the catalogue');
export type AnalyticSummary = z.infer<typeof analyticSummary>;

export const analyticsQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe('Words that the question must contain, in either language'),
});
export type AnalyticsQuery = z.infer<typeof analyticsQuery>;

export const definitionFault = z
  .object({
    file: z.string().describe('Name of the file'),
    line: z.int().min(1).describe('Line, from 1'),
    message: z.string().describe('What was expected and what was found'),
  })
  .describe('A fault of a definition');
export type DefinitionFault = z.infer<typeof definitionFault>;

export const analyticsList = z
  .object({
    items: z.array(analyticSummary).describe('Shipped first, then own ones by id'),
    rejected: z.array(definitionFault).describe('Faults of own definitions, which are left out'),
  })
  .describe('The catalogue of analytics');
export type AnalyticsList = z.infer<typeof analyticsList>;

const { sites, cameras, groups, zone, origin } = seriesSelection;

export const analyticQuery = z.strictObject({
  language: reportLanguage.default('en'),
  sites,
  cameras,
  groups,
  zone,
  origin,
  from: instantInput.optional().describe('Start of the period, with offset; default: as in the definition'),
  to: instantInput.optional().describe('End of the period, with offset; default: the last hour that is over'),
  changeAt: instantInput
    .optional()
    .describe('Date between the periods of a comparison before and after; default: one period before `to`'),
  target: queryNumber(z.number())
    .optional()
    .describe(
      'Target in the unit of the measure, of occupancy a share from 0 to 1; default: of the definition',
    ),
  minCoverage: queryNumber(ratio)
    .optional()
    .describe('Hours with a lower coverage are left out, ratio; default: of the definition'),
  ...dayRules,
});
export type AnalyticQuery = z.infer<typeof analyticQuery>;

export const analyticFileQuery = analyticQuery.extend({ format: reportFormat.default('html') });
export type AnalyticFileQuery = z.infer<typeof analyticFileQuery>;

export const analyticChartQuery = analyticQuery.extend({
  chart: queryNumberOr(1, z.int().min(1).max(20)).describe('Number of the chart in the report, from 1'),
  format: chartFormat.default('svg'),
});
export type AnalyticChartQuery = z.infer<typeof analyticChartQuery>;

export const analyticResult = z
  .object({
    analytic: analyticSummary,
    compared: z
      .object({ from: instant.describe('Start'), to: instant.describe('End') })
      .nullable()
      .describe('Period with which that of the report is compared; null: none'),
    method: z
      .array(
        z.object({
          term: z.string().describe('What is described'),
          lines: z.array(z.string()).describe('Description'),
        }),
      )
      .describe('The method of the report in words'),
    report: report.describe('Question, result in sentences with its uncertainty, charts, tables and method'),
  })
  .describe('Result of an analytic');
export type AnalyticResult = z.infer<typeof analyticResult>;
