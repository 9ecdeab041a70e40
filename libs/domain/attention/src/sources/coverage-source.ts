import {
  coverageQuery,
  hourMs,
  isoOf,
  maxFindingExamples,
  quarterMs,
  type ZoneCoverage,
} from '@vialog/contracts';
import { findLowCoverage, type EventPorts } from '@vialog/events';
import type { NewestCameras } from '@vialog/registry';
import type { AttentionSource } from '../attention-source.port.ts';
import type { Found } from '../finding.ts';

/** Cameras below this coverage are counted, ratio. */
export const lowCameraCoverage = 0.8;
/** Coverage of all cameras below which something is lost that no single camera explains, ratio. */
export const lowTotalCoverage = 0.95;

export interface CoverageSourcePorts {
  readonly events: EventPorts;
  readonly cameras: NewestCameras;
}

/** End of the last quarter hour whose slots are decided, epoch ms. */
const decidedUntil = (now: number, latenessMs: number): number =>
  Math.floor((now - latenessMs) / quarterMs) * quarterMs;

/** Coverage of the last four quarter hours. */
export const coverageSource = ({ events, cameras }: CoverageSourcePorts): AttentionSource => ({
  kind: 'coverage',
  lateMs: 30_000,
  staleBefore: (now) => decidedUntil(now, events.latenessMs) + events.latenessMs,
  read: async () => {
    const to = decidedUntil(events.clock.now(), events.latenessMs);
    const window = { from: isoOf(to - hourMs), to: isoOf(to) };
    const { below } = coverageQuery.parse({ below: String(lowCameraCoverage) });
    const { coverage, expected, measured, items } = await findLowCoverage(events, { ...window, below });
    const low = lowestPerCamera(items);
    const isLow = coverage !== null && (coverage < lowTotalCoverage || low.length > 0);
    if (!isLow) return { found: [], checked: expected };
    const names = new Map(cameras.newest().map(({ cameraId, name }) => [cameraId, name]));
    const finding: Found = {
      key: 'coverage',
      severity: coverage < lowCameraCoverage ? 'warning' : 'notice',
      code: 'coverage_low',
      params: { coverage, missing: expected - measured, ...window },
      count: Math.max(1, low.length),
      examples: low.slice(0, maxFindingExamples).map((zone) => ({
        name: names.get(zone.cameraId) ?? zone.cameraId,
        cameraId: zone.cameraId,
        params: { coverage: zone.coverage ?? 0 },
      })),
    };
    return { found: [finding], checked: expected };
  },
});

/** The first zone of every camera, in the order of the zones. */
const lowestPerCamera = (zones: readonly ZoneCoverage[]): readonly ZoneCoverage[] =>
  [...Map.groupBy(zones, ({ cameraId }) => cameraId).values()].flatMap(([first]) => first ?? []);
