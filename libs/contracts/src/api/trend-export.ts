import { z } from 'zod';
import { countClass } from '../records/count-classes.ts';
import { cameraId, siteId, zoneId } from '../records/ids.ts';
import { instantInput } from '../records/instant.ts';
import { flowDirection, measure } from '../records/measures.ts';
import { groupName, list } from './query-list.ts';
import { trendInterval } from './trend-responses.ts';

export const trendExportQuery = z.strictObject({
  format: z
    .enum(['csv', 'ndjson'])
    .default('csv')
    .describe('csv: for spreadsheets; ndjson: one JSON object per line'),
  measure: measure
    .exclude(['estimate'])
    .default('presence')
    .describe('Measure as in `GET /v1/trends`, without the measure estimate'),
  direction: flowDirection.default('both'),
  classes: list(countClass)
    .optional()
    .describe('Classes to sum, comma-separated; default: all counted classes'),
  sites: list(siteId).optional().describe('Sites, comma-separated: one series each; default: all sites'),
  cameras: list(cameraId).optional().describe('Cameras, comma-separated: one series per zone'),
  groups: list(groupName).optional().describe('Groups of cameras, comma-separated: one series each'),
  zone: zoneId.optional().describe('Only zones with this id'),
  from: instantInput.optional().describe('Start, with offset; default: 24 h before `to`'),
  to: instantInput.optional().describe('End, with offset; default: now'),
  interval: trendInterval
    .default('1h')
    .describe('Length of an interval; 1h and 1d are hours and days of the local time'),
});
export type TrendExportQuery = z.infer<typeof trendExportQuery>;
