import { randomUUID } from 'node:crypto';
import {
  deliveryFailed,
  type DeliveryOutcome,
  type MqttBrokers,
  type MqttPublication,
  type RetainedRequest,
  type RetainedTopics,
} from '@vialog/alerting';
import type { StreamAddressRules } from '@vialog/network-guard';
import { BrokerTopics } from './broker-topics.ts';
import { connectBroker, untilClosed } from './connect-broker.ts';
import { judgeMqttError } from './judge-mqtt.ts';

const defaultTimeoutMs = 30_000;
const defaultRetryMs = 5_000;

export interface MqttConnectionsOptions extends StreamAddressRules {
  /** For one attempt, from the name server to the response, ms; default 30,000. */
  readonly timeoutMs?: number;
  /** Wait before a connection is opened again, ms; default 5,000. */
  readonly retryMs?: number;
}

/** Publishes at MQTT brokers with MQTT.js. */
export class MqttConnections implements MqttBrokers {
  readonly #options: MqttConnectionsOptions;

  constructor(options: MqttConnectionsOptions) {
    this.#options = options;
  }

  async publish(
    { topic, payload, ...access }: MqttPublication,
    signal: AbortSignal,
  ): Promise<DeliveryOutcome> {
    const { timeoutMs = defaultTimeoutMs } = this.#options;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const connection = { access, clientId: `vialog-${randomUUID().slice(0, 13)}` };
    const connected = await connectBroker(connection, this.#options, limit);
    if (!connected.client) return connected.outcome;
    const { client } = connected;
    try {
      await untilClosed(client, limit, client.publishAsync(topic, payload, { qos: 1 }));
      return { kind: 'delivered' };
    } catch (error) {
      return limit.aborted
        ? deliveryFailed('timeout', `The broker did not accept the message within ${timeoutMs / 1000} s.`)
        : judgeMqttError(error);
    } finally {
      client.end(true);
    }
  }

  retain(request: RetainedRequest): RetainedTopics {
    const { timeoutMs = defaultTimeoutMs, retryMs = defaultRetryMs } = this.#options;
    return new BrokerTopics(request, { ...this.#options, timeoutMs, retryMs });
  }
}
