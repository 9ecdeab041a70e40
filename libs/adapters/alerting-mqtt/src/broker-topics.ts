import { setTimeout as wait } from 'node:timers/promises';
import type { RetainedPayloads, RetainedRequest, RetainedTopics } from '@vialog/alerting';
import type { StreamAddressRules } from '@vialog/network-guard';
import type { MqttClient } from 'mqtt';
import { connectBroker, untilClosed } from './connect-broker.ts';

export interface BrokerTopicsOptions extends StreamAddressRules {
  /** For one attempt to connect and for closing, ms. */
  readonly timeoutMs: number;
  /** Wait before the next attempt to connect, ms. */
  readonly retryMs: number;
}

const retained = { qos: 1, retain: true } as const;

/**
 * Keeps topics at a broker. It reads back what the broker has: after each connection topics that are missing, old or left over are
 * corrected, and so are those that another client changes.
 */
export class BrokerTopics implements RetainedTopics {
  readonly #request: RetainedRequest;
  readonly #options: BrokerTopicsOptions;
  readonly #ending = new AbortController();
  readonly #connecting: Promise<void>;
  /** What the broker is known to have below the filters. */
  readonly #kept = new Map<string, string>();
  #wanted: RetainedPayloads | undefined;
  #client: MqttClient | undefined;

  constructor(request: RetainedRequest, options: BrokerTopicsOptions) {
    this.#request = request;
    this.#options = options;
    this.#connecting = this.#keepConnected();
  }

  set(payloads: RetainedPayloads): void {
    this.#wanted = payloads;
    this.#correct();
  }

  async close({ remove }: { readonly remove: boolean }): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    const limit = AbortSignal.timeout(this.#options.timeoutMs);
    if (client?.connected) await this.#sayGoodbye(client, remove, limit).catch(() => undefined);
    this.#ending.abort();
    client?.end(true);
    await this.#connecting;
  }

  async #sayGoodbye(client: MqttClient, remove: boolean, limit: AbortSignal): Promise<void> {
    const { statusTopic } = this.#request;
    const topics = new Set([...this.#kept.keys(), ...(this.#wanted?.keys() ?? [])]);
    const removed = remove ? [...topics, statusTopic].map((topic) => [topic, ''] as const) : [];
    for (const [topic, payload] of [[statusTopic, 'offline'] as const, ...removed])
      await untilClosed(client, limit, client.publishAsync(topic, payload, retained));
    await untilClosed(client, limit, client.endAsync());
  }

  async #keepConnected(): Promise<void> {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      await this.#connect().catch((error: unknown) => this.#request.onFailure(String(error)));
      if (!signal.aborted) await wait(this.#options.retryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Resolves when the connection has ended. */
  async #connect(): Promise<void> {
    const { statusTopic, clientId, broker, password, onFailure } = this.#request;
    const will = { topic: statusTopic, payload: Buffer.from('offline'), ...retained };
    const limit = AbortSignal.any([this.#ending.signal, AbortSignal.timeout(this.#options.timeoutMs)]);
    const connection = { access: { broker, password }, clientId, will };
    const connected = await connectBroker(connection, this.#options, limit);
    if (!connected.client) {
      if (connected.outcome.kind === 'failed' && !this.#ending.signal.aborted)
        onFailure(connected.outcome.failure.detail);
      return;
    }
    await this.#serve(connected.client);
    if (!this.#ending.signal.aborted) onFailure('The connection to the broker has ended.');
  }

  async #serve(client: MqttClient): Promise<void> {
    const { statusTopic, filters, birthTopic } = this.#request;
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    const end = (): void => void client.end(true);
    this.#ending.signal.addEventListener('abort', end);
    this.#kept.clear();
    client.on('message', (topic, payload) => this.#receive(topic, payload.toString()));
    const topics = [...filters, statusTopic, ...(birthTopic === undefined ? [] : [birthTopic])];
    const subscribed = client.subscribeAsync(topics, { qos: 1 });
    await untilClosed(client, this.#ending.signal, subscribed).catch(() => client.end(true));
    this.#client = client;
    this.#publish(statusTopic, 'online');
    for (const [topic, payload] of this.#wanted ?? []) this.#publish(topic, payload);
    await closed;
    this.#ending.signal.removeEventListener('abort', end);
    if (this.#client === client) this.#client = undefined;
  }

  #receive(topic: string, payload: string): void {
    const { statusTopic, birthTopic } = this.#request;
    if (topic === statusTopic) return payload === 'online' ? undefined : this.#publish(statusTopic, 'online');
    if (topic === birthTopic) return payload === 'online' ? this.#publishAll() : undefined;
    if (payload === '') this.#kept.delete(topic);
    else this.#kept.set(topic, payload);
    this.#correctTopic(topic);
  }

  #publishAll(): void {
    for (const [topic, payload] of this.#wanted ?? []) this.#publish(topic, payload);
    this.#publish(this.#request.statusTopic, 'online');
  }

  #correct(): void {
    for (const topic of new Set([...this.#kept.keys(), ...(this.#wanted?.keys() ?? [])]))
      this.#correctTopic(topic);
  }

  #correctTopic(topic: string): void {
    if (this.#wanted === undefined || this.#kept.get(topic) === this.#wanted.get(topic)) return;
    this.#publish(topic, this.#wanted.get(topic) ?? '');
  }

  /** A message that is lost with the connection is published again after the next one. */
  #publish(topic: string, payload: string): void {
    this.#client?.publishAsync(topic, payload, retained).catch(() => undefined);
  }
}
