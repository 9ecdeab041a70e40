import { z } from 'zod';
import { cameraId, zoneId } from '../records/ids.ts';
import { instant } from '../records/instant.ts';

/** Maximum number of cameras in one request. */
export const maxCamerasPerRequest = 200;

const lastSlotsRequest = z
  .strictObject({
    v: z.literal(1).describe('Record version'),
    cameraIds: z
      .array(cameraId)
      .min(1)
      .max(maxCamerasPerRequest)
      .describe('Cameras whose ownership is taken over'),
  })
  .describe('Request for the newest stored slots of cameras');
export type LastSlotsRequest = z.infer<typeof lastSlotsRequest>;

const lastSlotsReply = z
  .discriminatedUnion('kind', [
    z.strictObject({
      v: z.literal(1).describe('Record version'),
      kind: z.literal('ends').describe('The store replied'),
      ends: z
        .array(
          z.strictObject({
            cameraId,
            zoneId,
            slotEndAt: instant.describe('End of the newest slot, measured or gap'),
          }),
        )
        .max(maxCamerasPerRequest * 65)
        .describe('One entry per zone that has a slot in the store'),
    }),
    z.strictObject({
      v: z.literal(1).describe('Record version'),
      kind: z.literal('failed').describe('The event store did not reply; retry'),
      detail: z.string().max(1_000).describe('Human-readable explanation, one sentence'),
    }),
  ])
  .describe('End of the newest slot per zone');
export type LastSlotsReply = z.infer<typeof lastSlotsReply>;

/** An ingest that takes over cameras requests their newest slots from an indexer. */
export const lastSlots = {
  subject: 'vialog.v1.last-slots',
  request: lastSlotsRequest,
  reply: lastSlotsReply,
} as const;
