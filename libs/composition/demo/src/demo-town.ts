import { lotBays, trafficLine } from '@vialog/capture-synthetic';
import {
  cameraInput,
  dayMs,
  isoOf,
  minStoppedFps,
  minuteMs,
  siteInput,
  type CameraInput,
  type SiteInput,
} from '@vialog/contracts';
import { demoCompound, demoLots, type DemoGate, type DemoLot, type DemoLotCamera } from './demo-places.ts';
import { positionOf } from './town-metres.ts';

/** A site of the demo with its cameras. */
export interface DemoPlace {
  readonly site: SiteInput;
  /** Cameras of the site; their zones refer to the id of the site. */
  readonly cameras: readonly ((siteId: string) => CameraInput)[];
}

export const demoTimeZone = 'Asia/Shanghai';
/** Tag of all demo cameras. */
export const demoTag = 'demo';

/** Days from the street change, and from the evening event, to the first start. */
const changeDays = 196;
const eventDays = 10;

/** Dates of what happens in the town, UTC days like 2026-05-16. */
export interface TownDates {
  readonly changedOn: string;
  readonly eventOn: string;
}

/** When what happens in the town happens, by the first start (epoch ms). */
export const townDates = (firstStart: number): TownDates => ({
  changedOn: dateBefore(firstStart, changeDays),
  eventOn: dateBefore(firstStart, eventDays),
});

/**
 * The demo of a first start: six parking lots and a compound with four gates, watched by rendered cameras; no real pictures.
 * @param firstStart when the demo was registered, epoch ms: what happens in the town is placed relative to it
 */
export function demoTown(firstStart: number): readonly DemoPlace[] {
  const dates = townDates(firstStart);
  return [...demoLots.map((lot) => lotOf(lot, dates)), compound(dates)];
}

const dateBefore = (moment: number, days: number): string => isoOf(moment - days * dayMs).slice(0, 10);

function lotOf(lot: DemoLot, dates: TownDates): DemoPlace {
  const { name, address, at, cameras } = lot;
  const capacity = cameras.reduce((sum, camera) => sum + spacesOf(camera), 0);
  const site = { name, address, kind: 'parking_lot', position: positionOf(at), capacity };
  return {
    site: siteInput.parse({ ...site, timeZone: demoTimeZone }),
    cameras: cameras.map((camera) => (siteId: string) => lotCamera(camera, lot, { dates, siteId })),
  };
}

/** Parking spaces, number: without those of the loading zone. */
const spacesOf = ({ scene, loadingSpaces = 0 }: DemoLotCamera): number => scene.capacity - loadingSpaces;

interface LotContext {
  readonly dates: TownDates;
  readonly siteId: string;
}

function lotCamera(demoCamera: DemoLotCamera, lot: DemoLot, { dates, siteId }: LotContext): CameraInput {
  const { scene, name, code, at, heading } = demoCamera;
  const demand = new URLSearchParams({
    ...Object.fromEntries(Object.entries(scene).map(([key, value]) => [key, String(value)])),
    demand: lot.demand,
    zone: demoTimeZone,
    changed: dates.changedOn,
    share: String(lot.afterChange),
    ...(lot.hasEvent ? { event: dates.eventOn } : {}),
  });
  return cameraInput.parse({
    ...described({ name, code, heading, tag: lot.tag }),
    position: positionOf(at),
    height: 9,
    stream: { url: `synthetic:lot?${demand.toString()}` },
    plan: demoCamera.loadingSpaces
      ? { mode: 'fps', fps: minStoppedFps }
      : { mode: 'interval', intervalMs: lotIntervalMs },
    zones: [
      { zoneId: 'bays', name: 'Spaces', kind: 'bays', siteId, bays: lotBays(spacesOf(demoCamera)) },
      ...loadingZones(demoCamera, siteId),
    ],
  });
}

function loadingZones(demoCamera: DemoLotCamera, siteId: string): CameraInput['zones'] {
  if (!demoCamera.loadingSpaces) return [];
  const corners = lotBays(demoCamera.scene.capacity)
    .slice(spacesOf(demoCamera))
    .flatMap(({ polygon }) => polygon);
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return [
    {
      zoneId: 'loading',
      name: 'Loading zone',
      kind: 'area',
      role: 'detail',
      siteId,
      classes: ['car', 'bus', 'truck'],
      slotMs: minuteMs,
      polygon: [
        [left, top],
        [right, top],
        [right, bottom],
        [left, bottom],
      ],
      stopped: { afterMs: loadingStopMs, exceptIn: [] },
    },
  ];
}

/** A vehicle of the loading zone that has not moved for this time has stopped. */
export const loadingStopMs = 30_000;
/** Vehicles of the lots stay for at least 20 minutes. */
const lotIntervalMs = 10_000;
/** The lowest rate at which lines are counted: all gates together need less than half a core. */
const gateFps = 3;

const compound = (dates: TownDates): DemoPlace => ({
  site: siteInput.parse({
    name: demoCompound.name,
    address: demoCompound.address,
    kind: 'compound',
    position: positionOf(demoCompound.at),
    capacity: demoCompound.capacity,
    timeZone: demoTimeZone,
  }),
  cameras: demoCompound.gates.map((gate) => (siteId: string) => gateCamera(gate, dates, siteId)),
});

function gateCamera(gate: DemoGate, { changedOn }: TownDates, siteId: string): CameraInput {
  const { name, code, at, heading, seed, light, afterChange } = gate;
  const scene = new URLSearchParams({
    seed: String(seed),
    light,
    demand: 'works',
    zone: demoTimeZone,
    changed: changedOn,
    share: String(afterChange),
  });
  return cameraInput.parse({
    ...described({ name, code, heading, tag: demoCompound.tag }),
    position: positionOf(at),
    height: 6,
    stream: { url: `synthetic:gate?${scene.toString()}` },
    plan: { mode: 'fps', fps: gateFps },
    zones: [
      {
        zoneId: 'gate',
        name: 'Gate',
        kind: 'line',
        siteId,
        classes: ['car', 'bus', 'truck'],
        line: trafficLine({ kind: 'gate' }),
      },
    ],
  });
}

const described = ({
  tag,
  ...camera
}: Pick<DemoGate, 'name' | 'code' | 'heading'> & { readonly tag: string }) => ({
  ...camera,
  timeZone: demoTimeZone,
  tags: [demoTag, tag],
  governance: {
    owner: 'Vialog demo',
    contact: 'Operator of this server',
    purpose: 'Demonstrates counting in a town with rendered pictures.',
    legalBasis: 'No personal data: the pictures are rendered.',
  },
});
