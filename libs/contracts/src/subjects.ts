import { z } from 'zod';
import { countEvent } from './count-event.ts';
import { cameraHealth } from './health.ts';

export const countBatch = z
  .strictObject({
    v: z.literal(1).describe('Record version'),
    events: z.array(countEvent).min(1).max(100).describe('Closed slots, at most 100 a message'),
  })
  .describe('A batch of count events');
export type CountBatch = z.infer<typeof countBatch>;

/** One table of subjects → schema; publish and consume both parse. */
export const subjects = {
  'vialog.v1.counts': countBatch,
  'vialog.v1.health': cameraHealth,
} as const;
export type Subject = keyof typeof subjects;
export type MessageOf<S extends Subject> = z.infer<(typeof subjects)[S]>;

/** What a message is about, where only the newest message of each key says how things are; undefined: each one counts. */
export function keyOf<S extends Subject>(subject: S, message: MessageOf<S>): string | undefined {
  return keys[subject](message);
}

const keys: { readonly [S in Subject]: (message: MessageOf<S>) => string | undefined } = {
  'vialog.v1.counts': () => undefined,
  'vialog.v1.health': (health) => health.cameraId,
};
