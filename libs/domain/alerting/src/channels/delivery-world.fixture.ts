import type { Alert, AlertChannelPatch, AlertDelivery, DeliveryFailure } from '@vialog/contracts';
import type { CameraDirectory } from '@vialog/registry';
import { anAlert } from '../alerts/alert-store.conformance.ts';
import { InMemoryAlerts } from '../alerts/alert-store.fake.ts';
import type { AlertChannelStore } from './alert-channel-store.port.ts';
import { aChannel, anEmailChannel, anMqttChannel } from './alert-channel-store.conformance.ts';
import { InMemoryAlertChannels } from './alert-channel-store.fake.ts';
import { AlertDeliverer } from './alert-deliverer.ts';
import { changeChannel } from './change-channel.ts';
import type { EmailRequest } from '../emails/email-sender.port.ts';
import { InMemoryBrokers } from '../mqtt/mqtt-brokers.fake.ts';
import type { DeliveryOutcome } from './delivery-outcome.ts';
import type { WebhookRequest } from './webhook-sender.port.ts';

export interface ReceivedEvent {
  readonly id: string;
}

/** lost: the write did not happen; unknown: it did, but the process did not learn it. */
export type WriteFault = 'none' | 'lost' | 'unknown';

type Respond = (
  eventId: string,
  channel: string,
  signal: AbortSignal,
) => DeliveryOutcome | Promise<DeliveryOutcome>;

export const failing =
  (
    code: DeliveryFailure['code'],
    { status, retryAfterMs }: { readonly status?: number; readonly retryAfterMs?: number } = {},
  ) =>
  (): DeliveryOutcome => ({
    kind: 'failed',
    failure: { code, detail: 'It failed.', ...(status !== undefined && { status }) },
    retryAfterMs,
  });

/** Channels and alerts in memory, with receivers that respond as a test says. */
export class DeliveryWorld {
  readonly alerts = new InMemoryAlerts();
  readonly channels = new InMemoryAlertChannels(this.alerts);
  readonly deadLetters: string[] = [];
  readonly errors: string[] = [];
  now = Date.parse('2026-03-02T08:10:00.000Z');
  respond: Respond = () => ({ kind: 'delivered' });
  /** Messages of channels for e-mail, in order. */
  readonly emails: EmailRequest[] = [];
  readonly brokers = new InMemoryBrokers();
  /** Reads the newest version of a camera for messages. */
  latest: CameraDirectory['latest'] = () => Promise.resolve(undefined);
  /** Secrets of every attempt, in order. */
  readonly secrets: (readonly string[])[] = [];
  onSend: (signal: AbortSignal) => void = () => undefined;
  failNextRead = false;
  /** What the next writes of deliveries meet; none are left: nothing. */
  faults: WriteFault[] = [];
  readonly #received: { channel: string; event: ReceivedEvent }[] = [];

  async addChannel(id: string): Promise<void> {
    await this.channels.add(aChannel(id, { url: `https://hooks.example.org/${id}` }));
  }

  async addEmailChannel(id: string): Promise<void> {
    await this.channels.add(anEmailChannel(id));
  }

  async addMqttChannel(id: string): Promise<void> {
    await this.channels.add(anMqttChannel(id));
  }

  async changeChannel(id: string, patch: AlertChannelPatch): Promise<void> {
    const ports = { alertChannels: this.channels, clock: { now: () => this.now, monotonic: () => this.now } };
    await changeChannel(ports, aChannel(id).channel.channelId, patch);
  }

  /** A process; it has the lease unless another holder took it. */
  deliverer(holder = 'test'): AlertDeliverer {
    return new AlertDeliverer({
      alerts: {
        takeLease: (request) => this.alerts.takeLease(request),
        changedAfter: (sequence, limit) => {
          const fails = this.failNextRead;
          this.failNextRead = false;
          return fails
            ? Promise.reject(new Error('the disk is full'))
            : this.alerts.changedAfter(sequence, limit);
        },
      },
      alertChannels: this.#faultyChannels(),
      senders: {
        webhooks: { send: (request, signal) => this.#send(request, signal) },
        emails: { send: (request) => this.#sendEmail(request) },
        brokers: this.brokers,
        cameras: { latest: (id) => this.latest(id) },
        sites: { site: () => Promise.resolve(undefined) },
      },
      clock: { now: () => this.now, monotonic: () => this.now },
      random: () => new Uint8Array([this.now % 256]),
      holder,
      onError: (error) => this.errors.push(String(error)),
      onDeadLetter: ({ eventId }) => this.deadLetters.push(eventId),
    });
  }

  #faultyChannels(): AlertChannelStore {
    const { channels } = this;
    const writing = async (write: () => Promise<boolean>): Promise<boolean> => {
      const fault = this.faults.shift() ?? 'none';
      if (fault === 'lost') throw new Error('the process ended before the write');
      const written = await write();
      if (fault === 'unknown') throw new Error('the process ended after the write');
      return written;
    };
    return {
      add: (channel) => channels.add(channel),
      replace: (before, after, secrets) => channels.replace(before, after, secrets),
      remove: (id) => channels.remove(id),
      byId: (id) => channels.byId(id),
      list: () => channels.list(),
      counts: () => channels.counts(),
      next: (id) => channels.next(id),
      deliveries: (filter) => channels.deliveries(filter),
      resend: (request) => channels.resend(request),
      ofRuns: (runIds) => channels.ofRuns(runIds),
      dropOrphaned: () => channels.dropOrphaned(),
      queue: (queueing) => writing(() => channels.queue(queueing)),
      settle: (settling) => writing(() => channels.settle(settling)),
    };
  }

  async #send(
    { url, body, eventId, secrets }: WebhookRequest,
    signal: AbortSignal,
  ): Promise<DeliveryOutcome> {
    const channel = url.replace(/^.*\//, '');
    this.#received.push({ channel, event: JSON.parse(body) as ReceivedEvent });
    this.secrets.push(secrets);
    this.onSend(signal);
    return this.respond(eventId, channel, signal);
  }

  #sendEmail(request: EmailRequest): Promise<DeliveryOutcome> {
    this.emails.push(request);
    return Promise.resolve({ kind: 'delivered' });
  }

  /** Every attempt that reached the receiver of a channel, in order. */
  received(channel: string): readonly ReceivedEvent[] {
    return this.#received.filter((each) => each.channel === channel).map(({ event }) => event);
  }

  /** Last queued first. */
  async deliveries(id: string): Promise<readonly AlertDelivery[]> {
    const { channelId } = aChannel(id).channel;
    return (await this.channels.deliveries({ channelId, limit: 1000 })).map(({ delivery }) => delivery);
  }

  /** Moves the clock to the next attempt of the oldest pending delivery and returns the wait, ms. */
  async skipToNextAttempt(id: string): Promise<number> {
    const queued = await this.channels.next(aChannel(id).channel.channelId);
    const before = this.now;
    this.now = Math.max(before, Date.parse(queued?.delivery.nextAttemptAt ?? ''));
    return this.now - before;
  }

  async raise(id: string, changes: Partial<Alert> = {}): Promise<void> {
    const token = (await this.alerts.takeLease({ holder: 'test', now: this.now, ttlMs: 1 })) ?? 0;
    const raised = [anAlert(id, changes)];
    await this.alerts.commit({ token, ruleId: 'r', next: undefined, raised, closed: [] });
  }

  async change(id: string, changes: Partial<Alert>): Promise<void> {
    await this.alerts.update(anAlert(id).alertId, (alert) => ({ ...alert, ...changes }));
  }
}
