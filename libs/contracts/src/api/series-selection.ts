import { z } from 'zod';
import { countClass } from '../records/count-classes.ts';
import { cameraId, siteId, zoneId } from '../records/ids.ts';
import { flowDirection, measure } from '../records/measures.ts';
import { eventOrigins } from '../records/vocabulary.ts';
import { list } from './query-list.ts';

export const groupName = z.string().min(1).max(40).describe('Name of a group of cameras');

/** Which series a request reads. */
export const seriesSelection = {
  direction: flowDirection.default('both'),
  classes: list(countClass)
    .optional()
    .describe('Classes to sum, comma-separated; default: all counted classes'),
  sites: list(siteId)
    .optional()
    .describe('Sites, comma-separated: one series each; default: all, unless cameras or groups are given'),
  cameras: list(cameraId).optional().describe('Cameras, comma-separated: one series per zone'),
  groups: list(groupName)
    .optional()
    .describe('Groups of cameras, comma-separated: one series each, the sum of their main zones'),
  zone: zoneId.optional().describe('Only zones with this id'),
  origin: list(z.enum(eventOrigins))
    .optional()
    .describe('Origins of the numbers, comma-separated: camera, simulated, counter; default: all'),
};

/** Where the numbers of a series come from. */
export const seriesOrigins = z
  .array(z.enum(eventOrigins))
  .describe(
    'Origins of the numbers. Simulated numbers are left out of a series that has others, unless the request names origins',
  );

/** Every measure but the estimate, which is never measured, so that it has no coverage and no statistics. */
export const measuredMeasure = measure
  .exclude(['estimate'])
  .describe('Measure as in `GET /v1/trends`, without the measure estimate');
