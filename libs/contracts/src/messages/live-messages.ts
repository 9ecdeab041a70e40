import { z } from 'zod';
import { alert } from '../api/alert-rules.ts';
import { countEvent } from '../records/count-event.ts';
import { cameraHealth } from '../records/health.ts';
import { cameraId } from '../records/ids.ts';

/** Maximum number of cameras in one `cameras` message. */
export const maxCamerasPerMessage = 500;

/** Server-sent events of /v1/live: `event:` is the name, `id:` the sequence number, `data:` the record as JSON. */
export const liveMessages = {
  count: countEvent,
  gap: countEvent,
  health: cameraHealth,
  camera: z
    .object({ cameraId, version: z.int().min(1).describe('New version') })
    .describe('A camera changed'),
  cameras: z
    .object({
      cameraIds: z
        .array(cameraId)
        .min(1)
        .max(maxCamerasPerMessage)
        .describe('Changed cameras, each once; read them again'),
    })
    .describe('Many cameras changed at once, for example by an import'),
  alert,
  reset: z
    .object({ since: z.int().min(0).describe('Oldest sequence number that is still available') })
    .describe('Messages were lost; reload all data'),
} as const;
export type LiveName = keyof typeof liveMessages;
export type LiveMessage = {
  [N in LiveName]: { readonly name: N; readonly data: z.infer<(typeof liveMessages)[N]> };
}[LiveName];
