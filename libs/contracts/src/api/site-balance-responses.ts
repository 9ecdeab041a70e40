import { z } from 'zod';
import { countClass } from '../records/count-classes.ts';
import { cameraId, siteId, zoneId } from '../records/ids.ts';
import { instant } from '../records/instant.ts';
import { setCount } from '../records/set-count.ts';
import { limitOr } from './paging.ts';

export const setCountsQuery = z.strictObject({ limit: limitOr(1000) });
export type SetCountsQuery = z.infer<typeof setCountsQuery>;

export const setCountsResponse = z
  .strictObject({ items: z.array(setCount).describe('By moment of the count, newest first') })
  .describe('The newest set counts of a site');
export type SetCountsResponse = z.infer<typeof setCountsResponse>;

const gateLine = z
  .strictObject({
    cameraId,
    zoneId,
    name: z.string().describe('Name of the camera and of the zone'),
    unmeasuredMs: z.int().min(0).describe('Time without a measurement since the set count, ms'),
  })
  .describe('A main line zone of the site: inbound crossings enter the site, outbound crossings leave it');

const sinceSetCount = z
  .strictObject({
    elapsedMs: z.int().min(0).describe('Time since the set count, ms'),
    inbound: z.int().min(0).describe('Inbound crossings, number'),
    outbound: z.int().min(0).describe('Outbound crossings, number'),
    balance: z.int().describe('inbound − outbound, number'),
    pending: z.int().min(0).describe('Slots of gate lines that are not reported yet, number'),
    unmeasuredMs: z
      .int()
      .min(0)
      .describe('Time in which a gate line was not measured, all gate lines added up, ms'),
    errorPercent: z
      .number()
      .min(0)
      .nullable()
      .describe(
        'Counting error of the gate lines in their last hand counts, percent; null without hand counts',
      ),
    handCounts: z.int().min(0).describe('Hand counts on which errorPercent is based, number'),
  })
  .describe('What happened at the gate lines since the set count: the causes of drift');

const zoneCorrection = z
  .strictObject({
    low: z.int().min(0).describe('Vehicles that the zones see at least, number'),
    high: z
      .int()
      .nullable()
      .describe(
        'Capacity of the site minus the spaces that the zones see free, number; null without a capacity',
      ),
    corrected: z.int().describe('The estimate, limited to low and high, number'),
    zones: z.int().min(1).describe('Main area and bays zones that were measured, number'),
    fromAt: instant.describe('Start of the time over which the zones are averaged'),
    toAt: instant.describe('End of that time'),
  })
  .describe('Limits of the number of vehicles from the main area and bays zones of the site');

export const siteBalanceKinds = ['estimated', 'unknown', 'no_set_count', 'no_gate_lines'] as const;

export const siteBalance = z
  .strictObject({
    siteId,
    readAt: instant.describe('Time of the reading'),
    kind: z
      .enum(siteBalanceKinds)
      .describe(
        'estimated: computed from a set count and crossings, never measured; unknown: a gate line was not measured for too ' +
          'long, or the set count is too old; no_set_count: a count has to be set; no_gate_lines: no line zone of role main ' +
          'has this site',
      ),
    estimate: z
      .int()
      .nullable()
      .describe(
        'Set count + balance, number; null unless estimated. Below 0 or above the capacity it is drift, and is not limited',
      ),
    plusMinus: z
      .int()
      .min(0)
      .nullable()
      .describe('Uncertainty of the estimate by unmeasured time and by the known counting error, number'),
    impossible: z
      .enum(['below_zero', 'above_capacity'])
      .optional()
      .describe('The estimate cannot be true: set a new count'),
    unknownFromAt: instant.optional().describe('From when on the estimate is unknown'),
    unknownReason: z
      .enum(['unmeasured', 'no_history', 'set_count_old'])
      .optional()
      .describe(
        'unmeasured: a gate line was not measured for more than 15 minutes in total; no_history: it was not measured for some ' +
          'time, and less than a day of measurements shows how busy it is; set_count_old: the set count is older than 30 days',
      ),
    capacity: z.int().min(1).optional().describe('Parking spaces of the site, number'),
    classes: z.array(countClass).describe('Classes whose crossings count'),
    gateLines: z.array(gateLine).describe('Gate lines since the set count, or now'),
    setCount: setCount.optional().describe('The newest set count'),
    since: sinceSetCount.optional().describe('Absent without a set count'),
    correction: zoneCorrection
      .optional()
      .describe('Absent unless estimated, and if no main area or bays zone was measured'),
  })
  .describe(
    'The estimated number of vehicles in a site, from a set count and the crossings of its gate lines',
  );
export type SiteBalance = z.infer<typeof siteBalance>;
