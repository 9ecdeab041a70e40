import { epochOf, hourMs, isoOf, type AlertChannel, type Clock, type RandomBytes } from '@vialog/contracts';
import type { Timers } from '@vialog/events';
import type { AlertStore } from '../alerts/alert-store.port.ts';
import { alertLeaseMs } from '../alerts/alert-lease.ts';
import type { AlertChannelStore, QueuedDelivery, StoredChannel } from './alert-channel-store.port.ts';
import { eventsOf } from './cloud-events.ts';
import { sendEvent, type ChannelSenders } from './send-event.ts';
import { settleDelivery } from './settle-delivery.ts';

const intervalMs = 1_000;
const pageSize = 200;

export interface AlertDelivererPorts {
  readonly alerts: Pick<AlertStore, 'changedAfter' | 'takeLease'>;
  readonly alertChannels: AlertChannelStore;
  readonly senders: ChannelSenders;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** The holder of the lease of the evaluation: the process that evaluates also delivers. */
  readonly holder: string;
  /** Called when a channel, or everything (undefined), could not be read or written; the next run tries again. */
  readonly onError: (error: unknown, channel: AlertChannel | undefined) => void;
  /** Called when a delivery was given up. */
  readonly onDeadLetter: (delivery: QueuedDelivery['delivery'], channel: AlertChannel) => void;
}

/**
 * Delivers the events of alerts and reports to the channels that are on, in one of the processes that share the stores. Events are queued
 * with the position of the channel in one transaction, and sent one after the other until one has to be sent again.
 * Events are sent at least once: a process that stops between sending and writing sends the same event again.
 */
export class AlertDeliverer {
  readonly #ports: AlertDelivererPorts;
  readonly #running = new Map<string, Promise<void>>();
  readonly #ending = new AbortController();
  #reading: Promise<void> | undefined;
  #droppedAt = -Infinity;

  constructor(ports: AlertDelivererPorts) {
    this.#ports = ports;
  }

  /** Runs every second until the returned function is called, which aborts requests and waits for the current run. */
  start(timers: Timers): () => Promise<void> {
    const stop = timers.every(intervalMs, () => void this.run());
    return async () => {
      stop();
      this.#ending.abort();
      await this.#reading;
      await Promise.all(this.#running.values());
    };
  }

  /** Delivers what is due. A channel whose last run has not ended is left to it. */
  async run(): Promise<void> {
    this.#reading ??= this.#startChannels().finally(() => (this.#reading = undefined));
    await this.#reading;
    await Promise.all(this.#running.values());
  }

  async #startChannels(): Promise<void> {
    const { alertChannels, onError } = this.#ports;
    try {
      const channels = (await alertChannels.list()).filter(({ channel }) => channel.isOn);
      if (channels.length === 0 || (await this.#takeLease()) === undefined) return;
      await this.#dropOld();
      for (const { channel } of channels) this.#startChannel(channel);
    } catch (error) {
      onError(error, undefined);
    }
  }

  #startChannel(channel: AlertChannel): void {
    const { channelId } = channel;
    if (this.#running.has(channelId) || this.#ending.signal.aborted) return;
    const run = this.#deliver(channelId)
      .catch((error: unknown) => this.#ports.onError(error, channel))
      .finally(() => this.#running.delete(channelId));
    this.#running.set(channelId, run);
  }

  #takeLease(): Promise<number | undefined> {
    const { alerts, clock, holder } = this.#ports;
    return alerts.takeLease({ holder, now: clock.now(), ttlMs: alertLeaseMs });
  }

  async #deliver(channelId: string): Promise<void> {
    for (let more = true; more && !this.#ending.signal.aborted;) {
      const token = await this.#takeLease();
      const stored = await this.#ports.alertChannels.byId(channelId);
      if (token === undefined || !stored?.channel.isOn) return;
      await this.#queueNew(stored, token);
      const next = await this.#ports.alertChannels.next(channelId);
      more = next !== undefined && this.#isDue(next, stored) && (await this.#attempt(next, stored, token));
    }
  }

  /** Queues the events of alerts that changed since the position of the channel, page by page. */
  async #queueNew({ channel, position }: StoredChannel, token: number): Promise<void> {
    const { alerts, alertChannels, clock } = this.#ports;
    const changes = await alerts.changedAfter(position, pageSize);
    const last = changes.at(-1);
    if (!last) return;
    const deliveries = changes.flatMap(({ alert }) => eventsOf(alert, isoOf(clock.now())));
    const { channelId } = channel;
    await alertChannels.queue({ token, channelId, position: last.sequence, deliveries });
  }

  /** A change of the channel, for example of its URL, is tried at once. */
  #isDue({ delivery }: QueuedDelivery, { channel }: StoredChannel): boolean {
    const { nextAttemptAt, attemptedAt } = delivery;
    if (nextAttemptAt === undefined || attemptedAt === undefined) return true;
    return (
      epochOf(nextAttemptAt) <= this.#ports.clock.now() || epochOf(channel.changedAt) > epochOf(attemptedAt)
    );
  }

  /** Returns whether the attempt was written. */
  async #attempt(queued: QueuedDelivery, stored: StoredChannel, token: number): Promise<boolean> {
    const { alertChannels, senders, clock, random, onDeadLetter } = this.#ports;
    const { channel } = stored;
    const event = { eventId: queued.delivery.eventId, body: queued.body, now: clock.now() };
    const outcome = await sendEvent(senders, stored, event, this.#ending.signal);
    // The end of the process is not a failure of the receiver.
    if (outcome.kind === 'failed' && this.#ending.signal.aborted) return false;
    const delivery = settleDelivery(queued.delivery, { outcome, now: clock.now(), random });
    const isWritten = await alertChannels.settle({ token, channelId: channel.channelId, delivery });
    if (isWritten && delivery.state === 'dead_lettered') onDeadLetter(delivery, channel);
    return isWritten;
  }

  async #dropOld(): Promise<void> {
    const { alertChannels, clock } = this.#ports;
    if (clock.monotonic() < this.#droppedAt + hourMs) return;
    this.#droppedAt = clock.monotonic();
    await alertChannels.dropOrphaned();
  }
}
