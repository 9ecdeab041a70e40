import type { MqttChannel } from '@vialog/contracts';
import type { DeliveryOutcome } from '../channels/delivery-outcome.ts';

export interface MqttAccess {
  readonly broker: Pick<MqttChannel, 'host' | 'port' | 'security' | 'username'>;
  readonly password: string | undefined;
}

export interface MqttPublication extends MqttAccess {
  readonly topic: string;
  readonly payload: string;
}

/** Topics that a broker keeps, by name. */
export type RetainedPayloads = ReadonlyMap<string, string>;

export interface RetainedRequest extends MqttAccess {
  /** Identifies the connection at the broker; a second one with the same id ends the first. */
  readonly clientId: string;
  /** Topic that has `online` while the connection is open and `offline` after it, also when the process was killed (Last Will). */
  readonly statusTopic: string;
  /** Filters of the topics that belong to this connection: what the broker keeps there besides the given ones is removed. */
  readonly filters: readonly string[];
  /** A message `online` at this topic publishes everything again: its subscriber has started. */
  readonly birthTopic: string | undefined;
  /** Called when a connection could not be opened or broke; it is opened again after some seconds. */
  readonly onFailure: (detail: string) => void;
}

/** A connection that keeps topics as they are given, over restarts of the broker. */
export interface RetainedTopics {
  set(payloads: RetainedPayloads): void;
  /** Waits a bounded time. `remove`: the topics are removed first. */
  close(options: { readonly remove: boolean }): Promise<void>;
}

/** Publishes at MQTT brokers (3.1.1), with QoS 1. */
export interface MqttBrokers {
  /** Publishes one message. Never rejects, and resolves after a bounded time, or when the signal aborts. */
  publish(publication: MqttPublication, signal: AbortSignal): Promise<DeliveryOutcome>;
  retain(request: RetainedRequest): RetainedTopics;
}
