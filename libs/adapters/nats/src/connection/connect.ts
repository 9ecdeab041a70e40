import { errors, type NatsConnection } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkServerVersion, AuthenticationFailed } from './connection-errors.ts';
import { inboxPrefix, type ServiceName } from './service-names.ts';

export interface ConnectOptions {
  /**
   * `nats://host:port`, several separated by commas, without user and password. With `tls://` the client sends nothing, in
   * particular no password, to a server without a valid certificate (authorities: Node's and NODE_EXTRA_CA_CERTS).
   */
  readonly servers: string;
  readonly service: ServiceName;
  readonly user?: string;
  readonly password?: string;
  /** Logs a line for operators: waiting for the broker, disconnected, reconnected. */
  readonly report?: (line: string) => void;
  /** Aborts waiting for the first connection. */
  readonly signal?: AbortSignal;
}

const attemptMs = 5_000;
const pauseMs = 500;
const jitterMs = 1_000;

/**
 * Connects to the broker. Retries without a limit until the first connection; afterwards the client reconnects without a
 * limit. Error messages contain no password.
 *
 * @throws {AuthenticationFailed} when the broker rejects the user or the password.
 * @throws {UnsupportedServerVersion} when the server is too old.
 * @throws {Error} the reason of the signal when it is aborted.
 */
export async function connectToBroker(options: ConnectOptions): Promise<NatsConnection> {
  const servers = serverList(options.servers);
  for (let attempt = 0; ; attempt += 1) {
    options.signal?.throwIfAborted();
    try {
      return await connectOnce(options, servers);
    } catch (error) {
      if (isAuthorizationError(error)) throw new AuthenticationFailed(options.servers, options.user, error);
      if (!(error instanceof Error) || error.name === 'UnsupportedServerVersion') throw error;
      if (attempt % 20 === 0)
        options.report?.(`waiting for the broker at ${options.servers}: ${error.message}`);
      await sleep(pauseMs + Math.random() * jitterMs, undefined, signalOf(options));
    }
  }
}

async function connectOnce(options: ConnectOptions, servers: string[]): Promise<NatsConnection> {
  const connection = await connect({
    servers,
    name: options.service,
    ...(options.user === undefined ? {} : { user: options.user }),
    ...(options.password === undefined ? {} : { pass: options.password }),
    inboxPrefix: inboxPrefix(options.service),
    // The client ignores the scheme.
    ...(servers.some((server) => server.startsWith('tls://')) ? { tls: {} } : {}),
    timeout: attemptMs,
    maxReconnectAttempts: -1,
    reconnectTimeWait: pauseMs,
    reconnectJitter: jitterMs,
    // A password can be changed on both sides one after the other: keep reconnecting.
    ignoreAuthErrorAbort: true,
    pingInterval: 10_000,
    maxPingOut: 2,
  });
  try {
    checkServerVersion(connection.info?.version ?? '0');
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** @throws {Error} when an address contains a user, which would appear in log messages. */
function serverList(servers: string): string[] {
  const list = servers.split(',').map((server) => server.trim());
  if (list.some((server) => server === '' || server.includes('@')))
    throw new Error(
      'Invalid address of the broker: expected nats://host:4222, several separated by commas. Set user and password in NATS_USER and NATS_PASSWORD.',
    );
  return list;
}

function isAuthorizationError(error: unknown): boolean {
  return (
    error instanceof errors.AuthorizationError ||
    error instanceof errors.UserAuthenticationExpiredError ||
    ((error as { cause?: unknown }).cause !== undefined &&
      isAuthorizationError((error as { cause: unknown }).cause))
  );
}

function signalOf({ signal }: ConnectOptions): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}
