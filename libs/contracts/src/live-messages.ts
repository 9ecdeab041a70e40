import { z } from 'zod';
import { countEvent } from './count-event.ts';
import { cameraHealth } from './health.ts';
import { cameraId } from './ids.ts';

/** Server-sent events of /v1/live: `event:` is the name, `id:` the sequence number, `data:` this as JSON. */
export const liveMessages = {
  count: countEvent,
  gap: countEvent,
  health: cameraHealth,
  camera: z
    .object({ cameraId, version: z.int().min(1).describe('New version') })
    .describe('A camera changed'),
  reset: z
    .object({ since: z.int().min(0).describe('Oldest sequence number still known') })
    .describe('Missed too much: read again'),
} as const;
export type LiveName = keyof typeof liveMessages;
export type LiveMessage = {
  [N in LiveName]: { readonly name: N; readonly data: z.infer<(typeof liveMessages)[N]> };
}[LiveName];
