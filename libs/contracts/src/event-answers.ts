import { z } from 'zod';
import { countEvent } from './count-event.ts';
import { gapReason } from './gap-reason.ts';
import { cameraId, siteId, zoneId } from './ids.ts';
import { instant } from './instant.ts';
import { cursor, limit, nextCursor } from './paging.ts';

/** The search line: at most 1,000 characters; docs/search.md has the grammar. */
export const searchLine = z
  .string()
  .max(1000)
  .describe('Search line, e.g. car>=20 last:2h near:31.03,112.20,2km');

export const eventsQuery = z.strictObject({
  q: searchLine.default(''),
  limit: limit.default(50),
  cursor: cursor.optional(),
});
export type EventsQuery = z.infer<typeof eventsQuery>;

const notes = z
  .array(z.string())
  .optional()
  .describe('What the asker should know of how the line was read, e.g. a word that names nothing');

/** How much of what was asked for was measured at all: every condition on content replaced by true. */
export const completeness = z
  .object({
    expected: z.int().min(0).describe('Slots expected in the window at the places asked for, number'),
    measured: z.int().min(0).describe('Of these measured, number'),
    pending: z.int().min(0).describe('Of these still to come, number'),
    coverage: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe('measured / expected, ratio; null where none was expected'),
    reasons: z.partialRecord(gapReason, z.int().min(1)).describe('Gap reason → slots, number'),
    behindMs: z.int().min(0).describe('Age of the newest slot the store has, ms'),
  })
  .describe('What was measured of what was asked for');
export type Completeness = z.infer<typeof completeness>;

export const eventsPage = z
  .object({
    items: z.array(countEvent).describe('Newest first, then by eventId'),
    nextCursor,
    matched: z
      .object({
        value: z.int().min(0).describe('Matching slots, number'),
        relation: z.enum(['eq', 'gte']).describe('eq: exactly; gte: at least, counting stopped'),
      })
      .describe('How many match in all'),
    from: instant.describe('Start of the window that was searched'),
    to: instant.describe('End of the window that was searched'),
    completeness,
    notes,
  })
  .describe('A page of events');
export type EventsPage = z.infer<typeof eventsPage>;

export const histogramInterval = z
  .enum(['1m', '15m', '1h', '1d'])
  .describe('Bucket length; 1d are local days');
export const histogramQuery = z.strictObject({
  q: searchLine.default(''),
  interval: histogramInterval.default('1h'),
});
export type HistogramQuery = z.infer<typeof histogramQuery>;
export const histogram = z
  .object({
    items: z.array(
      z.object({
        startAt: instant.describe('Start of the bucket'),
        count: z.int().min(0).describe('Matching slots, number'),
        gaps: z.int().min(0).describe('Slots not measured at the places asked for, number'),
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
    peak: z.int().min(0).optional().describe('Highest total, number; absent where nothing was measured'),
    mean: z
      .number()
      .min(0)
      .optional()
      .describe('Mean total over measured slots, number; absent where nothing was measured'),
    coverage: z.number().min(0).max(1).describe('Measured / expected slots between from and to, ratio'),
  })
  .describe('Neighbouring slots of one zone for which the condition held');
export type Episode = z.infer<typeof episode>;
export const episodesPage = z
  .object({ items: z.array(episode).describe('Newest first'), nextCursor, completeness, notes })
  .describe('A page of episodes');
export type EpisodesPage = z.infer<typeof episodesPage>;
