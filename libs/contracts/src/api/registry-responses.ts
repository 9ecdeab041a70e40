import { z } from 'zod';
import { cameraResponse } from '../records/camera.ts';
import { cameraHealth } from '../records/health.ts';
import { cameraId, modelDigest } from '../records/ids.ts';
import { modelCard } from '../records/model-card.ts';
import { cursor, limitOr, nextCursor } from './paging.ts';
import { site } from '../records/site.ts';
import { streamInput } from '../records/stream.ts';
import { zoneInput } from '../records/zone.ts';

export const sitesQuery = z.strictObject({
  text: z.string().max(100).optional().describe('Part of the name'),
  limit: limitOr(100),
  cursor: cursor.optional(),
});
export type SitesQuery = z.infer<typeof sitesQuery>;
export const sitesPage = z
  .object({ items: z.array(site).describe('By name, then id'), nextCursor })
  .describe('A page of sites');
export type SitesPage = z.infer<typeof sitesPage>;

export const versionsPage = z
  .object({ items: z.array(cameraResponse).describe('Newest first'), nextCursor })
  .describe('Versions of a camera');
export const zonesInput = z
  .strictObject({
    zones: z
      .array(zoneInput)
      .max(64)
      .describe('All zones; zones that are left out are removed, except "view"'),
  })
  .describe('The zones of a camera');
export type ZonesInput = z.infer<typeof zonesInput>;
export const zonesResponse = z
  .object({
    camera: cameraResponse,
    warnings: z.array(z.string()).describe('Warnings about overlaps, sizes and sampling rates'),
  })
  .describe('The camera with its new zones');

/** How many cameras a warning names. */
const maxNamedCameras = 5;
export const streamWarning = z
  .object({
    kind: z.enum(['stream_in_use']).describe('stream_in_use: other cameras read the same stream'),
    message: z.string().describe('The warning as a sentence'),
    cameras: z
      .array(z.object({ cameraId, name: z.string().describe('Display name') }))
      .max(maxNamedCameras)
      .describe(`The other cameras, at most ${maxNamedCameras}`),
    total: z.int().describe('Number of other cameras'),
  })
  .describe('Something about a stream that deserves a check; does not prevent the registration');
export type StreamWarning = z.infer<typeof streamWarning>;
export const registeredCamera = cameraResponse
  .extend({ warnings: z.array(streamWarning).describe('Warnings about the stream') })
  .describe('The camera as it was stored, with warnings');
export type RegisteredCamera = z.infer<typeof registeredCamera>;
export const streamCheck = z
  .strictObject({
    stream: streamInput,
    cameraId: cameraId.optional().describe('The camera whose stream is changed; absent for a new camera'),
  })
  .describe('A stream to check before it is registered');
export type StreamCheck = z.infer<typeof streamCheck>;
export const streamCheckResponse = z
  .object({ warnings: z.array(streamWarning).describe('Empty when there is nothing to warn about') })
  .describe('Warnings about a stream');
export type StreamCheckResponse = z.infer<typeof streamCheckResponse>;

export const healthResponse = cameraHealth;

export const modelSummary = modelCard
  .pick({
    id: true,
    name: true,
    version: true,
    licence: true,
    trainedBy: true,
    sha256: true,
    bytes: true,
    threshold: true,
    evaluation: true,
  })
  .extend({ digest: modelDigest, cameras: z.int().min(0).describe('Cameras that use the model, number') })
  .describe('A model that cameras can use');
export const modelsResponse = z.object({ items: z.array(modelSummary).describe('By id') }).describe('Models');
