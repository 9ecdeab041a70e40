import { z } from 'zod';
import { modelBinding } from '../records/camera.ts';
import { frameCount } from '../records/frame-count.ts';
import { gapReason } from '../records/gap-reason.ts';
import { cameraId } from '../records/ids.ts';
import { instant } from '../records/instant.ts';
import { liveTrialId } from '../api/live-trial.ts';
import { zone } from '../records/zone.ts';

/** Maximum width and height of a frame that is sent, px. */
export const maxFrameSide = 4096;

/** A fencing token: the shard whose lease the sender holds, and a number that grows with every holder. */
export const fencingToken = z
  .string()
  .regex(/^[a-z0-9-]{1,20}-\d{1,2}:\d{1,15}$/, 'expected <region>-<shard>:<number>')
  .describe('<region>-<shard>:<number>; of two frames of one shard the one with the smaller number is stale');

/** Message headers of a frame. The payload is the picture as yuv420p. */
const frameHeader = z
  .strictObject({
    v: z.literal(1).describe('Record version'),
    cameraId,
    cameraVersion: z.int().min(1).describe('Camera version whose zones are counted'),
    capturedAt: instant.describe('Arrival of the frame, clock of the sender'),
    expiresAt: instant.describe('Deadline of the reply, clock of the sender; later replies are ignored'),
    width: z.int().min(1).max(maxFrameSide).describe('px'),
    height: z.int().min(1).max(maxFrameSide).describe('px'),
    fence: fencingToken,
    answerTo: z
      .string()
      .regex(
        /^vialog\.v1\.answers\.[0-9a-zA-Z]{1,32}\.\d{1,15}$/,
        'expected vialog.v1.answers.<sender>.<number>',
      )
      .describe('Reply subject'),
    zones: z.array(zone).min(1).max(65).describe('Zones to count'),
    model: modelBinding,
    trial: z
      .strictObject({
        outlines: z.boolean().describe('Return the picture with outlines of the counted objects'),
        live: liveTrialId
          .optional()
          .describe('Live trial whose objects are followed; default: a trial of one picture'),
      })
      .optional()
      .describe('The frame belongs to a trial and not to a slot'),
  })
  .describe('Header of a frame');
export type FrameHeader = z.infer<typeof frameHeader>;

const detectorLease = fencingToken
  .optional()
  .describe('Lease of the detector that tracks the camera; only in replies to frames of tracked cameras');

/** A detector's reply to a frame: counts, or the reason why there are none. */
const frameReply = z
  .discriminatedUnion('kind', [
    z.strictObject({
      v: z.literal(1).describe('Record version'),
      kind: z.literal('counted').describe('The frame was counted'),
      count: frameCount,
      lease: detectorLease,
      outlined: z
        .strictObject({
          width: z.int().min(1).max(maxFrameSide).describe('px'),
          height: z.int().min(1).max(maxFrameSide).describe('px'),
        })
        .optional()
        .describe('The frame of a trial with outlines follows this record as yuv420p'),
    }),
    z.strictObject({
      v: z.literal(1).describe('Record version'),
      kind: z.literal('failed').describe('The frame could not be counted'),
      reason: gapReason,
      detail: z.string().max(1_000).describe('Human-readable explanation, one sentence'),
      lease: detectorLease,
    }),
  ])
  .describe('Reply to a frame');
export type FrameReply = z.infer<typeof frameReply>;

/**
 * Messages that carry frames or reply to them, by subject. They are the only messages with pixels, so they have a separate
 * table: their stream is in the broker's memory, holds one frame per camera for seconds, and is never read by a message
 * handler, store, log or dead-letter queue. Headers contain no pixels. Replies contain numbers only, except the reply to a
 * trial that requests outlines: it is followed by the picture and sent to the ingest that requested it. Both follow the schema
 * rules of every contract.
 */
export const frameMessages = {
  /** Followed by the shard (`<region>-<shard>`) and the camera id; the payload is the picture as yuv420p. */
  'vialog.v1.frames': frameHeader,
  /**
   * A frame of a camera with tracked zones, not stored by the broker. Followed by the tracking partition and the camera id;
   * the payload is the picture as yuv420p.
   */
  'vialog.v1.tracked': frameHeader,
  /** Followed by the sender and a number. */
  'vialog.v1.answers': frameReply,
} as const;
