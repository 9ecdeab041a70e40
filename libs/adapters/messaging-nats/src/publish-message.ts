import { JetStreamApiError, type JetStreamClient } from '@nats-io/jetstream';
import { errors, headers } from '@nats-io/nats-core';
import { MessageTooLargeError, type Published } from '@vialog/messaging';
import { writeTrace, type StreamName } from '@vialog/nats';

export interface OutgoingMessage {
  readonly stream: StreamName;
  readonly natsSubject: string;
  readonly body: string;
  /** The broker drops a second message with the same id within its duplicate window (2 minutes). */
  readonly messageId?: string | undefined;
}

const ackTimeoutMs = 5_000;

/**
 * Publishes a message and waits for the ack of the broker. `full`: the broker did not acknowledge in time, has no space
 * left or is unreachable. The message can be stored nevertheless.
 *
 * @throws {MessageTooLargeError} when the message exceeds the limit of the broker or of the stream
 * @throws {Error} when a retry cannot succeed, for example `PermissionViolationError`
 */
export async function publishMessage(client: JetStreamClient, message: OutgoingMessage): Promise<Published> {
  const messageHeaders = headers();
  writeTrace(messageHeaders, message.messageId ?? message.body);
  try {
    await client.publish(message.natsSubject, message.body, {
      headers: messageHeaders,
      timeout: ackTimeoutMs,
      expect: { streamName: message.stream },
      ...(message.messageId === undefined ? {} : { msgID: message.messageId }),
    });
    return { kind: 'accepted' };
  } catch (error) {
    if (isTooLarge(error)) {
      const bytes = Buffer.byteLength(message.body);
      throw new MessageTooLargeError(message.natsSubject, bytes, { cause: error });
    }
    const why = transientReason(error);
    if (why === undefined) throw error;
    return { kind: 'full', why };
  }
}

const streamFull = 10_077;
const messageExceedsMaximum = 10_054;

/** The client checks the limit of the connection, `max_payload`; the broker checks `max_msg_size` of the stream. */
const isTooLarge = (error: unknown): boolean =>
  error instanceof JetStreamApiError
    ? error.code === messageExceedsMaximum
    : error instanceof errors.InvalidArgumentError && error.message.includes('max_payload');

/** Why the message was not accepted this time. undefined: a retry cannot succeed. */
function transientReason(error: unknown): string | undefined {
  if (error instanceof JetStreamApiError)
    return error.code === streamFull ? `the broker has no space left: ${error.message}` : error.message;
  // No stream has the subject, while in-memory streams are created again after a restart. The client does not export the
  // class of this error.
  if ((error as Error).name === 'JetStreamNotEnabled') return 'no stream accepts the message at the moment';
  if (transientErrors.some((kind) => error instanceof kind))
    return `the broker does not reply: ${(error as Error).message}`;
  const cause = (error as { cause?: unknown }).cause;
  return cause === undefined ? undefined : transientReason(cause);
}

const transientErrors = [
  errors.TimeoutError,
  errors.NoRespondersError,
  errors.ConnectionError,
  errors.ClosedConnectionError,
  errors.DrainingConnectionError,
];
