import type { Clock } from '@vialog/contracts';
import type { BoundedClient } from './bounded-client.ts';
import type { BulkWriter } from './bulk-writer.ts';
import type { IndexNames } from './index-names.ts';
import type { Lease } from './lease.ts';

/** What finalising hours and packing days need. Both run under the same lease. */
export interface RollUpParts {
  readonly elastic: BoundedClient;
  readonly bulk: BulkWriter;
  readonly names: IndexNames;
  readonly clock: Clock;
  readonly lease: Lease;
}
