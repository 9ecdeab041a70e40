import { z } from 'zod';
import { zoneId } from './ids.ts';
import { readableText } from './readable-text.ts';

/** Minimum sampling rate of a camera with a line zone, frames per second: below it, vehicles are lost between two frames. */
export const minLineFps = 3;
/** Sampling rate from which the counts of a line do not depend on the rate, frames per second. Below it there is a warning. */
export const recommendedLineFps = 5;
/** Minimum sampling rate of a camera with an area zone that counts stopped vehicles, frames per second. */
export const minStoppedFps = 1;

const directionName = readableText(
  z.string().trim().min(1, 'expected a name').max(40, 'expected at most 40 characters'),
);

/**
 * Names of the two directions of a line. Seen by someone who walks along the line from its first point to its last point,
 * `inbound` crosses from left to right and `outbound` from right to left. Reversing the points swaps the directions.
 */
export const lineDirections = z
  .strictObject({
    inbound: directionName.describe('Name of crossings from left to right of the line'),
    outbound: directionName.describe('Name of crossings from right to left of the line'),
  })
  .describe(
    'Names of the two directions of a line; default: the words of the reader’s language for in and out',
  );
export type LineDirections = z.infer<typeof lineDirections>;

export const stoppedRule = z
  .strictObject({
    afterMs: z
      .int()
      .min(5_000)
      .max(3_600_000)
      .default(30_000)
      .describe('Time without movement after which a vehicle has stopped, ms'),
    exceptIn: z
      .array(zoneId)
      .max(16)
      .overwrite((ids) => [...new Set(ids)])
      .default([])
      .describe('Area and bays zones of the camera in which vehicles are parked and never count as stopped'),
  })
  .describe('Counts the vehicles of an area zone that have stopped; persons never count');
export type StoppedRule = z.infer<typeof stoppedRule>;
