import { maxFindingExamples } from '@vialog/contracts';
import type { DiskSpace, StoreStorage } from '@vialog/events';
import type { AttentionSource } from '../attention-source.port.ts';
import type { Found } from '../finding.ts';
import { unavailableParts, type PartResult } from './part-results.ts';

const freshMs = 15_000;
const gib = 1024 ** 3;

/** Free space below which a disk that has no limits of its own is nearly full: both a share of the disk and bytes. */
const lowSpace = { share: 0.1, bytes: 20 * gib };
const criticalSpace = { share: 0.02, bytes: 2 * gib };

export interface StorageSourcePorts {
  /** Results of the readiness checks of registry, event store and event buffer. */
  readonly parts: () => Promise<readonly PartResult[]>;
  readonly storage: () => Promise<StoreStorage>;
}

/** Stores that do not work, disks that are nearly full and an incomplete cluster. */
export const storageSource = ({ parts, storage }: StorageSourcePorts): AttentionSource => ({
  kind: 'storage',
  staleBefore: (now) => now - freshMs,
  read: async () => {
    const [results, stored] = await Promise.allSettled([parts(), storage()]);
    if (results.status === 'rejected') throw results.reason as Error;
    const unavailable = unavailableParts(results.value);
    // A store that does not respond has no disks to report.
    if (stored.status === 'rejected' && unavailable.length === 0) throw stored.reason as Error;
    const { disks, state } = stored.status === 'fulfilled' ? stored.value : unknownStorage;
    return {
      found: [...unavailable, ...lowDisks(disks), ...stateFound[state]],
      checked: results.value.length + disks.length,
    };
  },
});

const unknownStorage: StoreStorage = { disks: [], state: 'complete' };

const stateFound: Readonly<Record<StoreStorage['state'], readonly Found[]>> = {
  complete: [],
  copies_missing: [
    {
      key: 'copies',
      severity: 'warning',
      code: 'store_copies_missing',
      params: {},
      count: 1,
      examples: [],
    },
  ],
  data_missing: [
    { key: 'data', severity: 'critical', code: 'store_data_missing', params: {}, count: 1, examples: [] },
  ],
};

/** One finding for the disks that accept no records soon, one for those that are nearly full. */
function lowDisks(disks: readonly DiskSpace[]): readonly Found[] {
  const critical = disks.filter(isCritical);
  const low = disks.filter((disk) => isLow(disk) && !critical.includes(disk));
  return [...diskFound('critical', critical), ...diskFound('warning', low)];
}

const isCritical = (disk: DiskSpace): boolean =>
  disk.freeBytes < (disk.stoppedBelowBytes ?? ownLimit(disk, criticalSpace));

const isLow = (disk: DiskSpace): boolean =>
  disk.freeBytes < (disk.limitedBelowBytes ?? ownLimit(disk, lowSpace));

const ownLimit = ({ totalBytes }: DiskSpace, { share, bytes }: typeof lowSpace): number =>
  Math.min(share * totalBytes, bytes);

function diskFound(severity: 'critical' | 'warning', disks: readonly DiskSpace[]): readonly Found[] {
  const fullest = [...disks].sort((a, b) => a.freeBytes - b.freeBytes);
  const [first] = fullest;
  if (!first) return [];
  return [
    {
      key: `disk ${severity}`,
      severity,
      code: 'disk_space_low',
      params: { freeBytes: first.freeBytes, totalBytes: first.totalBytes },
      count: disks.length,
      examples: fullest.slice(0, maxFindingExamples).map(({ name, freeBytes, totalBytes }) => ({
        name,
        params: { freeBytes, totalBytes },
      })),
    },
  ];
}
