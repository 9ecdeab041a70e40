import { epochOf, reportRun, reportSchedule, type ReportRun, type ReportSchedule } from '@vialog/contracts';
import type { ReportScheduleStore } from '@vialog/reports';
import type { Kysely } from 'kysely';
import type { RegistryTables } from './registry-tables.ts';
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
    return rows.map(({ record }) => reportSchedule.parse(JSON.parse(record)));
  }

  takeLease(request: LeaseRequest): Promise<number | undefined> {
    return takeLeaseNamed(this.#db, leaseName, request);
  }

  releaseLease(holder: string): Promise<void> {
    return releaseLeaseNamed(this.#db, leaseName, holder);
  }

  putRun({ token, run }: { token: number; run: ReportRun }): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      if ((await leaseNamed(trx, leaseName))?.token !== token) return false;
      const schedule = await trx
        .selectFrom('report_schedules')
        .select('schedule_id')
        .where('schedule_id', '=', run.scheduleId)
        .executeTakeFirst();
      if (!schedule) return false;
      const record = JSON.stringify(run);
      await trx
        .insertInto('report_runs')
        .values({ run_id: run.runId, schedule_id: run.scheduleId, due_at: epochOf(run.dueAt), record })
        .onConflict((conflict) => conflict.column('run_id').doUpdateSet({ record }))
        .execute();
      return true;
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

const runOf = ({ record }: { readonly record: string }): ReportRun => reportRun.parse(JSON.parse(record));
