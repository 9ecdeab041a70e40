import { lotBays } from '@vialog/capture-synthetic';
import type { Camera } from '@vialog/contracts';
import type { VialogServer } from '@vialog/testkit';

/** A camera with the spaces of a lot as zone, in slots of 20 s instead of a minute to save time. */
export const lotCamera = (name: string, url: string, capacity = 40) => ({
  name,
  position: [112.2, 31.03],
  timeZone: 'Asia/Shanghai',
  stream: { url },
  zones: [{ zoneId: 'bays', name: 'Spaces', kind: 'bays', slotMs: 20_000, bays: lotBays(capacity) }],
});

/** A camera with the whole picture as its only zone, in slots of 10 s. */
export const viewCamera = (name: string, url: string, more: object = {}) => ({
  name,
  position: [112.2, 31.03],
  stream: { url },
  ...more,
});

export const register = (server: Pick<VialogServer, 'post'>, camera: object): Promise<Camera> =>
  server.post('/v1/cameras', camera);

/** Number of spaces whose state differs from the scene. */
export const wrongSpaces = (bays: string | undefined, truth: string): number =>
  [...truth].filter((state, i) => bays?.[i] !== state).length;
