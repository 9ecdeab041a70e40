import { isoOf, type Camera, type SeriesChange, type Zone } from '@vialog/contracts';
import type { ZonePlan } from '@vialog/measuring';
import { sortedJson } from '../changes/sorted-json.ts';
import type { TimeWindow } from '../query/time-window.ts';

type What = SeriesChange['what'][number];

/** Changes in a response per series. */
const maxChanges = 100;

/**
 * Changes of zones and cameras of a series inside a window, oldest first: figures from before and after them may not be
 * comparable. Names, tags and other fields without an influence on numbers are not listed.
 */
export function seriesChanges(plans: readonly ZonePlan[], window: TimeWindow): SeriesChange[] {
  const zones = Map.groupBy(plans, ({ camera, zone }) => `${camera.cameraId}/${zone.zoneId}`);
  return [...zones.values()]
    .flatMap(changesOfZone)
    .filter(({ at }) => at > window.from && at < window.to)
    .sort((a, b) => a.at - b.at)
    .slice(0, maxChanges)
    .map(({ at, plan, what }) => ({
      changedAt: isoOf(at),
      cameraId: plan.camera.cameraId,
      zoneId: plan.zone.zoneId,
      what,
    }));
}

interface Change {
  readonly at: number;
  readonly plan: ZonePlan;
  readonly what: What[];
}

function changesOfZone(plans: readonly ZonePlan[]): Change[] {
  const ordered = [...plans].sort((a, b) => a.since - b.since);
  return ordered.flatMap((plan, i) => {
    const [before, next] = [ordered[i - 1], ordered[i + 1]];
    const changes: Change[] = [];
    const isContinued = before?.until === plan.since;
    const what: What[] = isContinued ? differences(before, plan) : ['started'];
    if (what.length > 0) changes.push({ at: plan.since, plan, what });
    if (plan.until !== Infinity && next?.since !== plan.until)
      changes.push({ at: plan.until, plan, what: ['ended'] });
    return changes;
  });
}

function differences(before: ZonePlan, after: ZonePlan): What[] {
  const parts: readonly [What, (plan: ZonePlan) => unknown][] = [
    ['zone', ({ zone }) => countedPart(zone)],
    ['model', ({ camera }) => camera.model],
    ['stream', ({ camera }) => camera.stream.url],
    ['view', ({ camera }) => viewOf(camera)],
    ['sampling', ({ camera, zone }) => [camera.plan, zone.slotMs]],
    ['time_zone', ({ camera }) => camera.timeZone],
  ];
  return parts
    .filter(([, part]) => sortedJson(part(before)) !== sortedJson(part(after)))
    .map(([what]) => what);
}

/** Text of everything about a zone that changes its numbers; the same text means the same geometry and settings. */
export const countedTextOf = (zone: Zone): string => sortedJson(countedPart(zone));

/** Everything about a zone that changes its numbers. */
function countedPart(zone: Zone): unknown {
  const counted: Partial<Zone> = { ...zone };
  delete counted.name;
  delete counted.slotMs;
  return counted;
}

const viewOf = ({ position, heading, fieldOfView, height, tilt }: Camera): unknown => [
  position,
  heading,
  fieldOfView,
  height,
  tilt,
];
