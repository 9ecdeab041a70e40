import { z } from 'zod';
import { classCounts, countClass } from './count-classes.ts';
import { cameraId, modelDigest, modelId, zoneId } from './ids.ts';
import { instant } from './instant.ts';

/** One character per parking space, in the zone's order: 0 free, 1 occupied, - unknown. */
export const bayStates = z
  .string()
  .regex(/^[01-]{1,200}$/, 'expected one of 0 1 - per space')
  .describe('One character per parking space: 0 free, 1 occupied, - unknown');

/** Counters by class: they only grow while a tracking session lasts. */
const crossings = z.partialRecord(countClass, z.int().min(0));
export type Crossings = z.infer<typeof crossings>;

/**
 * A tracking session: the time in which one detector tracks the vehicles of one camera without a break. Its counters start
 * at 0. Zones or a camera version that change, a restarted detector and another detector begin a new session.
 */
export const trackingSession = z
  .strictObject({
    session: z
      .string()
      .regex(/^[0-9a-z]{8,32}$/, 'expected 8 to 32 characters of 0-9 a-z')
      .describe('Random id of the session; says nothing about a vehicle'),
    startedAt: instant.describe(
      'Arrival of the first frame of the session, clock of the sender of the frames',
    ),
  })
  .describe('Tracking session to which the counters of a frame belong');
export type TrackingSession = z.infer<typeof trackingSession>;

export const zoneCount = z
  .strictObject({
    zoneId,
    counts: classCounts,
    total: z.int().min(0).max(100_000).describe('Objects of all counted classes, number'),
    bays: bayStates.optional(),
    inbound: crossings
      .optional()
      .describe('Inbound crossings of a line zone since the session began, number'),
    outbound: crossings
      .optional()
      .describe('Outbound crossings of a line zone since the session began, number'),
    stopped: z
      .int()
      .min(0)
      .max(100_000)
      .optional()
      .describe('Stopped vehicles in the zone, number; absent until the session is old enough to know'),
  })
  .describe('Counts of one zone in one frame; those of a line zone are empty, its crossings are counters');
export type ZoneCount = z.infer<typeof zoneCount>;

/** The only output of a detector. Never stored. */
export const frameCount = z
  .strictObject({
    v: z.literal(1).describe('Record version'),
    cameraId,
    cameraVersion: z.int().min(1).describe('Camera version whose zones were counted'),
    capturedAt: instant.describe('Arrival of the frame, server clock'),
    model: modelId,
    modelDigest: modelDigest.optional(),
    tracking: trackingSession.optional(),
    zones: z.array(zoneCount).max(65).describe('One entry per requested zone'),
  })
  .describe('Counts of one frame, per zone');
export type FrameCount = z.infer<typeof frameCount>;
