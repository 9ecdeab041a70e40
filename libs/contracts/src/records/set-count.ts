import { z } from 'zod';
import { cameraId, siteId } from './ids.ts';
import { instant, instantInput } from './instant.ts';
import { readableText } from './readable-text.ts';

const setCountFields = {
  count: z.int().min(0).max(100_000).describe('Vehicles in the site, number'),
  note: readableText(z.string().trim().max(300, 'expected at most 300 characters'))
    .default('')
    .describe('Remark, for example how the vehicles were counted'),
};

export const setCountInput = z
  .strictObject({
    ...setCountFields,
    countedAt: instantInput
      .optional()
      .describe(
        'Moment of the count: the start of a slot of every gate line, at most 30 days ago; default: the last such moment',
      ),
  })
  .describe('The number of vehicles in a site, counted by a person');
export type SetCountInput = z.infer<typeof setCountInput>;

/** How far the estimate had drifted from the true number when it was counted. */
const foundDrift = z
  .strictObject({
    estimate: z.int().describe('Estimate at the moment of the count, number'),
    difference: z.int().describe('estimate − count, number'),
    crossings: z.int().min(0).describe('Crossings of the gate lines since the set count before, number'),
    pending: z.int().min(0).describe('Slots of gate lines that were not reported yet, number'),
    sinceAt: instant.describe('Moment of the set count before'),
  })
  .describe('Drift of the estimate that this count found');

/** A set count is never changed: a later one with the same moment replaces it, and both stay in the history. */
export const setCount = z
  .strictObject({
    setCountId: cameraId.describe('Id of the set count, 12 characters of 0-9 a-z'),
    siteId,
    ...setCountFields,
    countedAt: instant.describe('Moment of the count'),
    drift: foundDrift.optional().describe('Absent if there was no estimate at that moment'),
    setBy: z.string().max(200).describe('Who set the count: the name of the account'),
    createdAt: instant.describe('When the count was sent'),
  })
  .describe('The number of vehicles in a site at a known time');
export type SetCount = z.infer<typeof setCount>;
