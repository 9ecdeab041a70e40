import { z } from 'zod';
import { instantInput } from '../records/instant.ts';
import { measuredMeasure, seriesSelection } from './series-selection.ts';
import { trendInterval } from './trend-responses.ts';

export const trendExportQuery = z.strictObject({
  format: z
    .enum(['csv', 'ndjson', 'xlsx', 'parquet'])
    .default('csv')
    .describe('csv, xlsx: for spreadsheets; ndjson: one JSON object per line; parquet: for analysis'),
  measure: measuredMeasure.default('presence'),
  ...seriesSelection,
  from: instantInput.optional().describe('Start, with offset; default: 24 h before `to`'),
  to: instantInput.optional().describe('End, with offset; default: now'),
  interval: trendInterval
    .default('1h')
    .describe('Length of an interval; 1h and 1d are hours and days of the local time'),
});
export type TrendExportQuery = z.infer<typeof trendExportQuery>;
