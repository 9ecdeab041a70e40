import { epochOf, type ReportRun, type ReportSchedule } from '@vialog/contracts';
import type { ReportLeaseRequest, ReportScheduleStore } from './report-schedule-store.port.ts';

/** Schedules and their runs in memory. */
export class InMemoryReportSchedules implements ReportScheduleStore {
  readonly #schedules = new Map<string, ReportSchedule>();
  readonly #runs = new Map<string, ReportRun>();
  #lease = { holder: '', token: 0, until: -Infinity };

  add(schedule: ReportSchedule): Promise<void> {
    this.#schedules.set(schedule.scheduleId, schedule);
    return Promise.resolve();
  }

  remove(scheduleId: string): Promise<boolean> {
    for (const run of this.#runs.values()) if (run.scheduleId === scheduleId) this.#runs.delete(run.runId);
    return Promise.resolve(this.#schedules.delete(scheduleId));
  }

  list(): Promise<readonly ReportSchedule[]> {
    const order = ({ createdAt, scheduleId }: ReportSchedule) => `${createdAt} ${scheduleId}`;
    return Promise.resolve([...this.#schedules.values()].toSorted((a, b) => (order(a) < order(b) ? -1 : 1)));
  }

  takeLease({ holder, now, ttlMs }: ReportLeaseRequest): Promise<number | undefined> {
    const before = this.#lease;
    if (before.holder !== holder && now < before.until) return Promise.resolve(undefined);
    const token = before.holder === holder ? before.token : before.token + 1;
    this.#lease = { holder, token, until: now + ttlMs };
    return Promise.resolve(token);
  }

  releaseLease(holder: string): Promise<void> {
    if (this.#lease.holder === holder) this.#lease = { ...this.#lease, until: -Infinity };
    return Promise.resolve();
  }

  putRun({ token, run }: { token: number; run: ReportRun }): Promise<boolean> {
    if (token !== this.#lease.token || !this.#schedules.has(run.scheduleId)) return Promise.resolve(false);
    this.#runs.set(run.runId, run);
    return Promise.resolve(true);
  }

  run(runId: string): Promise<ReportRun | undefined> {
    return Promise.resolve(this.#runs.get(runId));
  }

  runs(filter: {
    scheduleId: string;
    limit: number;
    before?: number | undefined;
  }): Promise<readonly ReportRun[]> {
    const { scheduleId, limit, before = Infinity } = filter;
    const found = [...this.#runs.values()]
      .filter((run) => run.scheduleId === scheduleId && epochOf(run.dueAt) < before)
      .sort((a, b) => epochOf(b.dueAt) - epochOf(a.dueAt));
    return Promise.resolve(found.slice(0, limit));
  }

  removeRun({ token, runId }: { token: number; runId: string }): Promise<boolean> {
    return Promise.resolve(token === this.#lease.token && this.#runs.delete(runId));
  }
}
