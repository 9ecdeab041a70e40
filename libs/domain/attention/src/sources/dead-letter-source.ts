import { dayMs, epochOf, isoOf, type AlertDelivery, type Clock } from '@vialog/contracts';
import type { AlertChannelStore } from '@vialog/alerting';
import type { DeadLetter, DeadLetterStore } from '@vialog/messaging';
import type { AttentionSource } from '../attention-source.port.ts';
import type { Found } from '../finding.ts';

const freshMs = 30_000;
/** Dead letters become findings for this time, ms: they stay stored for longer. */
const shownMs = dayMs;
/** Dead letters that are read; with more, the count is a minimum. */
const maxRead = 50;

export interface DeadLetterSourcePorts {
  readonly deadLetters: Pick<DeadLetterStore, 'list'>;
  readonly alertChannels: Pick<AlertChannelStore, 'list' | 'counts' | 'deliveries'>;
  readonly clock: Clock;
}

/** Messages that were rejected permanently, and deliveries of alerts that were given up, in the last 24 hours. */
export const deadLetterSource = (ports: DeadLetterSourcePorts): AttentionSource => ({
  kind: 'dead_letter',
  staleBefore: (now) => now - freshMs,
  read: async () => {
    const since = ports.clock.now() - shownMs;
    const [letters, deliveries] = await Promise.all([ports.deadLetters.list(maxRead), givenUp(ports, since)]);
    const recent = letters.filter(({ at }) => at >= since);
    return {
      found: [...rejectedFound(recent), ...deliveries.found],
      checked: 1 + deliveries.checked,
    };
  },
});

/** `letters`: the newest first. */
function rejectedFound(letters: readonly DeadLetter[]): readonly Found[] {
  const oldest = letters.at(-1);
  if (!oldest) return [];
  return [
    {
      key: 'rejected',
      severity: 'warning',
      code: 'message_rejected',
      params: { consumer: oldest.consumer },
      sinceAt: isoOf(oldest.at),
      count: letters.length,
      isCountMinimum: letters.length === maxRead,
      examples: [],
    },
  ];
}

async function givenUp(
  { alertChannels }: DeadLetterSourcePorts,
  since: number,
): Promise<{ found: readonly Found[]; checked: number }> {
  const [channels, counts] = await Promise.all([alertChannels.list(), alertChannels.counts()]);
  const found = channels.map(async ({ channel: { channelId, name } }): Promise<readonly Found[]> => {
    if ((counts.get(channelId)?.deadLettered ?? 0) === 0) return [];
    const read = await alertChannels.deliveries({ channelId, state: 'dead_lettered', limit: maxRead });
    const recent = read.map(({ delivery }) => delivery).filter((delivery) => endOf(delivery) >= since);
    return recent.length === 0 ? [] : [givenUpFound(channelId, name, recent)];
  });
  return { found: (await Promise.all(found)).flat(), checked: channels.length };
}

const givenUpFound = (channelId: string, channel: string, deliveries: readonly AlertDelivery[]): Found => ({
  key: `given up ${channelId}`,
  severity: 'warning',
  code: 'delivery_given_up',
  params: { channel, channelId },
  sinceAt: isoOf(Math.min(...deliveries.map(endOf))),
  count: deliveries.length,
  isCountMinimum: deliveries.length === maxRead,
  examples: [],
});

const endOf = ({ attemptedAt, queuedAt }: AlertDelivery): number => epochOf(attemptedAt ?? queuedAt);
