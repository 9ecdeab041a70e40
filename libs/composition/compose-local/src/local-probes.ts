import type { AttentionProbes } from '@vialog/attention';
import type { OpenEventReaders } from '@vialog/events';
import type { LocalMessaging } from './open-local-messaging.ts';

export interface ProbedParts extends Pick<LocalMessaging, 'bus' | 'outbox'> {
  readonly store: Pick<OpenEventReaders, 'storage'>;
}

/** What the overview reads of the event store, the outbox and its dead letters in one process. */
export const localProbes = ({ store, bus, outbox }: ProbedParts): AttentionProbes => ({
  storage: () => store.storage(),
  queues: () =>
    Promise.resolve([{ name: 'outbox', waiting: bus.stats().outboxLength, limit: outbox.maxMessages }]),
  deadLetters: outbox,
});
