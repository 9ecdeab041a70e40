import { isIP } from 'node:net';
import { addressFailure, deliveryFailed, type DeliveryOutcome, type MqttAccess } from '@vialog/alerting';
import { checkStreamAddressWithin, type StreamAddressRules } from '@vialog/network-guard';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { closedConnection, judgeMqttError } from './judge-mqtt.ts';

export interface BrokerConnection {
  readonly access: MqttAccess;
  readonly clientId: string;
  readonly will?: IClientOptions['will'];
}

export type Connected =
  { readonly client: MqttClient } | { readonly client: undefined; readonly outcome: DeliveryOutcome };

const failed = (outcome: DeliveryOutcome): Connected => ({ client: undefined, outcome });

/** Connects once. The checked address is dialled, and certificates are checked against the name. */
export async function connectBroker(
  connection: BrokerConnection,
  rules: StreamAddressRules,
  limit: AbortSignal,
): Promise<Connected> {
  let client: MqttClient | undefined;
  try {
    const url = new URL(`https://${connection.access.broker.host}/`);
    const checked = await checkStreamAddressWithin(url, rules, limit);
    if (!checked.ok) return failed(addressFailure(checked));
    client = connect(optionsOf(connection, checked.address));
    // `untilClosed` reports errors; one that comes later is followed by `close`.
    client.on('error', () => undefined);
    const opened = client;
    await untilClosed(client, limit, new Promise((resolve) => opened.once('connect', resolve)));
    return { client };
  } catch (error) {
    client?.end(true);
    return failed(
      limit.aborted
        ? deliveryFailed('timeout', 'The broker did not respond in time.')
        : judgeMqttError(error),
    );
  }
}

/**
 * The result, unless the connection closes or the limit aborts before.
 * @throws {Error} of the connection or of the limit; `closedConnection` when the broker closes it
 */
export async function untilClosed<T>(client: MqttClient, limit: AbortSignal, result: Promise<T>): Promise<T> {
  const ended = new AbortController();
  const { signal } = ended;
  const failure = new Promise<never>((_, reject) => {
    client.once('error', reject);
    client.once('close', () => reject(closedConnection));
    limit.throwIfAborted();
    limit.addEventListener('abort', () => reject(limit.reason as Error), { signal });
    signal.addEventListener('abort', () => client.off('error', reject));
  });
  failure.catch(() => undefined);
  result.catch(() => undefined);
  try {
    return await Promise.race([result, failure]);
  } finally {
    ended.abort();
  }
}

function optionsOf({ access, clientId, will }: BrokerConnection, address: string): IClientOptions {
  const { broker, password } = access;
  const name = broker.host.replace(/^\[(.*)\]$/, '$1');
  return {
    protocol: broker.security === 'tls' ? 'mqtts' : 'mqtt',
    // Every broker accepts 3.1.1.
    protocolVersion: 4,
    host: address,
    port: broker.port,
    ...(isIP(name) === 0 && { servername: name }),
    ...(broker.username !== undefined && { username: broker.username, password: password ?? '' }),
    clientId,
    ...(will && { will }),
    clean: true,
    keepalive: 30,
    // Each new connection checks the address again.
    reconnectPeriod: 0,
    resubscribe: false,
  };
}
