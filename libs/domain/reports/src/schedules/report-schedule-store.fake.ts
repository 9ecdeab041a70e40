import { isHeld } from '@vialog/alerting';
import { InMemoryAlertChannels, InMemoryAlerts } from '@vialog/alerting/conformance';
import { epochOf, type ReportRun, type ReportSchedule } from '@vialog/contracts';
import type { ReportLeaseRequest, ReportScheduleStore, RunWrite } from './report-schedule-store.port.ts';

/** Schedules and their runs in memory. */
export class InMemoryReportSchedules implements ReportScheduleStore {
  readonly #schedules = new Map<string, ReportSchedule>();
  readonly #runs = new Map<string, ReportRun>();
  readonly #channels: InMemoryAlertChannels;
  #lease: { readonly holder: string; readonly token: number; readonly expiresAt: number } | undefined;

  /** @param channels whose outboxes get the events of runs */
  constructor(channels = new InMemoryAlertChannels(new InMemoryAlerts())) {
    this.#channels = channels;
  }

  add(schedule: ReportSchedule): Promise<void> {
    this.#schedules.set(schedule.scheduleId, schedule);
    return Promise.resolve();
  }

  replace(before: ReportSchedule, after: ReportSchedule): Promise<boolean> {
    if (JSON.stringify(this.#schedules.get(before.scheduleId)) !== JSON.stringify(before))
      return Promise.resolve(false);
    this.#schedules.set(after.scheduleId, after);
    return Promise.resolve(true);
  }

  remove(scheduleId: string): Promise<boolean> {
    for (const run of this.#runs.values()) if (run.scheduleId === scheduleId) this.#drop(run.runId);
    return Promise.resolve(this.#schedules.delete(scheduleId));
  }

  list(): Promise<readonly ReportSchedule[]> {
    const order = ({ createdAt, scheduleId }: ReportSchedule) => `${createdAt} ${scheduleId}`;
    return Promise.resolve([...this.#schedules.values()].toSorted((a, b) => (order(a) < order(b) ? -1 : 1)));
  }

  takeLease({ holder, now, ttlMs }: ReportLeaseRequest): Promise<number | undefined> {
    const before = this.#lease;
    if (before && before.holder !== holder && isHeld(before.expiresAt, { now, ttlMs }))
      return Promise.resolve(undefined);
    const token = before?.holder === holder ? before.token : (before?.token ?? 0) + 1;
    this.#lease = { holder, token, expiresAt: now + ttlMs };
    return Promise.resolve(token);
  }

  releaseLease(holder: string): Promise<void> {
    if (this.#lease?.holder === holder) this.#lease = { ...this.#lease, expiresAt: 0 };
    return Promise.resolve();
  }

  putRun({ token, run, event }: RunWrite): Promise<boolean> {
    if (token !== this.#lease?.token || !this.#schedules.has(run.scheduleId)) return Promise.resolve(false);
    this.#put(run);
    if (event && run.channelId !== null) this.#channels.addDelivery(run.channelId, event);
    return Promise.resolve(true);
  }

  requestRun(run: ReportRun): Promise<boolean> {
    if (this.#runs.has(run.runId) || !this.#schedules.has(run.scheduleId)) return Promise.resolve(false);
    this.#put(run);
    return Promise.resolve(true);
  }

  #put(run: ReportRun): void {
    this.#runs.set(run.runId, run);
    this.#channels.reportRuns.add(run.runId);
  }

  #drop(runId: string): boolean {
    this.#channels.reportRuns.delete(runId);
    return this.#runs.delete(runId);
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
    return Promise.resolve(token === this.#lease?.token && this.#drop(runId));
  }
}
