import {
  type AlertChange,
  type AlertCommit,
  type AlertFilter,
  type AlertStore,
  type StoredRuleState,
} from '@vialog/alerting';
import { alert as alertRecord, epochOf, type Alert } from '@vialog/contracts';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { RegistryTables } from './registry-tables.ts';
import { leaseNamed, releaseLeaseNamed, takeLeaseNamed, type LeaseRequest } from './sql-leases.ts';

type Trx = Transaction<RegistryTables>;

const leaseName = 'alerts';

/**
 * Alerts as JSON records, and the state of their evaluation. Transactions are serialized in both databases, so that sequence
 * numbers become visible in their order.
 */
export class SqlAlerts implements AlertStore {
  readonly #db: Kysely<RegistryTables>;

  constructor(db: Kysely<RegistryTables>) {
    this.#db = db;
  }

  takeLease(request: LeaseRequest): Promise<number | undefined> {
    return takeLeaseNamed(this.#db, leaseName, request);
  }

  releaseLease(holder: string): Promise<void> {
    return releaseLeaseNamed(this.#db, leaseName, holder);
  }

  async stateOf(ruleId: string): Promise<StoredRuleState | undefined> {
    const row = await this.#db
      .selectFrom('alert_rule_states')
      .select(['revision', 'state'])
      .where('rule_id', '=', ruleId)
      .executeTakeFirst();
    return row && { revision: row.revision, state: JSON.parse(row.state) as StoredRuleState['state'] };
  }

  async evaluatedRules(): Promise<readonly string[]> {
    const rows = await this.#db
      .selectFrom('alert_rule_states')
      .select('rule_id')
      .orderBy('rule_id')
      .execute();
    return rows.map((row) => row.rule_id);
  }

  commit({ token, ruleId, next, raised, closed }: AlertCommit): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      if ((await leaseOf(trx))?.token !== token) return false;
      await trx.deleteFrom('alert_rule_states').where('rule_id', '=', ruleId).execute();
      if (next) {
        const row = { rule_id: ruleId, revision: next.revision, state: JSON.stringify(next.state) };
        await trx.insertInto('alert_rule_states').values(row).execute();
      }
      for (const alert of raised) if (!(await alertIn(trx, alert.alertId))) await insert(trx, alert);
      for (const { alertId, ...end } of closed) {
        const alert = await alertIn(trx, alertId);
        if (alert && alert.state !== 'closed') await replace(trx, { ...alert, ...end, state: 'closed' });
      }
      return true;
    });
  }

  update(alertId: string, change: (alert: Alert) => Alert): Promise<Alert | undefined> {
    return this.#db.transaction().execute(async (trx) => {
      const before = await alertIn(trx, alertId);
      if (!before) return undefined;
      const after = change(before);
      await replace(trx, after);
      return after;
    });
  }

  byId(alertId: string): Promise<Alert | undefined> {
    return alertIn(this.#db, alertId);
  }

  async list({ states, ruleId, limit, after }: AlertFilter): Promise<readonly Alert[]> {
    const rows = await this.#db
      .selectFrom('alerts')
      .select('record')
      .$if(states !== undefined, (query) => query.where('state', 'in', [...(states ?? [])]))
      .$if(ruleId !== undefined, (query) => query.where('rule_id', '=', ruleId as string))
      .$if(after !== undefined, (query) => {
        const { raisedAt, alertId } = after as NonNullable<AlertFilter['after']>;
        const at = epochOf(raisedAt);
        return query.where((eb) =>
          eb('raised_at', '<', at).or(eb('raised_at', '=', at).and('alert_id', '>', alertId)),
        );
      })
      .orderBy('raised_at', 'desc')
      .orderBy('alert_id')
      .limit(limit)
      .execute();
    return rows.map(alertOf);
  }

  async changedAfter(sequence: number, limit: number): Promise<readonly AlertChange[]> {
    const rows = await this.#db
      .selectFrom('alerts')
      .select(['sequence', 'record'])
      .where('sequence', '>', sequence)
      .orderBy('sequence')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ sequence: row.sequence, alert: alertOf(row) }));
  }

  newestSequence(): Promise<number> {
    return newestSequence(this.#db);
  }

  async raisedSince(from: number): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#db
      .selectFrom('alerts')
      .select(['rule_id', sql<number>`count(*)`.as('raised')])
      .where('raised_at', '>=', from)
      .groupBy('rule_id')
      .execute();
    return new Map(rows.map((row) => [row.rule_id, Number(row.raised)]));
  }

  async dropBefore(closedBefore: number): Promise<void> {
    await this.#db
      .deleteFrom('alerts')
      .where('closed_at', '<', closedBefore)
      .where('sequence', '<', (eb) =>
        eb.selectFrom('alerts').select(({ fn }) => fn.max('sequence').as('newest')),
      )
      .execute();
  }
}

const alertOf = ({ record }: { readonly record: string }): Alert => alertRecord.parse(JSON.parse(record));

/** The lease of the process that evaluates rules and delivers alerts. */
export const leaseOf = (trx: Trx) => leaseNamed(trx, leaseName);

async function alertIn(db: Kysely<RegistryTables>, alertId: string): Promise<Alert | undefined> {
  const row = await db
    .selectFrom('alerts')
    .select('record')
    .where('alert_id', '=', alertId)
    .executeTakeFirst();
  return row && alertOf(row);
}

const rowOf = (alert: Alert) => ({
  rule_id: alert.ruleId,
  state: alert.state,
  raised_at: epochOf(alert.raisedAt),
  closed_at: alert.closedAt === undefined ? null : epochOf(alert.closedAt),
  record: JSON.stringify(alert),
});

async function insert(trx: Trx, alert: Alert): Promise<void> {
  const sequence = (await newestSequence(trx)) + 1;
  await trx
    .insertInto('alerts')
    .values({ alert_id: alert.alertId, sequence, ...rowOf(alert) })
    .execute();
}

async function replace(trx: Trx, alert: Alert): Promise<void> {
  const sequence = (await newestSequence(trx)) + 1;
  await trx
    .updateTable('alerts')
    .set({ sequence, ...rowOf(alert) })
    .where('alert_id', '=', alert.alertId)
    .execute();
}

async function newestSequence(db: Kysely<RegistryTables>): Promise<number> {
  const row = await db
    .selectFrom('alerts')
    .select(({ fn }) => fn.max('sequence').as('newest'))
    .executeTakeFirst();
  return Number(row?.newest ?? 0);
}
