import { jetstreamManager, JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { consumers, type ConsumerName } from '@vialog/nats';

export interface Backlog {
  /** Messages that are not acknowledged, number. */
  readonly waiting: number;
  /** When the oldest of them was stored, epoch ms; undefined without one. */
  readonly oldestAt: number | undefined;
}

const noMessageFound = 10_037;

/** The messages of a stream that a durable consumer has not acknowledged. */
export async function readBacklog(connection: NatsConnection, name: ConsumerName): Promise<Backlog> {
  const { stream } = consumers[name];
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const info = await manager.consumers.info(stream, name);
  const waiting = info.num_pending + info.num_ack_pending;
  if (waiting === 0) return { waiting, oldestAt: undefined };
  const { first_seq: first } = (await manager.streams.info(stream)).state;
  return {
    waiting,
    oldestAt: await storedAt(manager, stream, Math.max(first, info.ack_floor.stream_seq + 1)),
  };
}

/** undefined: the message was acknowledged or expired meanwhile. */
async function storedAt(manager: JetStreamManager, stream: string, seq: number): Promise<number | undefined> {
  try {
    return (await manager.streams.getMessage(stream, { seq }))?.time.getTime();
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === noMessageFound) return undefined;
    throw error;
  }
}
