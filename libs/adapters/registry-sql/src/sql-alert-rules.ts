import { isDeepStrictEqual } from 'node:util';
import { alertRule, epochOf, type AlertRule } from '@vialog/contracts';
import type { AlertRuleStore } from '@vialog/alerting';
import type { Kysely } from 'kysely';
import type { RegistryTables } from './registry-tables.ts';

/** Alert rules as JSON records. */
export class SqlAlertRules implements AlertRuleStore {
  readonly #db: Kysely<RegistryTables>;

  constructor(db: Kysely<RegistryTables>) {
    this.#db = db;
  }

  async add(rule: AlertRule): Promise<void> {
    const row = { rule_id: rule.ruleId, created_at: epochOf(rule.createdAt), record: JSON.stringify(rule) };
    await this.#db.insertInto('alert_rules').values(row).execute();
  }

  replace(before: AlertRule, after: AlertRule): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const stored = await ruleIn(trx, before.ruleId);
      if (!isDeepStrictEqual(stored, before)) return false;
      await trx
        .updateTable('alert_rules')
        .set({ record: JSON.stringify(after) })
        .where('rule_id', '=', before.ruleId)
        .execute();
      return true;
    });
  }

  async remove(ruleId: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('alert_rules')
      .where('rule_id', '=', ruleId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  byId(ruleId: string): Promise<AlertRule | undefined> {
    return ruleIn(this.#db, ruleId);
  }

  async list(): Promise<readonly AlertRule[]> {
    const rows = await this.#db
      .selectFrom('alert_rules')
      .select('record')
      .orderBy('created_at')
      .orderBy('rule_id')
      .execute();
    return rows.map(ruleOf);
  }
}

const ruleOf = ({ record }: { readonly record: string }): AlertRule => alertRule.parse(JSON.parse(record));

async function ruleIn(db: Kysely<RegistryTables>, ruleId: string): Promise<AlertRule | undefined> {
  const row = await db
    .selectFrom('alert_rules')
    .select('record')
    .where('rule_id', '=', ruleId)
    .executeTakeFirst();
  return row && ruleOf(row);
}
