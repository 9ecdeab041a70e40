import type { AlertChannel, AlertDelivery } from '@vialog/contracts';
import type { InMemoryAlerts } from '../alerts/alert-store.fake.ts';
import type {
  AlertChannelStore,
  ChannelDelivery,
  DeliveryCounts,
  DeliveryFilter,
  DeliveryQueueing,
  NumberedDelivery,
  QueuedDelivery,
  ResendRequest,
  StoredChannel,
} from './alert-channel-store.port.ts';
import { queuedAgain } from './resend-deliveries.ts';

type Row = NumberedDelivery & QueuedDelivery & { readonly channelId: string };

/** Channels and their outboxes in memory. */
export class InMemoryAlertChannels implements AlertChannelStore {
  readonly #alerts: InMemoryAlerts;
  /** Ids of the runs of scheduled reports that exist; the fake of their store keeps them. */
  readonly reportRuns = new Set<string>();
  readonly #channels = new Map<string, StoredChannel>();
  #rows: readonly Row[] = [];

  /** @param alerts whose lease fences the deliveries */
  constructor(alerts: InMemoryAlerts) {
    this.#alerts = alerts;
  }

  add(stored: StoredChannel): Promise<void> {
    this.#channels.set(stored.channel.channelId, stored);
    return Promise.resolve();
  }

  replace(before: AlertChannel, after: AlertChannel, secrets?: readonly string[]): Promise<boolean> {
    const stored = this.#channels.get(before.channelId);
    if (!stored || JSON.stringify(stored.channel) !== JSON.stringify(before)) return Promise.resolve(false);
    this.#channels.set(after.channelId, { ...stored, channel: after, ...(secrets && { secrets }) });
    return Promise.resolve(true);
  }

  remove(channelId: string): Promise<boolean> {
    this.#rows = this.#rows.filter((row) => row.channelId !== channelId);
    return Promise.resolve(this.#channels.delete(channelId));
  }

  byId(channelId: string): Promise<StoredChannel | undefined> {
    return Promise.resolve(this.#channels.get(channelId));
  }

  list(): Promise<readonly StoredChannel[]> {
    const order = ({ channel }: StoredChannel) => `${channel.createdAt} ${channel.channelId}`;
    return Promise.resolve([...this.#channels.values()].toSorted((a, b) => (order(a) < order(b) ? -1 : 1)));
  }

  counts(): Promise<ReadonlyMap<string, DeliveryCounts>> {
    const open = this.#rows.filter(({ delivery }) => delivery.state !== 'delivered');
    const channels = [...Map.groupBy(open, ({ channelId }) => channelId)];
    return Promise.resolve(
      new Map(
        channels.map(([channelId, rows]) => {
          const pending = rows.filter(({ delivery }) => delivery.state === 'pending').length;
          return [channelId, { pending, deadLettered: rows.length - pending }];
        }),
      ),
    );
  }

  queue({ token, channelId, position, deliveries }: DeliveryQueueing): Promise<boolean> {
    const stored = this.#channels.get(channelId);
    if (!stored || !this.#alerts.isCurrent(token)) return Promise.resolve(false);
    this.#channels.set(channelId, { ...stored, position });
    for (const queued of deliveries) this.addDelivery(channelId, queued);
    return Promise.resolve(true);
  }

  /** Queues an event unless the channel has it already or was removed. */
  addDelivery(channelId: string, queued: QueuedDelivery): void {
    const known = this.#of(channelId).some((row) => row.delivery.eventId === queued.delivery.eventId);
    if (known || !this.#channels.has(channelId)) return;
    const number = (this.#of(channelId).at(-1)?.number ?? 0) + 1;
    this.#rows = [...this.#rows, { ...queued, number, channelId }];
  }

  #of(channelId: string): readonly Row[] {
    return this.#rows.filter((row) => row.channelId === channelId);
  }

  next(channelId: string): Promise<QueuedDelivery | undefined> {
    const row = this.#of(channelId).find(({ delivery }) => delivery.state === 'pending');
    return Promise.resolve(row && { delivery: row.delivery, body: row.body });
  }

  settle({
    token,
    channelId,
    delivery,
  }: {
    token: number;
    channelId: string;
    delivery: AlertDelivery;
  }): Promise<boolean> {
    const isSettled = (row: Row) => row.channelId === channelId && row.delivery.eventId === delivery.eventId;
    if (!this.#alerts.isCurrent(token) || !this.#rows.some(isSettled)) return Promise.resolve(false);
    this.#rows = this.#rows.map((row) => (isSettled(row) ? { ...row, delivery } : row));
    return Promise.resolve(true);
  }

  deliveries({ channelId, state, limit, before }: DeliveryFilter): Promise<readonly NumberedDelivery[]> {
    const found = this.#of(channelId)
      .filter(({ delivery }) => state === undefined || delivery.state === state)
      .filter(({ number }) => before === undefined || number < before)
      .toReversed();
    return Promise.resolve(found.slice(0, limit).map(({ number, delivery }) => ({ number, delivery })));
  }

  resend({ channelId, eventId, queuedAt, limit }: ResendRequest): Promise<number> {
    const isMeant = ({ delivery }: Row) =>
      delivery.state === 'dead_lettered' && (eventId === undefined || delivery.eventId === eventId);
    const resent = this.#of(channelId).filter(isMeant).slice(0, limit);
    this.#rows = this.#rows.map((row) =>
      resent.includes(row) ? { ...row, delivery: queuedAgain(row.delivery, queuedAt) } : row,
    );
    return Promise.resolve(resent.length);
  }

  ofRuns(runIds: readonly string[]): Promise<ReadonlyMap<string, ChannelDelivery>> {
    const found = this.#rows.flatMap(({ channelId, delivery }) =>
      delivery.runId !== undefined && runIds.includes(delivery.runId)
        ? ([[delivery.runId, { channelId, delivery }]] as const)
        : [],
    );
    return Promise.resolve(new Map(found));
  }

  async dropOrphaned(): Promise<void> {
    const kept: Row[] = [];
    for (const row of this.#rows)
      if (row.delivery.state === 'pending' || (await this.#hasSubject(row.delivery))) kept.push(row);
    this.#rows = kept;
  }

  async #hasSubject({ alertId, runId }: AlertDelivery): Promise<boolean> {
    if (runId !== undefined) return this.reportRuns.has(runId);
    return (await this.#alerts.byId(alertId ?? '')) !== undefined;
  }
}
