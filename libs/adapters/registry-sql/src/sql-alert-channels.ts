import { isDeepStrictEqual } from 'node:util';
import {
  queuedAgain,
  type AlertChannelStore,
  type ChannelDelivery,
  type DeliveryCounts,
  type DeliveryFilter,
  type DeliveryQueueing,
  type NumberedDelivery,
  type QueuedDelivery,
  type ResendRequest,
  type StoredChannel,
} from '@vialog/alerting';
import {
  alertChannel,
  alertDelivery,
  epochOf,
  type AlertChannel,
  type AlertDelivery,
} from '@vialog/contracts';
import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';
import type { AlertChannelsTable, DeliveryKind, RegistryTables } from './registry-tables.ts';
import { leaseOf } from './sql-alerts.ts';

/** Alert channels and their outboxes as JSON records. */
export class SqlAlertChannels implements AlertChannelStore {
  readonly #db: Kysely<RegistryTables>;

  constructor(db: Kysely<RegistryTables>) {
    this.#db = db;
  }

  async add({ channel, secrets, position }: StoredChannel): Promise<void> {
    const created = { channel_id: channel.channelId, created_at: epochOf(channel.createdAt) };
    const row = { ...created, position, secret: JSON.stringify(secrets), record: JSON.stringify(channel) };
    await this.#db.insertInto('alert_channels').values(row).execute();
  }

  replace(before: AlertChannel, after: AlertChannel, secrets?: readonly string[]): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const stored = await channelIn(trx, before.channelId);
      if (!isDeepStrictEqual(stored?.channel, before)) return false;
      await trx
        .updateTable('alert_channels')
        .set({
          record: JSON.stringify(after),
          ...(secrets && { secret: JSON.stringify(secrets) }),
        })
        .where('channel_id', '=', before.channelId)
        .execute();
      return true;
    });
  }

  async remove(channelId: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('alert_channels')
      .where('channel_id', '=', channelId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  byId(channelId: string): Promise<StoredChannel | undefined> {
    return channelIn(this.#db, channelId);
  }

  async list(): Promise<readonly StoredChannel[]> {
    const rows = await this.#db
      .selectFrom('alert_channels')
      .selectAll()
      .orderBy('created_at')
      .orderBy('channel_id')
      .execute();
    return rows.map(channelOf);
  }

  async counts(): Promise<ReadonlyMap<string, DeliveryCounts>> {
    const rows = await this.#db
      .selectFrom('alert_deliveries')
      .select([
        'channel_id',
        sql<number>`sum(case when state = 'pending' then 1 else 0 end)`.as('pending'),
        sql<number>`sum(case when state = 'dead_lettered' then 1 else 0 end)`.as('dead_lettered'),
      ])
      .where('state', 'in', ['pending', 'dead_lettered'])
      .groupBy('channel_id')
      .execute();
    return new Map(
      rows.map((row) => [
        row.channel_id,
        { pending: Number(row.pending), deadLettered: Number(row.dead_lettered) },
      ]),
    );
  }

  queue({ token, channelId, position, deliveries }: DeliveryQueueing): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      if ((await leaseOf(trx))?.token !== token) return false;
      const { numUpdatedRows } = await trx
        .updateTable('alert_channels')
        .set({ position })
        .where('channel_id', '=', channelId)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      for (const queued of deliveries) await insertDelivery(trx, channelId, queued);
      return true;
    });
  }

  async next(channelId: string): Promise<QueuedDelivery | undefined> {
    const row = await this.#db
      .selectFrom('alert_deliveries')
      .select(['record', 'body'])
      .where('channel_id', '=', channelId)
      .where('state', '=', 'pending')
      .orderBy('number')
      .limit(1)
      .executeTakeFirst();
    return row && { delivery: deliveryOf(row), body: row.body };
  }

  settle(settling: { token: number; channelId: string; delivery: AlertDelivery }): Promise<boolean> {
    const { token, channelId, delivery } = settling;
    return this.#db.transaction().execute(async (trx) => {
      if ((await leaseOf(trx))?.token !== token) return false;
      return putDelivery(trx, channelId, delivery);
    });
  }

  async deliveries(filter: DeliveryFilter): Promise<readonly NumberedDelivery[]> {
    const { channelId, state, limit, before } = filter;
    const rows = await this.#db
      .selectFrom('alert_deliveries')
      .select(['number', 'record'])
      .where('channel_id', '=', channelId)
      .$if(state !== undefined, (query) => query.where('state', '=', state as string))
      .$if(before !== undefined, (query) => query.where('number', '<', before as number))
      .orderBy('number', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ number: row.number, delivery: deliveryOf(row) }));
  }

  resend({ channelId, eventId, queuedAt, limit }: ResendRequest): Promise<number> {
    return this.#db.transaction().execute(async (trx) => {
      const rows = await trx
        .selectFrom('alert_deliveries')
        .select('record')
        .where('channel_id', '=', channelId)
        .where('state', '=', 'dead_lettered')
        .$if(eventId !== undefined, (query) => query.where('event_id', '=', eventId as string))
        .orderBy('number')
        .limit(limit)
        .execute();
      for (const row of rows) await putDelivery(trx, channelId, queuedAgain(deliveryOf(row), queuedAt));
      return rows.length;
    });
  }

  async ofRuns(runIds: readonly string[]): Promise<ReadonlyMap<string, ChannelDelivery>> {
    if (runIds.length === 0) return new Map();
    const rows = await this.#db
      .selectFrom('alert_deliveries')
      .select(['channel_id', 'subject', 'record'])
      .where('kind', '=', 'report')
      .where('subject', 'in', [...runIds])
      .orderBy('number')
      .execute();
    return new Map(
      rows.map((row) => [row.subject, { channelId: row.channel_id, delivery: deliveryOf(row) }]),
    );
  }

  async dropOrphaned(): Promise<void> {
    const settled = this.#db.deleteFrom('alert_deliveries').where('state', '!=', 'pending');
    await settled
      .where('kind', '=', 'alert')
      .where('subject', 'not in', (eb) => eb.selectFrom('alerts').select('alert_id'))
      .execute();
    await settled
      .where('kind', '=', 'report')
      .where('subject', 'not in', (eb) => eb.selectFrom('report_runs').select('run_id'))
      .execute();
  }
}

