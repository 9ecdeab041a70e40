import { messageKey, type CountBatch, type MessageOf, type Subject } from '@vialog/contracts';
import { createHash } from 'node:crypto';
import type { StreamName } from '@vialog/nats';

/** The stream that keeps the messages of a subject. */
export const streamOf = {
  'vialog.v1.counts': 'EVENTS',
  'vialog.v1.health': 'HEALTH',
} as const satisfies Record<Subject, StreamName>;

/** Throws where a name cannot be part of a subject. */
export function checkRegion(region: string): void {
  if (!/^[a-z0-9-]{1,20}$/.test(region))
    throw new Error(`the region "${region}" is not 1 to 20 of a-z, 0-9 and "-"`);
}

/** Where a message travels: by what it is about, or by the region it comes from. */
export function wireSubject<S extends Subject>(subject: S, message: MessageOf<S>, region: string): string {
  return `${subject}.${messageKey(subject, message) ?? region}`;
}

/** Everything of a subject. */
export function wirePattern(subject: Subject): string {
  return `${subject}.>`;
}

/**
 * The same for the same events, so that the broker takes a batch that is offered twice once; an economy, the store judges.
 * A measurement is not the same as the gap that was written in its place: the store prefers it, so it has to get there.
 * undefined: the newest replaces the one before anyway.
 */
export function messageId<S extends Subject>(subject: S, message: MessageOf<S>): string | undefined {
  if (subject !== 'vialog.v1.counts') return undefined;
  return digest(
    (message as CountBatch).events.map(({ eventId, kind, slots }) => `${eventId}/${kind}/${slots}`).join(' '),
  );
}

/** A name for anything, safe in subjects: 32 letters and digits. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
