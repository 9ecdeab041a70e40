import { isDeepStrictEqual } from 'node:util';
import { epochOf, reportRun, reportSchedule, type ReportRun, type ReportSchedule } from '@vialog/contracts';
import type { ReportScheduleStore, RunWrite } from '@vialog/reports';
import type { Kysely, Transaction } from 'kysely';
import type { RegistryTables } from './registry-tables.ts';
import { insertDelivery } from './sql-alert-channels.ts';
import { leaseNamed, releaseLeaseNamed, takeLeaseNamed, type LeaseRequest } from './sql-leases.ts';

const leaseName = 'reports';

/** Schedules of reports and their runs as JSON records. */
export class SqlReportSchedules implements ReportScheduleStore {
  readonly #db: Kysely<RegistryTables>;

  constructor(db: Kysely<RegistryTables>) {
    this.#db = db;
  }

  async add(schedule: ReportSchedule): Promise<void> {
    const row = {
      schedule_id: schedule.scheduleId,
      created_at: epochOf(schedule.createdAt),
      record: JSON.stringify(schedule),
    };
    await this.#db.insertInto('report_schedules').values(row).execute();
  }

  replace(before: ReportSchedule, after: ReportSchedule): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const row = await scheduleRow(trx, before.scheduleId);
      if (!row || !isDeepStrictEqual(scheduleOf(row), before)) return false;
      await trx
        .updateTable('report_schedules')
        .set({ record: JSON.stringify(after) })
        .where('schedule_id', '=', before.scheduleId)
        .execute();
      return true;
    });
  }

  async remove(scheduleId: string): Promise<boolean> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('report_schedules')
      .where('schedule_id', '=', scheduleId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async list(): Promise<readonly ReportSchedule[]> {
    const rows = await this.#db
      .selectFrom('report_schedules')
      .select('record')
      .orderBy('created_at')
      .orderBy('schedule_id')
      .execute();
    return rows.map(scheduleOf);
  }

  takeLease(request: LeaseRequest): Promise<number | undefined> {
    return takeLeaseNamed(this.#db, leaseName, request);
  }

  releaseLease(holder: string): Promise<void> {
    return releaseLeaseNamed(this.#db, leaseName, holder);
  }

  putRun({ token, run, event }: RunWrite): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      if ((await leaseNamed(trx, leaseName))?.token !== token) return false;
      if (!(await scheduleRow(trx, run.scheduleId))) return false;
      const record = JSON.stringify(run);
      await trx
        .insertInto('report_runs')
        .values(rowOf(run))
        .onConflict((conflict) => conflict.column('run_id').doUpdateSet({ record }))
        .execute();
      if (event && run.channelId !== null && (await hasChannel(trx, run.channelId)))
        await insertDelivery(trx, run.channelId, event);
      return true;
    });
  }

  requestRun(run: ReportRun): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      if (!(await scheduleRow(trx, run.scheduleId))) return false;
      const { numInsertedOrUpdatedRows } = await trx
        .insertInto('report_runs')
        .values(rowOf(run))
        .onConflict((conflict) => conflict.column('run_id').doNothing())
        .executeTakeFirst();
      return (numInsertedOrUpdatedRows ?? 0n) > 0n;
    });
  }

  async run(runId: string): Promise<ReportRun | undefined> {
    const row = await this.#db
      .selectFrom('report_runs')
      .select('record')
      .where('run_id', '=', runId)
      .executeTakeFirst();
    return row && runOf(row);
  }

  async runs(filter: {
    scheduleId: string;
    limit: number;
    before?: number | undefined;
  }): Promise<readonly ReportRun[]> {
    const { scheduleId, limit, before } = filter;
    const rows = await this.#db
      .selectFrom('report_runs')
      .select('record')
      .where('schedule_id', '=', scheduleId)
      .$if(before !== undefined, (query) => query.where('due_at', '<', before as number))
      .orderBy('due_at', 'desc')
      .limit(limit)
      .execute();
    return rows.map(runOf);
  }

  removeRun({ token, runId }: { token: number; runId: string }): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      if ((await leaseNamed(trx, leaseName))?.token !== token) return false;
      const { numDeletedRows } = await trx
        .deleteFrom('report_runs')
        .where('run_id', '=', runId)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    });
  }
}

/** Runs of the first release were all started by their rule, and had no channel. */
const runOf = ({ record }: { readonly record: string }): ReportRun =>
  reportRun.parse({ isManual: false, channelId: null, ...(JSON.parse(record) as object) });

/** Schedules of the first release were on, had no channel, and were due from their creation on. */
function scheduleOf({ record }: { readonly record: string }): ReportSchedule {
  const stored = JSON.parse(record) as { readonly createdAt: string };
  return reportSchedule.parse({ isOn: true, channelId: null, dueAfterAt: stored.createdAt, ...stored });
}

const rowOf = (run: ReportRun) => ({
  run_id: run.runId,
  schedule_id: run.scheduleId,
  due_at: epochOf(run.dueAt),
  record: JSON.stringify(run),
});

const scheduleRow = (trx: Transaction<RegistryTables>, scheduleId: string) =>
  trx
    .selectFrom('report_schedules')
    .select('record')
    .where('schedule_id', '=', scheduleId)
    .executeTakeFirst();

const hasChannel = async (trx: Transaction<RegistryTables>, channelId: string): Promise<boolean> =>
  (await trx
    .selectFrom('alert_channels')
    .select('channel_id')
    .where('channel_id', '=', channelId)
    .executeTakeFirst()) !== undefined;
