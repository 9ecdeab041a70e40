import { z } from 'zod';
import { classCounts } from './count-classes.ts';
import { cameraId, modelId, zoneId } from './ids.ts';
import { instant } from './instant.ts';

/** One character per parking space, in the zone's order: 0 free, 1 occupied, - unknown. */
export const bayStates = z
  .string()
  .regex(/^[01-]{1,200}$/, 'expected one of 0 1 - per space')
  .describe('One character per parking space: 0 free, 1 occupied, - unknown');

export const zoneCount = z
  .strictObject({
    zoneId,
    counts: classCounts,
    total: z.int().min(0).max(100_000).describe('Objects of all counted classes, number'),
    bays: bayStates.optional(),
  })
  .describe('Counts of one zone in one frame');
export type ZoneCount = z.infer<typeof zoneCount>;

/** The only output of a detector. Never stored. */
export const frameCount = z
  .strictObject({
    v: z.literal(1).describe('Record version'),
    cameraId,
    cameraVersion: z.int().min(1).describe('Camera version whose zones were counted'),
    capturedAt: instant.describe('Arrival of the frame, server clock'),
    model: modelId,
    zones: z.array(zoneCount).max(65).describe('One entry per requested zone'),
  })
  .describe('Counts of one frame, per zone');
export type FrameCount = z.infer<typeof frameCount>;
