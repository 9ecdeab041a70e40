import {
  eventIdOf,
  isoOf,
  type Camera,
  type CameraHealth,
  type CountEvent,
  type Zone,
} from '@vialog/contracts';
import { hasDamagedModel } from './mock-models.ts';

/** The record of a mock camera: deterministic, so that the same slot always has the same numbers. */
export function recordOf(camera: Camera, zone: Zone, slotStart: number, offline: boolean): CountEvent {
  const base = {
    v: 1 as const,
    eventId: eventIdOf({ slotStart, cameraId: camera.cameraId, zoneId: zone.zoneId }),
    slotStartAt: isoOf(slotStart),
    slotMs: zone.slotMs,
    cameraId: camera.cameraId,
    cameraVersion: camera.version,
    ...(zone.siteId ? { siteId: zone.siteId } : {}),
    zoneId: zone.zoneId,
    zoneKind: zone.kind,
    zoneRole: zone.role,
    origin: 'camera' as const,
    framesExpected: 2,
    framesReused: 0,
    slots: 1,
    model: camera.model.modelId,
    position: camera.position,
    cells: ['85318dcbfffffff', '87318dcb0ffffff', '89318dcb043ffff'],
    ...localTime(slotStart),
  };
  if (offline) return { ...base, kind: 'gap', framesUsed: 0, reason: 'offline' };
  return {
    ...base,
    kind: 'measured',
    framesUsed: 2,
    capturedAt: isoOf(slotStart + zone.slotMs - 900),
    ...numbersOf(camera, zone, slotStart),
  };
}

function numbersOf(camera: Camera, zone: Zone, at: number) {
  if (zone.bays) return lot(zone, at);
  if (zone.line) return crossings(at);
  return { ...street(camera, at), ...(zone.stopped && stopped(at)) };
}

function stopped(at: number) {
  const count = Math.round(load(at) * 4 * noise(at / 60_000, 5));
  return { stopped: count, stoppedPeak: count + 1 };
}

function crossings(at: number) {
  const count = (seed: number) => Math.round(load(at) * 9 + noise(at / 60_000, seed) * 3);
  return { inbound: { car: count(1), truck: count(7) % 3 }, outbound: { car: count(2), truck: 0 } };
}

/** Local time in Asia/Shanghai, the time zone of all mock cameras. */
function localTime(at: number) {
  const local = new Date(at + 8 * 3_600_000);
  return {
    localMinute: local.getUTCHours() * 60 + local.getUTCMinutes(),
    localWeekday: local.getUTCDay() || 7,
  };
}

function street(camera: Camera, at: number) {
  const seed = Number(camera.cameraId.slice(-2));
  const car = Math.round((1 + load(at)) * (3 + noise(at / 10_000, seed) * 5));
  const [bus, bicycle] = [
    noise(at / 10_000, seed + 9) > 0.8 ? 1 : 0,
    Math.round(noise(at / 30_000, seed + 4) * 3),
  ];
  const counts = { bicycle, car, motorcycle: 0, bus, truck: 0 };
  return {
    counts,
    peak: { ...counts, car: car + 1 },
    total: car + bus + bicycle,
    vehicle: car + bus,
    twoWheeler: bicycle,
  };
}

function lot(zone: Zone, at: number) {
  const capacity = zone.capacity ?? 0;
  const states = (zone.bays ?? []).map((_, i) => {
    if (noise(Math.floor(at / 900_000), i * 7 + 3) > 0.985) return '-';
    return noise(Math.floor(at / 1_800_000) + i * 13, capacity) < 0.35 + 0.5 * load(at) ? '1' : '0';
  });
  const occupied = states.filter((state) => state === '1').length;
  const unknown = states.filter((state) => state === '-').length;
  const counts = { car: occupied, motorcycle: 0, bus: 0, truck: 0 };
  const occupancy = Math.round((occupied / Math.max(1, capacity - unknown)) * 1e4) / 1e4;
  return {
    counts,
    total: occupied,
    vehicle: occupied,
    occupied,
    unknown,
    capacity,
    occupancy,
    bays: states.join(''),
  };
}

/** Traffic load by local time, 0 to 1, with a morning and an evening peak. */
export function load(at: number): number {
  const hour = ((at + 8 * 3_600_000) % 86_400_000) / 3_600_000;
  const bump = (centre: number, width: number) => Math.exp(-(((hour - centre) / width) ** 2));
  return Math.min(1, 0.12 + 0.75 * bump(9, 2.2) + 0.5 * bump(13, 2) + 0.85 * bump(18, 2.4));
}

/** Deterministic noise of two numbers, 0 to 1. */
export function noise(a: number, b: number): number {
  const x = Math.sin(Math.floor(a) * 12.9898 + b * 78.233) * 43758.5453;
  return x - Math.floor(x);
}

const offlineDetail =
  'the connection was refused: no server listens at this address and port; check that the camera is on';

export function healthOf(camera: Camera, offline: boolean, now: number): CameraHealth {
  const stopped = camera.lifecycle !== 'active';
  if (!stopped && hasDamagedModel(camera)) return notLoaded(camera, now);
  const state = stopped ? 'stopped' : offline ? 'offline' : 'online';
  return {
    v: 1,
    cameraId: camera.cameraId,
    state,
    ...(state === 'offline' ? { reason: 'offline' as const, detail: offlineDetail } : {}),
    ...(state === 'online' ? { lastFrameAt: isoOf(now - 2_000), framesPerMinute: 12 } : {}),
    changedAt: isoOf(now - 3_600_000 * 3),
  };
}

const notLoaded = ({ cameraId }: Camera, now: number): CameraHealth => ({
  v: 1,
  cameraId,
  state: 'degraded',
  reason: 'model_not_loaded',
  detail: 'The weights of the model do not match its card.',
  lastFrameAt: isoOf(now - 2_000),
  framesPerMinute: 12,
  changedAt: isoOf(now),
});
