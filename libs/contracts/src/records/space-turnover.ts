import { z } from 'zod';
import { hourMs } from '../durations.ts';

/** Spaces that a zone needs for turnover: the sums of fewer spaces would describe single vehicles. */
export const minTurnoverSpaces = 4;

/** Spaces of a zone, number. */
const maxSpaces = 200;
const changes = z.int().min(0).max(maxSpaces);
const spaceTime = z
  .int()
  .min(0)
  .max(maxSpaces * hourMs);

/**
 * Sums over the spaces of a slot that were judged before, at most 15 minutes or one slot earlier. A new field is a privacy
 * decision: sums over at least `minTurnoverSpaces` spaces, never a time or a state of one space.
 */
export const spaceTurnover = z
  .strictObject({
    arrivals: changes.describe('Spaces that are occupied and were free when last judged, number'),
    departures: changes.describe('Spaces that are free and were occupied when last judged, number'),
    comparedMs: spaceTime.describe('Time since these spaces were last judged, summed over the spaces, ms'),
    occupiedMs: spaceTime.describe(
      'Part of it in which they were occupied, half of it where they changed, ms',
    ),
  })
  .describe('How spaces changed since they were last judged; sums over at least 4 spaces');
export type SpaceTurnover = z.infer<typeof spaceTurnover>;