const deliveryOf = ({ record }: { readonly record: string }): AlertDelivery =>
  alertDelivery.parse(JSON.parse(record));

const channelOf = ({ record, secret, position }: Selectable<AlertChannelsTable>): StoredChannel => ({
  channel: alertChannel.parse(JSON.parse(record)),
  secrets: secretsOf(secret),
  position,
});

/** Channels of the first release have one secret as text. */
const secretsOf = (secret: string): readonly string[] =>
  secret.startsWith('[') ? (JSON.parse(secret) as string[]) : [secret];

/** Replaces a delivery; false if there is no such delivery. */
async function putDelivery(
  trx: Transaction<RegistryTables>,
  channelId: string,
  delivery: AlertDelivery,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('alert_deliveries')
    .set({ state: delivery.state, record: JSON.stringify(delivery) })
    .where('channel_id', '=', channelId)
    .where('event_id', '=', delivery.eventId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Queues an event unless the channel has it already. */
export async function insertDelivery(
  trx: Transaction<RegistryTables>,
  channelId: string,
  { delivery, body }: QueuedDelivery,
): Promise<void> {
  const newest = await trx
    .selectFrom('alert_deliveries')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('channel_id', '=', channelId)
    .executeTakeFirst();
  const { eventId, state } = delivery;
  const number = Number(newest?.number ?? 0) + 1;
  const row = { channel_id: channelId, event_id: eventId, number, state, body };
  await trx
    .insertInto('alert_deliveries')
    .values({ ...row, ...subjectOf(delivery), record: JSON.stringify(delivery) })
    .onConflict((conflict) => conflict.columns(['channel_id', 'event_id']).doNothing())
    .execute();
}

/** What an event is about: its delivery is deleted after it. */
const subjectOf = ({ alertId, runId }: AlertDelivery): { kind: DeliveryKind; subject: string } =>
  runId === undefined ? { kind: 'alert', subject: alertId ?? '' } : { kind: 'report', subject: runId };

async function channelIn(db: Kysely<RegistryTables>, channelId: string): Promise<StoredChannel | undefined> {
  const row = await db
    .selectFrom('alert_channels')
    .selectAll()
    .where('channel_id', '=', channelId)
    .executeTakeFirst();
  return row && channelOf(row);
}
