import { quarterHourRetentionMs, type CountEvent } from '@vialog/contracts';
import type { AppendVerdict } from './event-writer.port.ts';
import { recordLimits, type RecordLimits } from './record-limits.ts';

/** Limits of `appendPast`: as far back as sums by quarter hours are kept. */
export const pastLimits: RecordLimits = { ...recordLimits, retentionMs: quarterHourRetentionMs };

/** Stores events from before the retention of events, for example of a simulation. */
export interface PastEventWriter {
  /**
   * As `EventWriter.append`, for slots of up to `pastLimits`. The events of one UTC day are stored in one transaction. The retention
   * job deletes the slots of days past the retention of events and keeps their sums; afterwards, events of such a day are
   * rejected.
   */
  appendPast(events: readonly CountEvent[]): Promise<readonly AppendVerdict[]>;
}
