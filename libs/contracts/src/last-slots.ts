import { z } from 'zod';
import { cameraId, zoneId } from './ids.ts';
import { instant } from './instant.ts';

/** Cameras one request may ask for. */
export const mostCamerasAsked = 200;

const lastSlotsRequest = z
  .strictObject({
    v: z.literal(1).describe('Record version'),
    cameraIds: z.array(cameraId).min(1).max(mostCamerasAsked).describe('Cameras somebody begins to watch'),
  })
  .describe('Where the event store’s records of some cameras end');
export type LastSlotsRequest = z.infer<typeof lastSlotsRequest>;

const lastSlotsReply = z
  .discriminatedUnion('kind', [
    z.strictObject({
      v: z.literal(1).describe('Record version'),
      kind: z.literal('ends').describe('The store answered'),
      ends: z
        .array(
          z.strictObject({
            cameraId,
            zoneId,
            slotEndAt: instant.describe('End of the newest slot, measured or gap'),
          }),
        )
        .max(mostCamerasAsked * 65)
        .describe('One entry per zone that has a slot in the store'),
    }),
    z.strictObject({
      v: z.literal(1).describe('Record version'),
      kind: z.literal('failed').describe('The store did not answer; ask again'),
      detail: z.string().max(1_000).describe('One sentence for people'),
    }),
  ])
  .describe('Ends of the newest slots');
export type LastSlotsReply = z.infer<typeof lastSlotsReply>;

/** The one question that is asked over the bus: whoever takes cameras over asks whoever indexes. */
export const lastSlots = {
  subject: 'vialog.v1.last-slots',
  request: lastSlotsRequest,
  reply: lastSlotsReply,
} as const;
