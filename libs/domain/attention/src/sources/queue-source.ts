import { epochOf, isoOf, minuteMs, type Clock } from '@vialog/contracts';
import type { AlertChannelStore } from '@vialog/alerting';
import type { AttentionSource } from '../attention-source.port.ts';
import type { Found } from '../finding.ts';
import { unavailableParts, type PartResult } from './part-results.ts';

const freshMs = 10_000;
/** Age of the oldest message from which a queue is behind, ms. */
const behindMs = minuteMs;
const farBehindMs = 10 * minuteMs;
/** The same for a queue whose messages have no time: share of its maximum length. */
const filledShare = 0.1;
const nearlyFullShare = 0.8;
/** Age of the oldest delivery from which a channel is behind, ms: longer than its first retries. */
const deliveryBehindMs = 5 * minuteMs;

/** Messages that wait for a consumer. */
export interface QueueLength {
  readonly name: string;
  readonly waiting: number;
  /** When the oldest message was stored, epoch ms, if the queue knows it. */
  readonly oldestAt?: number | undefined;
  /** Messages that the queue can store, number, if it is limited. */
  readonly limit?: number | undefined;
}

export interface QueueSourcePorts {
  /** Result of the readiness check of the broker; empty without a broker. */
  readonly parts: () => Promise<readonly PartResult[]>;
  readonly queues: () => Promise<readonly QueueLength[]>;
  readonly alertChannels: Pick<AlertChannelStore, 'list' | 'counts' | 'next'>;
  readonly clock: Clock;
}

/** Queues whose consumers do not keep up, and channels that do not accept alerts. */
export const queueSource = (ports: QueueSourcePorts): AttentionSource => ({
  kind: 'queue',
  staleBefore: (now) => now - freshMs,
  read: async () => {
    const [parts, queues, channels] = await Promise.allSettled([
      ports.parts(),
      ports.queues(),
      waitingDeliveries(ports),
    ]);
    if (parts.status === 'rejected') throw parts.reason as Error;
    if (channels.status === 'rejected') throw channels.reason as Error;
    const unavailable = unavailableParts(parts.value);
    if (queues.status === 'rejected' && unavailable.length === 0) throw queues.reason as Error;
    const lengths = queues.status === 'fulfilled' ? queues.value : [];
    const behind = lengths.flatMap((queue) => behindFound(queue, ports.clock.now()));
    return {
      found: [...unavailable, ...behind, ...channels.value.found],
      checked: parts.value.length + lengths.length + channels.value.checked,
    };
  },
});

function behindFound(queue: QueueLength, now: number): readonly Found[] {
  const { name, waiting, oldestAt } = queue;
  const severity = waiting === 0 ? undefined : lagOf(queue, now);
  if (severity === undefined) return [];
  return [
    {
      key: `queue ${name}`,
      severity,
      code: 'queue_behind',
      params: { queue: name },
      sinceAt: oldestAt === undefined ? undefined : isoOf(oldestAt),
      count: waiting,
      examples: [],
    },
  ];
}

function lagOf({ waiting, oldestAt, limit }: QueueLength, now: number): 'critical' | 'warning' | undefined {
  const [behind, far] =
    oldestAt === undefined
      ? [waiting >= filledShare * (limit ?? Infinity), waiting >= nearlyFullShare * (limit ?? Infinity)]
      : [now - oldestAt >= behindMs, now - oldestAt >= farBehindMs];
  return far ? 'critical' : behind ? 'warning' : undefined;
}

async function waitingDeliveries({
  alertChannels,
  clock,
}: QueueSourcePorts): Promise<{ found: readonly Found[]; checked: number }> {
  const channels = (await alertChannels.list()).map(({ channel }) => channel).filter(({ isOn }) => isOn);
  const counts = await alertChannels.counts();
  const found = channels.map(async ({ channelId, name }): Promise<readonly Found[]> => {
    const pending = counts.get(channelId)?.pending ?? 0;
    const oldest = pending === 0 ? undefined : await alertChannels.next(channelId);
    const queuedAt = oldest?.delivery.queuedAt;
    if (queuedAt === undefined || clock.now() - epochOf(queuedAt) < deliveryBehindMs) return [];
    return [
      {
        key: `channel ${channelId}`,
        severity: 'warning',
        code: 'delivery_waiting',
        params: { channel: name, channelId },
        sinceAt: queuedAt,
        count: pending,
        examples: [],
      },
    ];
  });
  return { found: (await Promise.all(found)).flat(), checked: channels.length };
}
