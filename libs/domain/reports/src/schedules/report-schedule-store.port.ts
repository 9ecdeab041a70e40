import type { QueuedDelivery } from '@vialog/alerting';
import type { ReportRun, ReportSchedule } from '@vialog/contracts';

export interface ReportLeaseRequest {
  readonly holder: string;
  /** Epoch ms. */
  readonly now: number;
  readonly ttlMs: number;
}

export interface RunWrite {
  /** Fencing token of the lease. */
  readonly token: number;
  readonly run: ReportRun;
  /** Event for the channel of the run. */
  readonly event?: QueuedDelivery | undefined;
}

/** Keeps schedules of reports and their runs. */
export interface ReportScheduleStore {
  add(schedule: ReportSchedule): Promise<void>;
  /** Replaces a schedule if it is still as it was read; false if it was changed or removed meanwhile. */
  replace(before: ReportSchedule, after: ReportSchedule): Promise<boolean>;
  /** Removes a schedule with its runs; false if there is no schedule with this id. */
  remove(scheduleId: string): Promise<boolean>;
  /** All, in the order of their creation, then by id. */
  list(): Promise<readonly ReportSchedule[]>;
  /**
   * Takes or extends the lease of the process that writes reports. Returns its fencing token, which grows when the holder changes;
   * undefined while another holder has it.
   */
  takeLease(request: ReportLeaseRequest): Promise<number | undefined>;
  /** Releases the lease if this holder has it, so that another process does not wait until it expires. */
  releaseLease(holder: string): Promise<void>;
  /**
   * Adds or replaces a run, and queues its event in its channel in the same transaction; an event that the channel already has is not
   * queued again, and none is if the channel was deleted. Returns false, and writes nothing, if a later holder has the lease or the
   * schedule was removed.
   */
  putRun(write: RunWrite): Promise<boolean>;
  /** Adds a run for the process that writes; false if there is a run with this id, or no such schedule. */
  requestRun(run: ReportRun): Promise<boolean>;
  run(runId: string): Promise<ReportRun | undefined>;
  /** Runs of a schedule, last due first. `before`: only those due before then, epoch ms. */
  runs(filter: {
    readonly scheduleId: string;
    readonly limit: number;
    readonly before?: number | undefined;
  }): Promise<readonly ReportRun[]>;
  removeRun(write: { readonly token: number; readonly runId: string }): Promise<boolean>;
}
