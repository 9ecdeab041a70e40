import { z } from 'zod';
import { modelBinding } from './camera.ts';
import { frameCount } from './frame-count.ts';
import { gapReason } from './gap-reason.ts';
import { cameraId } from './ids.ts';
import { instant } from './instant.ts';
import { zone } from './zone.ts';

/** Largest side of a picture that is sent, px. */
export const largestSide = 4096;

/** A fence: the shard whose lease the sender holds, and a number that grows with every holder. */
export const fence = z
  .string()
  .regex(/^[a-z0-9-]{1,20}-\d{1,2}:\d{1,15}$/, 'expected <region>-<shard>:<number>')
  .describe('<region>-<shard>:<number>; of two frames of one shard the one with the smaller number is stale');

/** What stands in the headers of a frame. The pixels are the payload, as yuv420p. */
const frameHeader = z
  .strictObject({
    v: z.literal(1).describe('Record version'),
    cameraId,
    cameraVersion: z.int().min(1).describe('Camera version whose zones are to be counted'),
    capturedAt: instant.describe('When the frame arrived, clock of the sender'),
    expiresAt: instant.describe('Until when the sender waits, its clock; a later answer is of no use'),
    width: z.int().min(1).max(largestSide).describe('px'),
    height: z.int().min(1).max(largestSide).describe('px'),
    fence,
    answerTo: z
      .string()
      .regex(
        /^vialog\.v1\.answers\.[0-9a-zA-Z]{1,32}\.\d{1,15}$/,
        'expected vialog.v1.answers.<sender>.<number>',
      )
      .describe('Subject the answer goes to'),
    zones: z.array(zone).min(1).max(65).describe('What to count'),
    model: modelBinding,
  })
  .describe('Header of a frame');
export type FrameHeader = z.infer<typeof frameHeader>;

/** What a detector answers to a frame: numbers, or why there are none. */
const frameAnswer = z
  .discriminatedUnion('kind', [
    z.strictObject({
      v: z.literal(1).describe('Record version'),
      kind: z.literal('counted').describe('It was counted'),
      count: frameCount,
    }),
    z.strictObject({
      v: z.literal(1).describe('Record version'),
      kind: z.literal('failed').describe('It could not be counted'),
      reason: gapReason,
      detail: z.string().max(1_000).describe('One sentence for people'),
    }),
  ])
  .describe('Answer to a frame');
export type FrameAnswer = z.infer<typeof frameAnswer>;

/**
 * Frames on the wire, by subject. The one thing on the wire that is pixels, so they have a table of their own: their
 * stream lives in the broker's memory, holds one frame a camera for seconds, and no handler, store, log or dead letter
 * ever takes from it. A header holds no pixel and an answer holds numbers only; both keep the rules of every contract.
 */
export const frameMessages = {
  /** Ends in the shard (`<region>-<shard>`) and the camera; the payload is the picture as yuv420p. */
  'vialog.v1.frames': frameHeader,
  /** Ends in the sender and a number. */
  'vialog.v1.answers': frameAnswer,
} as const;
