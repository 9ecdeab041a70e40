import { z } from 'zod';
import { countEvent } from '../records/count-event.ts';
import { gapReason } from '../records/gap-reason.ts';
import { cameraId, siteId, zoneId } from '../records/ids.ts';
import { instant } from '../records/instant.ts';
import { timeZone } from '../records/time-zone.ts';
import { cursor, limitOr, nextCursor } from './paging.ts';

/** The search line: at most 1,000 characters; docs/search.md has the grammar. */
export const searchLine = z
  .string()
  .max(1000)
  .describe('Search line, e.g. car>=20 last:2h near:31.03,112.20,2km');

export const eventsQuery = z.strictObject({
  q: searchLine.default(''),
  limit: limitOr(50),
  cursor: cursor.optional(),
});
export type EventsQuery = z.infer<typeof eventsQuery>;

export const searchNote = z
  .object({
    code: z.string().describe('What the note says, e.g. wordWithoutName'),
    params: z.record(z.string(), z.union([z.string(), z.number()])).describe('Values in the note'),
    message: z.string().describe('The note in English'),
  })
  .describe('How a part of the search line was interpreted');
export type SearchNote = z.infer<typeof searchNote>;
const notes = z
  .array(searchNote)
  .optional()
  .describe('Notes on how the search line was interpreted, e.g. a word that matches no name');

/** Coverage of the query: of all slots at the selected places and times, independent of their content. */
export const completeness = z
  .object({
    expected: z.int().min(0).describe('Expected slots in the window at these places, number'),
    measured: z.int().min(0).describe('Measured slots among them, number'),
    pending: z.int().min(0).describe('Pending slots among them, number'),
    coverage: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe('measured / expected, ratio; null if none was expected'),
    reasons: z.partialRecord(gapReason, z.int().min(1)).describe('Gap reason → slots, number'),
    behindMs: z.int().min(0).describe('Age of the newest stored slot, ms'),
  })
  .describe('Coverage of the response; on later pages that of the first page');
export type Completeness = z.infer<typeof completeness>;

export const eventsPage = z
  .object({
    items: z.array(countEvent).describe('Newest first, then by eventId'),
    nextCursor,
    matched: z
      .object({
        value: z.int().min(0).describe('Matching slots, number'),
        relation: z.enum(['eq', 'gte']).describe('eq: exact; gte: lower bound, counting stopped'),
      })
      .describe('Total number of matches, as counted for the first page'),
    from: instant.describe('Start of the searched window'),
    to: instant.describe('End of the searched window'),
    completeness,
    notes,
  })
  .describe('A page of events; `matched` and `completeness` are computed for the first page');
export type EventsPage = z.infer<typeof eventsPage>;

export const histogramInterval = z
  .enum(['1m', '15m', '1h', '1d'])
  .describe('Bucket length; 1d is a local day');
export const histogramQuery = z.strictObject({
  q: searchLine.default(''),
  interval: histogramInterval.default('1h'),
  timeZone: timeZone
    .optional()
    .describe('IANA time zone of local days; default: that of most cameras that the query selects'),
});
export type HistogramQuery = z.infer<typeof histogramQuery>;
export const histogram = z
  .object({
    items: z.array(
      z.object({
        startAt: instant.describe('Start of the bucket'),
        count: z.int().min(0).describe('Matching slots, number'),
        gaps: z.int().min(0).describe('Slots not measured at these places, number'),
        expected: z.int().min(0).describe('Slots expected at these places so far, number'),
      }),
    ),
    from: instant.describe('Start of the window'),
    to: instant.describe('End of the window'),
    completeness,
    notes,
  })
  .describe('Matching slots over time');
export type Histogram = z.infer<typeof histogram>;

export const episode = z
  .object({
    cameraId,
    zoneId,
    siteId: siteId.optional(),
    fromAt: instant.describe('Start of the first slot'),
    toAt: instant.describe('End of the last slot'),
    ongoing: z.boolean().describe('Whether the newest record of the zone belongs to the episode'),
    peak: z.int().min(0).optional().describe('Highest total, number; absent if nothing was measured'),
    peakAt: instant
      .optional()
      .describe('Start of the first slot with the highest occupancy, or the highest total without occupancy'),
    mean: z
      .number()
      .min(0)
      .optional()
      .describe('Mean total over measured slots, number; absent if nothing was measured'),
    peakOccupancy: z.number().min(0).optional().describe('Highest occupancy, ratio; parking spaces only'),
    meanOccupancy: z.number().min(0).optional().describe('Mean occupancy over its slots, ratio'),
    distanceM: z
      .int()
      .min(0)
      .optional()
      .describe('Distance of the camera to the nearest position of near:, m; only with near:'),
    coverage: z.number().min(0).max(1).describe('Measured / expected slots between from and to, ratio'),
  })
  .describe('Consecutive slots of one zone that match the condition');
export type Episode = z.infer<typeof episode>;
export const episodesPage = z
  .object({
    items: z.array(episode).describe('In the order of sort:, newest end first without it'),
    nextCursor,
    from: instant.describe('Start of the searched window'),
    to: instant.describe('End of the searched window'),
    timeZone: timeZone.describe('IANA time zone of most selected cameras; local days and times are in it'),
    completeness,
    notes,
  })
  .describe('A page of episodes');
export type EpisodesPage = z.infer<typeof episodesPage>;

export const episodeExportQuery = z.strictObject({
  q: searchLine.default(''),
  format: z
    .enum(['csv', 'geojson', 'ndjson'])
    .default('csv')
    .describe('csv: for spreadsheets; geojson: for maps; ndjson: one JSON object per line'),
});
export type EpisodeExportQuery = z.infer<typeof episodeExportQuery>;

export const unmeasuredQuery = z.strictObject({
  q: searchLine.default(''),
  limit: limitOr(20),
});
export type UnmeasuredQuery = z.infer<typeof unmeasuredQuery>;
export const unmeasured = z
  .object({
    cameraId,
    name: z.string().describe('Name of the camera'),
    expected: z.int().min(0).describe('Expected slots of its selected zones in the window, number'),
    measured: z.int().min(0).describe('Measured slots among them, number'),
    missing: z.int().min(1).describe('Slots that were not measured, without pending ones, number'),
    reasons: z.partialRecord(gapReason, z.int().min(1)).describe('Gap reason → slots, number'),
  })
  .describe('A camera that did not measure all slots of a search');
export type Unmeasured = z.infer<typeof unmeasured>;
export const unmeasuredList = z
  .object({
    items: z.array(unmeasured).describe('Most missing slots first'),
    total: z.int().min(0).describe('Cameras with missing slots, number'),
    from: instant.describe('Start of the searched window'),
    to: instant.describe('End of the searched window'),
  })
  .describe('Cameras that were not measuring at the places and times of a search');
export type UnmeasuredList = z.infer<typeof unmeasuredList>;
