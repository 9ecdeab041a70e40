import { errors, type NatsConnection } from '@nats-io/nats-core';
import { connect } from '@nats-io/transport-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkServerVersion, AuthenticationFailed } from './connection-errors.ts';
import { inboxPrefix, type ServiceName } from './service-names.ts';

export interface ConnectOptions {
  /**
   * `nats://host:port`, several separated by commas; without user and password. With `tls://` nothing is said, the password
   * least of all, to a server whose certificate is not good for its name (authorities: Node's, and NODE_EXTRA_CA_CERTS).
   */
  readonly servers: string;
  readonly service: ServiceName;
  readonly user?: string;
  readonly password?: string;
  /** Takes a line for people: waiting for the broker, lost, back. */
  readonly report?: (line: string) => void;
  /** Ends the waiting for the first connection. */
  readonly signal?: AbortSignal;
}

const attemptMs = 5_000;
const pauseMs = 500;
const jitterMs = 1_000;

/**
 * Connects to the broker and waits for it as long as it takes; afterwards the connection comes back by itself, for ever.
 * Throws SignInRefused, ServerTooOld, and the signal's reason. No message of it holds a password.
 */
export async function connectToBroker(options: ConnectOptions): Promise<NatsConnection> {
  const servers = serverList(options.servers);
  for (let attempt = 0; ; attempt += 1) {
    options.signal?.throwIfAborted();
    try {
      return await connectOnce(options, servers);
    } catch (error) {
      if (isAuthorizationError(error)) throw new AuthenticationFailed(options.servers, options.user, error);
      if (!(error instanceof Error) || error.name === 'ServerTooOld') throw error;
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
    // The client itself takes no notice of the scheme.
    ...(servers.some((server) => server.startsWith('tls://')) ? { tls: {} } : {}),
    timeout: attemptMs,
    maxReconnectAttempts: -1,
    reconnectTimeWait: pauseMs,
    reconnectJitter: jitterMs,
    // A password may be changed on both sides one after the other: go on trying.
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

/** The list as the client wants it. Throws where an address carries a user: it would end up in messages. */
function serverList(servers: string): string[] {
  const list = servers.split(',').map((server) => server.trim());
  if (list.some((server) => server === '' || server.includes('@')))
    throw new Error(
      'the address of the broker is like nats://host:4222, several with commas; user and password go into NATS_USER and NATS_PASSWORD',
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
