import { JetStreamApiError, type JetStreamClient } from '@nats-io/jetstream';
import { errors, headers } from '@nats-io/nats-core';
import type { Published } from '@vialog/messaging';
import { type StreamName, writeTrace } from '@vialog/nats';

export interface Outgoing {
  readonly stream: StreamName;
  readonly wireSubject: string;
  readonly body: string;
  /** The broker takes the same id once in two minutes. */
  readonly messageId?: string | undefined;
}

const ackWithinMs = 5_000;

/**
 * Resolves when the broker has written the message down. full: it did not say so in time, has no room, or is away; the
 * message may have arrived nevertheless. Throws where it may never be sent: PermissionViolationError, too large.
 */
export async function publishOne(client: JetStreamClient, message: Outgoing): Promise<Published> {
  const sent = headers();
  writeTrace(sent, message.messageId ?? message.body);
  try {
    await client.publish(message.wireSubject, message.body, {
      headers: sent,
      timeout: ackWithinMs,
      expect: { streamName: message.stream },
      ...(message.messageId === undefined ? {} : { msgID: message.messageId }),
    });
    return { kind: 'taken' };
  } catch (error) {
    const why = whyFull(error);
    if (why === undefined) throw error;
    return { kind: 'full', why };
  }
}

const streamFull = 10_077;

/** Why a message was not taken this time; undefined: the error is none of that sort. */
function whyFull(error: unknown): string | undefined {
  if (error instanceof JetStreamApiError)
    return error.code === streamFull ? `the broker has no room: ${error.message}` : error.message;
  // No stream listens, as while those in memory are made again after a restart. The client does not export the class.
  if ((error as Error).name === 'JetStreamNotEnabled') return 'no stream takes the message at the moment';
  if (passing.some((kind) => error instanceof kind))
    return `the broker does not answer: ${(error as Error).message}`;
  const cause = (error as { cause?: unknown }).cause;
  return cause === undefined ? undefined : whyFull(cause);
}

const passing = [
  errors.TimeoutError,
  errors.NoRespondersError,
  errors.ConnectionError,
  errors.ClosedConnectionError,
  errors.DrainingConnectionError,
];
