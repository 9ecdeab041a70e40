import { z } from 'zod';
import { specialDayKind } from './calendars.ts';

const figure = z.number().nullable();
const title = z.string().describe('Title');
const seriesName = z.string().describe('Display name of the series');
const ratio = z.number().min(0).max(1);
const unit = z
  .string()
  .describe('Unit in the language of the report; %: values are ratios that are shown as percent');

export const reportTable = z
  .object({
    title,
    columns: z
      .array(
        z.object({
          label: z.string().describe('Heading'),
          kind: z
            .enum(['text', 'number', 'percent', 'count'])
            .describe('percent: a ratio that is shown as percent'),
        }),
      )
      .describe('Columns'),
    rows: z
      .array(z.array(z.union([z.string(), z.number(), z.null()])))
      .describe('Cells of each row, in the order of the columns; null: no value'),
  })
  .describe('A table of a report');
export type ReportTable = z.infer<typeof reportTable>;

export const reportSpecialDay = z
  .object({
    date: z.iso.date().describe('Local day'),
    kind: specialDayKind,
    name: z.string().describe('Name in the language of the report, if its calendar has one'),
    leftOut: z.boolean().describe('Whether the day is left out of the figures'),
  })
  .describe('A holiday or event');
export type ReportSpecialDay = z.infer<typeof reportSpecialDay>;

const daysChart = z
  .object({
    kind: z.literal('days').describe('Kind of chart'),
    title,
    unit,
    target: figure.describe('Line that is drawn across; null: none'),
    series: z.array(
      z.object({
        name: seriesName,
        days: z
          .array(
            z.object({
              date: z.iso.date().describe('Local day'),
              value: figure.describe('Mean of the used hours of the day; null without one'),
              coverage: ratio.nullable().describe('measured / expected of the day, ratio'),
            }),
          )
          .describe('Points of the line'),
      }),
    ),
    marks: z
      .array(
        z.object({
          date: z.iso.date().describe('Local day of the change'),
          label: z.string().describe('What changed'),
        }),
      )
      .describe('Changes after which figures may not be comparable'),
    specialDays: z.array(reportSpecialDay).describe('Holidays and events that are marked on the axis'),
    minCoverage: ratio.describe('Days with a lower coverage are hatched, ratio'),
  })
  .describe('A line per series, with one point per local day');
export type DaysChart = z.infer<typeof daysChart>;

const weekChart = z
  .object({
    kind: z.literal('week').describe('Kind of chart'),
    title,
    unit,
    cells: z
      .array(
        z.object({
          weekday: z.int().min(1).max(7).describe('ISO weekday, 1 Monday to 7 Sunday'),
          hour: z.int().min(0).max(23).describe('Local hour of the day'),
          median: figure.describe('Median of the used hours; null if all were left out'),
        }),
      )
      .describe('Hours of the week'),
  })
  .describe('Typical week of one series: hour × weekday');
export type WeekChart = z.infer<typeof weekChart>;

const barsChart = z
  .object({
    kind: z.literal('bars').describe('Kind of chart'),
    title,
    unit,
    bars: z
      .array(
        z.object({
          name: seriesName,
          value: figure.describe('Length of the bar; null: no value'),
          low: figure.describe('Lower end of the range; null: none'),
          high: figure.describe('Upper end of the range; null: none'),
        }),
      )
      .describe('Bars'),
  })
  .describe('One bar per series, with its range');
export type BarsChart = z.infer<typeof barsChart>;

export const reportChart = z.discriminatedUnion('kind', [daysChart, weekChart, barsChart]);
export type ReportChart = z.infer<typeof reportChart>;
