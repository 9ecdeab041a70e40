import { z } from 'zod';
import { modelId } from '../records/ids.ts';

const version = z.literal(1).describe('Record version');

const readinessRequest = z
  .strictObject({ v: version, modelId })
  .describe('Request to load a model beside the loaded ones, if it is not loaded yet');

const readinessReply = z
  .discriminatedUnion('kind', [
    z.strictObject({
      v: version,
      kind: z.literal('ready').describe('The model is loaded and warm'),
    }),
    z.strictObject({
      v: version,
      kind: z.literal('loading').describe('The model is being loaded; repeat the request'),
    }),
    z.strictObject({
      v: version,
      kind: z.literal('failed').describe('The model cannot be loaded at present'),
      detail: z.string().max(1_000).describe('Human-readable explanation, one sentence'),
    }),
  ])
  .describe('How far a detector has loaded a model');
export type ModelReadinessReply = z.infer<typeof readinessReply>;

/** An ingest sends this request to all detectors before a camera changes its model; each detector replies. */
export const modelReadiness = {
  subject: 'vialog.v1.models.prepare',
  request: readinessRequest,
  reply: readinessReply,
} as const;
