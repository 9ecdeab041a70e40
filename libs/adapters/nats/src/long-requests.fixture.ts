import { setTimeout as sleep } from 'node:timers/promises';
import { errors, type NatsConnection } from '@nats-io/nats-core';

/** Limit of a request to JetStream while the client is connected, ms: it only ends a test that hangs. */
const requestLimitMs = 300_000;
/** Limit of the client for such a request, ms. */
const clientLimitMs = 5_000;

/**
 * Lets requests of a client to JetStream wait while it is connected: a loaded machine can pause the server for longer than the limit
 * of the client. When the client is disconnected, its limit applies from then on. Returns the same connection.
 */
export function withLongRequests(connection: NatsConnection): NatsConnection {
  let disconnected = Promise.withResolvers<void>();
  const request = connection.request.bind(connection);
  connection.request = (subject, payload, options) => {
    if (!subject.startsWith('$')) return request(subject, payload, options);
    const response = request(subject, payload, { ...options, timeout: requestLimitMs });
    return Promise.race([response, failureAfter(disconnected.promise, options?.timeout)]);
  };
  const watch = async (): Promise<void> => {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect' || type === 'close') disconnected.resolve();
      if (type === 'reconnect') disconnected = Promise.withResolvers();
    }
  };
  void watch();
  return connection;
}

/** Rejects as the client does, when its limit has passed since the disconnection. */
async function failureAfter(disconnected: Promise<void>, limitMs = clientLimitMs): Promise<never> {
  await disconnected;
  await sleep(limitMs, undefined, { ref: false });
  throw new errors.TimeoutError();
}
