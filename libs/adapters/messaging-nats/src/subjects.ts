import { messageKey, type CountBatch, type MessageOf, type Subject } from '@vialog/contracts';
import type { StreamName } from '@vialog/nats';
import { createHash } from 'node:crypto';

/** The stream that stores the messages of a subject. */
export const streamOf = {
  'vialog.v1.counts': 'EVENTS',
  'vialog.v1.health': 'HEALTH',
} as const satisfies Record<Subject, StreamName>;

/** @throws {Error} when the region cannot be part of a NATS subject. */
export function checkRegion(region: string): void {
  if (!/^[a-z0-9-]{1,20}$/.test(region))
    throw new Error(`Invalid region "${region}": expected 1 to 20 characters of a-z, 0-9 and "-".`);
}

/** NATS subject of a message: the subject of the contracts, followed by its key or by the region of the publisher. */
export function natsSubject<S extends Subject>(subject: S, message: MessageOf<S>, region: string): string {
  return `${subject}.${messageKey(subject, message) ?? region}`;
}

/** Filter for all messages of a subject. */
export function subjectFilter(subject: Subject): string {
  return `${subject}.>`;
}

/**
 * Message id of a batch: the same for the same events, so that the broker stores a retried batch once. This only reduces
 * duplicates; the event store removes them. A measurement has another id than the gap for the same slot, because the
 * store replaces the gap by the measurement. undefined: the stream keeps only the last message anyway.
 */
export function messageId<S extends Subject>(subject: S, message: MessageOf<S>): string | undefined {
  if (subject !== 'vialog.v1.counts') return undefined;
  return digest(
    (message as CountBatch).events.map(({ eventId, kind, slots }) => `${eventId}/${kind}/${slots}`).join(' '),
  );
}

/** Digest of a text as a subject token: 32 hexadecimal digits. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
