import type { AttentionProbes } from '@vialog/attention';
import type { OpenEventReaders } from '@vialog/events';
import type { NatsBus } from '@vialog/messaging-nats';

export interface ProbedParts {
  readonly readers: Pick<OpenEventReaders, 'storage'>;
  readonly bus: Pick<NatsBus, 'backlogOf' | 'deadLetters'>;
}

/** What the overview reads of the event store, the queue of the indexer and the dead letters at the broker. */
export const brokerProbes = ({ readers, bus }: ProbedParts): AttentionProbes => ({
  storage: () => readers.storage(),
  queues: async () => [{ name: 'indexer', ...(await bus.backlogOf('indexer')) }],
  deadLetters: bus.deadLetters,
});
