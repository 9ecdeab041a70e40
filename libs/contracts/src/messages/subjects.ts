import { z } from 'zod';
import { countEvent } from '../records/count-event.ts';
import { cameraHealth } from '../records/health.ts';

export const countBatch = z
  .strictObject({
    v: z.literal(1).describe('Record version'),
    events: z.array(countEvent).min(1).max(100).describe('Closed slots, at most 100 per message'),
  })
  .describe('A batch of count events');
export type CountBatch = z.infer<typeof countBatch>;

/** Message subject → schema. Publisher and consumer both validate. */
export const subjects = {
  'vialog.v1.counts': countBatch,
  'vialog.v1.health': cameraHealth,
} as const;
export type Subject = keyof typeof subjects;
export type MessageOf<S extends Subject> = z.infer<(typeof subjects)[S]>;

/** Key of a message whose newer version replaces an older one (last value per key); undefined if every message counts. */
export function messageKey<S extends Subject>(subject: S, message: MessageOf<S>): string | undefined {
  return keys[subject](message);
}

const keys: { readonly [S in Subject]: (message: MessageOf<S>) => string | undefined } = {
  'vialog.v1.counts': () => undefined,
  'vialog.v1.health': (health) => health.cameraId,
};
