import { z } from 'zod';
import { modelBinding } from '../records/camera.ts';
import { zoneCount } from '../records/frame-count.ts';
import { cameraId, modelId } from '../records/ids.ts';
import { instant } from '../records/instant.ts';
import { readableText } from '../records/readable-text.ts';
import { samplingPlan } from '../records/sampling-plan.ts';
import { streamInput } from '../records/stream.ts';
import { credentials } from '../records/stream-secrets.ts';
import { zoneInput } from '../records/zone.ts';

/** Duration of a still grant, ms. */
export const stillGrantMs = 600_000;

const reason = readableText(
  z
    .string()
    .trim()
    .min(3, 'expected a reason of at least 3 characters')
    .max(200, 'expected at most 200 characters'),
).describe('Why the picture is needed; written to the log with the name of the user');

export const stillGrantInput = z.strictObject({ reason }).describe('Request to see pictures of a camera');
export type StillGrantInput = z.infer<typeof stillGrantInput>;

const grantFields = {
  reason: z.string().describe('Reason that was given'),
  grantedTo: z.string().describe('Name of the user who may see the pictures'),
  expiresAt: instant.describe('End of the grant'),
};

export const stillGrant = z
  .object({ cameraId, ...grantFields })
  .describe('Permission to see pictures of a camera for 10 minutes');
export type StillGrant = z.infer<typeof stillGrant>;

export const streamStillInput = z
  .strictObject({
    reason,
    stream: streamInput,
    credentials: credentials
      .optional()
      .describe(
        'User name and password of the stream; kept encrypted in memory until the grant ends, never returned',
      ),
    region: z
      .string()
      .regex(/^[a-z0-9-]{1,20}$/, 'expected 1 to 20 characters of a-z 0-9 -')
      .default('main')
      .describe('City profile: region whose ingest connects to the camera'),
  })
  .describe('Request to see pictures of a stream that is not registered');
export type StreamStillInput = z.infer<typeof streamStillInput>;

export const stillGrantId = z
  .string()
  .regex(/^[0-9a-z]{12}$/, 'expected 12 characters of 0-9 a-z')
  .describe('Id of a still grant');

export const streamStillGrant = z
  .object({ grantId: stillGrantId, ...grantFields })
  .describe('Permission to see pictures of a stream for 10 minutes');
export type StreamStillGrant = z.infer<typeof streamStillGrant>;

export const trialInput = z
  .strictObject({
    zones: z
      .array(zoneInput)
      .max(64)
      .describe('Draft zones; the zone "view" (the whole picture) is always counted'),
    model: modelBinding.optional().describe('Model and its settings; default: those of the camera'),
    plan: samplingPlan
      .optional()
      .describe('Sampling plan with which the draft zones are checked; default: that of the camera'),
    outlines: z
      .boolean()
      .default(false)
      .describe('Also draw outlines of the counted objects into the picture; `outlinesPath` returns it'),
  })
  .describe('A trial: counts the current picture with draft zones; nothing is stored');
export type TrialInput = z.infer<typeof trialInput>;

export const trialId = stillGrantId.describe('Id of a trial');

export const trialResponse = z
  .object({
    capturedAt: instant.describe('Arrival of the counted picture'),
    width: z.int().min(1).describe('Width of the counted picture, px'),
    height: z.int().min(1).describe('Height of the counted picture, px'),
    model: modelId.describe('Model that counted'),
    zones: z.array(zoneCount).describe('One entry per zone of which the model knows at least one class'),
    warnings: z
      .array(z.string())
      .describe('Warnings about overlaps, sizes and sampling rates, one sentence each'),
    outlinesPath: z
      .string()
      .optional()
      .describe('Path of the counted picture with outlines; it is deleted after 60 s'),
  })
  .describe('Counts of one picture; never stored');
export type TrialResponse = z.infer<typeof trialResponse>;
