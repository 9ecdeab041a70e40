import type { Clock, MqttChannel } from '@vialog/contracts';
import type { Timers } from '@vialog/events';
import { alertLeaseMs } from '../alerts/alert-lease.ts';
import type { AlertStore } from '../alerts/alert-store.port.ts';
import type { AlertChannelStore, StoredChannel } from '../channels/alert-channel-store.port.ts';
import { describePlace, type PlaceDirectories } from '../emails/describe-place.ts';
import type { AlertRuleStore } from '../rules/alert-rule-store.port.ts';
import type { MqttBrokers, RetainedTopics } from './mqtt-brokers.port.ts';
import {
  birthTopicOf,
  ruleTopicFilters,
  ruleTopics,
  statusTopicOf,
  type ActiveAlert,
} from './rule-topics.ts';

const intervalMs = 1_000;
/** Active alerts that are read, newest first, number. */
const maxAlerts = 1_000;

export interface RuleStatePorts {
  readonly alerts: Pick<AlertStore, 'list' | 'newestSequence' | 'takeLease'>;
  readonly alertRules: Pick<AlertRuleStore, 'list'>;
  readonly alertChannels: Pick<AlertChannelStore, 'list' | 'byId'>;
  readonly brokers: Pick<MqttBrokers, 'retain'>;
  readonly directories: PlaceDirectories;
  readonly clock: Clock;
  /** The holder of the lease of the evaluation: the process that evaluates also publishes. */
  readonly holder: string;
  /** Called when the channels, rules or alerts could not be read; the next run tries again. */
  readonly onError: (error: unknown) => void;
  /** Called when the connection of a channel failed; it is opened again. */
  readonly onFailure: (channel: MqttChannel, detail: string) => void;
}

interface OpenChannel {
  /** The settings with which the connection was opened. */
  readonly settings: string;
  readonly topics: RetainedTopics;
  /** Change of the channel, the alerts and the rules that was set. */
  published: string;
}

/**
 * Keeps the state of each rule at the brokers of the channels that are on, in one of the processes that share the stores. A
 * process that loses the lease closes its connections; the next one opens them with the same client id.
 */
export class RuleStatePublisher {
  readonly #ports: RuleStatePorts;
  readonly #open = new Map<string, OpenChannel>();
  #running: Promise<void> | undefined;

  constructor(ports: RuleStatePorts) {
    this.#ports = ports;
  }

  /** Runs every second until the returned function is called, which closes the connections. */
  start(timers: Timers): () => Promise<void> {
    const stop = timers.every(intervalMs, () => void this.run());
    return async () => {
      stop();
      await this.#running;
      await this.#closeAll();
    };
  }

  /** Publishes what changed. */
  async run(): Promise<void> {
    this.#running ??= this.#publish()
      .catch(this.#ports.onError)
      .finally(() => (this.#running = undefined));
    await this.#running;
  }

  async #publish(): Promise<void> {
    const stored = (await this.#ports.alertChannels.list()).filter(isOnMqtt);
    if (stored.length === 0 && this.#open.size === 0) return;
    if ((await this.#takeLease()) === undefined) return this.#closeAll();
    await this.#closeOthers(stored);
    if (stored.length === 0) return;
    const rules = await this.#ports.alertRules.list();
    const sequence = await this.#ports.alerts.newestSequence();
    const state = [sequence, ...rules.map(({ ruleId, changedAt }) => [ruleId, changedAt])];
    let active: readonly ActiveAlert[] | undefined;
    for (const each of stored) {
      const open = this.#opened(each);
      const key = JSON.stringify([each.channel.changedAt, state]);
      if (open.published === key) continue;
      active ??= await this.#activeAlerts();
      open.topics.set(ruleTopics(each.channel, rules, active));
      open.published = key;
    }
  }

  #takeLease(): Promise<number | undefined> {
    const { alerts, clock, holder } = this.#ports;
    return alerts.takeLease({ holder, now: clock.now(), ttlMs: alertLeaseMs });
  }

  #opened(stored: MqttStored): OpenChannel {
    const { channel, secrets } = stored;
    const known = this.#open.get(channel.channelId);
    if (known) return known;
    const { brokers, onFailure } = this.#ports;
    const topics = brokers.retain({
      broker: channel,
      password: secrets[0],
      clientId: `vialog-${channel.channelId}`,
      statusTopic: statusTopicOf(channel),
      filters: ruleTopicFilters(channel),
      birthTopic: birthTopicOf(channel),
      onFailure: (detail) => onFailure(channel, detail),
    });
    const open: OpenChannel = { settings: settingsOf(stored), topics, published: '' };
    this.#open.set(channel.channelId, open);
    return open;
  }

  /**
   * Closes the connections of channels that were removed, switched off or changed. The topics of one that is off stay, so that
   * receivers know its rules; those of the others are removed.
   */
  async #closeOthers(stored: readonly MqttStored[]): Promise<void> {
    const wanted = new Map(stored.map((each) => [each.channel.channelId, settingsOf(each)]));
    for (const [channelId, { settings, topics }] of this.#open) {
      if (wanted.get(channelId) === settings) continue;
      const isOff = !wanted.has(channelId) && (await this.#ports.alertChannels.byId(channelId)) !== undefined;
      this.#open.delete(channelId);
      await topics.close({ remove: !isOff });
    }
  }

  async #closeAll(): Promise<void> {
    const open = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(open.map(({ topics }) => topics.close({ remove: false })));
  }

  async #activeAlerts(): Promise<readonly ActiveAlert[]> {
    const { alerts, directories } = this.#ports;
    const found = await alerts.list({ states: ['open', 'acknowledged'], limit: maxAlerts });
    const announced = found.filter(({ muted }) => !muted);
    return Promise.all(
      announced.map(async (alert) => ({ alert, placeName: (await describePlace(directories, alert)).name })),
    );
  }
}

type MqttStored = StoredChannel & { readonly channel: MqttChannel };

const isOnMqtt = (stored: StoredChannel): stored is MqttStored =>
  stored.channel.kind === 'mqtt' && stored.channel.isOn;

/** What a connection and the names of its topics depend on. */
function settingsOf({ channel, secrets }: MqttStored): string {
  const { host, port, security, username, topicPrefix, discoveryPrefix } = channel;
  return JSON.stringify([host, port, security, username, topicPrefix, discoveryPrefix, secrets]);
}
