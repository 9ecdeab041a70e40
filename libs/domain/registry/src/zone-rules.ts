import type { ErrorDetail, Zone } from '@vialog/contracts';
import { zoneConflicts } from '@vialog/measuring';

type PathOf = (zoneId: string) => string;

/** Issues for main zones that overlap: they would count the same object twice. */
export function overlapIssues(zones: readonly Zone[], pathOf: PathOf): ErrorDetail[] {
  return zoneConflicts(zones)
    .filter((conflict) => conflict.severity === 'error')
    .map((conflict) => ({ path: pathOf(conflict.zoneIds.at(-1) ?? ''), message: conflict.message }));
}

export function overlapWarnings(zones: readonly Zone[]): string[] {
  return zoneConflicts(zones).flatMap((conflict) =>
    conflict.severity === 'warning' ? [conflict.message] : [],
  );
}

export interface ZonesBefore {
  readonly before: readonly Zone[];
  /** Every zone id the camera ever had. */
  readonly used: ReadonlySet<string>;
}

/** A zone id is never reused after removal and never changes its kind. */
export function reuseIssues(history: ZonesBefore, next: readonly Zone[], pathOf: PathOf): ErrorDetail[] {
  return next.flatMap((zone) => {
    const before = history.before.find((each) => each.zoneId === zone.zoneId);
    const path = `${pathOf(zone.zoneId)}.zoneId`;
    if (!before && history.used.has(zone.zoneId)) {
      const message = `zoneId "${zone.zoneId}" belongs to a removed zone, whose counts still use it; choose another id`;
      return [{ path, message }];
    }
    if (before && before.kind !== zone.kind) {
      const message = `zone "${zone.zoneId}" has the kind ${before.kind}; a zone of kind ${zone.kind} needs a new zoneId`;
      return [{ path, message }];
    }
    return [];
  });
}

/** Every zone in which vehicles are parked must be an area or bays zone of the camera. */
export function stoppedIssues(zones: readonly Zone[], pathOf: PathOf): ErrorDetail[] {
  return zones.flatMap((zone) =>
    (zone.stopped?.exceptIn ?? [])
      .filter((zoneId) => !zones.some((other) => other.zoneId === zoneId && other.kind !== 'line'))
      .map((zoneId) => ({
        path: `${pathOf(zone.zoneId)}.stopped.exceptIn`,
        message: `expected ids of area or bays zones of this camera, found "${zoneId}"`,
      })),
  );
}
