import { z } from 'zod';
import { classCounts } from './count-classes.ts';
import { cameraId, modelId, zoneId } from './ids.ts';
import { instant, instantInput } from './instant.ts';

/** Longest period that is counted by hand, ms. */
export const maxHandCountMs = 900_000;

const crossingsByClass = z
  .strictObject({
    inbound: classCounts.describe('Inbound crossings per class, number'),
    outbound: classCounts.describe('Outbound crossings per class, number'),
  })
  .describe('Crossings of a line in a period, by direction and class');
export type CrossingsByClass = z.infer<typeof crossingsByClass>;

/** Counted and true numbers of vehicles. */
export const countAccuracy = z
  .strictObject({
    truth: z.int().min(0).describe('Vehicles counted by hand, number'),
    counted: z.int().min(0).describe('Vehicles counted by the camera, number'),
    difference: z.int().describe('counted − truth, number'),
    errorPercent: z
      .number()
      .nullable()
      .describe('difference / truth, percent; null if nothing was to be counted'),
    geh: z
      .number()
      .min(0)
      .describe('GEH statistic of the flows per hour; below 5 is usually accepted for traffic counts'),
  })
  .describe('How far the numbers of a camera are from the truth');
export type CountAccuracy = z.infer<typeof countAccuracy>;

export const handCountInput = z
  .strictObject({
    zoneId,
    startAt: instantInput.describe('Start of the period: the start of a slot of the line'),
    endAt: instantInput.describe('End of the period: the end of a slot, at most 15 minutes later'),
    byHand: crossingsByClass,
  })
  .describe('Crossings of a line that a person counted over whole slots');
export type HandCountInput = z.infer<typeof handCountInput>;

/** A hand count with the counts of the camera in exactly the same period. */
export const handCount = z
  .strictObject({
    handCountId: cameraId.describe('Id of the hand count, 12 characters of 0-9 a-z'),
    cameraId,
    cameraVersion: z.int().min(1).describe('Version of the camera that counted'),
    zoneId,
    modelId,
    startAt: instant.describe('Start of the period'),
    endAt: instant.describe('End of the period'),
    byHand: crossingsByClass,
    byCamera: crossingsByClass,
    accuracy: countAccuracy,
    countedBy: z.string().max(200).describe('Who counted: the name of the account'),
    createdAt: instant.describe('When the hand count was sent'),
  })
  .describe('A hand count of a line and its comparison with the camera');
export type HandCount = z.infer<typeof handCount>;
