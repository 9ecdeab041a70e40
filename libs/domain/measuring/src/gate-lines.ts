import {
  countClasses,
  epochOf,
  hourMs,
  zoneKey,
  type Camera,
  type CountClass,
  type Zone,
} from '@vialog/contracts';
import type { Interval } from './trend-figures.ts';
import { zonePlans, type ZonePlan } from './zone-plan.ts';
import type { SumsRow } from './zone-sums.ts';

/** A gate line of a site. */
export interface GateLine {
  /** `zoneKey` of the line. */
  readonly key: string;
  readonly cameraId: string;
  readonly zoneId: string;
  /** Names of the newest camera and zone. */
  readonly name: string;
  readonly classes: readonly CountClass[];
  /** Of the newest version. */
  readonly slotMs: number;
  readonly modelId: string;
  /** When the line was registered with an active or paused camera, oldest first; a line of a paused camera is not measured. */
  readonly registered: readonly Interval[];
  /** Its expected slots, one plan per active camera version, oldest first. */
  readonly plans: readonly ZonePlan[];
}

/**
 * The gate lines of a site: its line zones of role main, also those that its cameras no longer have. Inbound crossings enter
 * the site, outbound crossings leave it. Versions in any order.
 */
export function gateLinesOf(versions: readonly Camera[], siteId: string): GateLine[] {
  const candidates = versions.filter(({ zones }) => zones.some((zone) => isGateLineOf(zone, siteId)));
  const cameras = new Set(candidates.map(({ cameraId }) => cameraId));
  const ordered = versions
    .filter(({ cameraId }) => cameras.has(cameraId))
    .toSorted((a, b) => a.version - b.version);
  const plans = zonePlans(ordered).filter(({ zone }) => isGateLineOf(zone, siteId));
  return [...Map.groupBy(ordered, ({ cameraId }) => cameraId).values()].flatMap((ofCamera) =>
    linesOfCamera(ofCamera, siteId, plans),
  );
}

function linesOfCamera(
  ofCamera: readonly Camera[],
  siteId: string,
  plans: readonly ZonePlan[],
): readonly GateLine[] {
  const found = ofCamera.flatMap((camera, i) => {
    const registered = { from: epochOf(camera.validFromAt), to: startOf(ofCamera[i + 1]) };
    return camera.zones
      .filter((zone) => isGateLineOf(zone, siteId))
      .map((zone) => ({ camera, zone, registered }));
  });
  return [...Map.groupBy(found, ({ zone }) => zone.zoneId)].map(([zoneId, ofZone]) => {
    const { camera, zone } = ofZone.at(-1) as (typeof found)[number];
    const key = zoneKey({ cameraId: camera.cameraId, zoneId });
    return {
      key,
      cameraId: camera.cameraId,
      zoneId,
      name: `${camera.name} · ${zone.name}`,
      classes: zone.classes,
      slotMs: zone.slotMs,
      modelId: camera.model.modelId,
      registered: ofZone.filter((each) => isInService(each.camera)).map((each) => each.registered),
      plans: plans.filter((plan) => zoneKey({ ...plan.camera, zoneId: plan.zone.zoneId }) === key),
    };
  });
}

const startOf = (camera: Camera | undefined): number => (camera ? epochOf(camera.validFromAt) : Infinity);

const isInService = ({ lifecycle }: Camera): boolean => lifecycle === 'active' || lifecycle === 'paused';

const isGateLineOf = (zone: Zone, siteId: string): boolean =>
  zone.kind === 'line' && zone.role === 'main' && zone.siteId === siteId;

/** Whether the line was a gate of the site at any time of the interval. */
export const isRegisteredIn = ({ registered }: GateLine, { from, to }: Interval): boolean =>
  registered.some((each) => each.from < to && each.to > from);

const vehicleClasses: readonly CountClass[] = ['car', 'bus', 'truck'];

/** Classes that take a parking space: vehicles, as in areas with a capacity; all classes if no line counts vehicles. */
export function balanceClasses(lines: readonly GateLine[]): readonly CountClass[] {
  const counted = new Set(lines.flatMap(({ classes }) => classes));
  const vehicles = vehicleClasses.filter((name) => counted.has(name));
  return vehicles.length > 0 ? vehicles : countClasses.filter((name) => counted.has(name));
}

/** Crossings of a row by direction, of these classes. */
export function crossingsBy(
  row: SumsRow | undefined,
  classes: readonly CountClass[],
): { readonly inbound: number; readonly outbound: number } {
  const sum = (direction: 'inbound' | 'outbound'): number =>
    classes.reduce((total, name) => total + (row?.crossings?.[direction][name] ?? 0), 0);
  return { inbound: sum('inbound'), outbound: sum('outbound') };
}

/** Measured time that shows how busy a line gets, ms. */
const historyNeededMs = 24 * hourMs;

/**
 * Crossings per hour of each gate line in its busiest interval, in the direction with more crossings: what a minute without a
 * measurement can hide. Lines with less than a day of measurements have no entry.
 */
export function busiestRates(
  lines: readonly GateLine[],
  rows: readonly SumsRow[],
  classes: readonly CountClass[],
): ReadonlyMap<string, number> {
  const ofLine = Map.groupBy(rows, (row) => zoneKey(row));
  const rates = new Map<string, number>();
  for (const { key, plans } of lines) {
    const slotMsOf = new Map(plans.map(({ camera, slotMs }) => [camera.version, slotMs]));
    let [measuredMs, busiest] = [0, 0];
    for (const row of ofLine.get(key) ?? []) {
      const time = row.measured * (slotMsOf.get(row.cameraVersion) ?? 0);
      if (time === 0) continue;
      const { inbound, outbound } = crossingsBy(row, classes);
      measuredMs += time;
      busiest = Math.max(busiest, (Math.max(inbound, outbound) * hourMs) / time);
    }
    if (measuredMs >= historyNeededMs) rates.set(key, busiest);
  }
  return rates;
}
