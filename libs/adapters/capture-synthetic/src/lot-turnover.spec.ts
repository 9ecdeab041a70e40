import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { noSpecialDays } from '@vialog/calendars';
import {
  camera,
  completeZone,
  hourMs,
  isoOf,
  minuteMs,
  trendsQuery,
  zone,
  type TrendPoint,
} from '@vialog/contracts';
import { captureWidth } from '@vialog/detection';
import { OnnxDetector } from '@vialog/detection-onnx';
import { readTrends, type EventPorts } from '@vialog/events';
import { SetClock } from '@vialog/events/conformance';
import { InMemoryEventStore } from '@vialog/events/fakes';
import { SlotKeeper } from '@vialog/measuring';
import { FolderModelStore } from '@vialog/models-folder';
import { InMemoryHandCounts, InMemorySetCounts } from '@vialog/registry/conformance';
import { LotPainter } from './lot-painter.ts';
import { lotBays, parseLotUrl, sceneHeight, sceneWidth } from './lot-scene.ts';
import { lotTruth } from './lot-truth.ts';

const modelId = 'nanodet-g-416';
const models = new FolderModelStore(fileURLToPath(new URL('../../../../models/', import.meta.url)));
const detector = new OnnxDetector(modelId, { models, deadlineMs: 300_000, loadDeadlineMs: 300_000 });
afterAll(() => detector.close());

const scene = parseLotUrl('synthetic:lot?seed=90041');
const spaces = 6;
const slotMs = 5 * minuteMs;
const hours = 2;
const start = Date.parse('2026-03-02T06:00:00Z');
const end = start + hours * hourMs;
const slots = (end - start) / slotMs;
/** Time of the frame of a slot after its start. */
const frameMs = slotMs / 2;

const bays = lotBays(scene.capacity)
  .slice(0, spaces)
  .map(({ bayId, polygon }) => ({ bayId, polygon: polygon.map(([x, y]): [number, number] => [x, y]) }));
const lotZone = zone.parse(
  completeZone({
    zoneId: 'lot',
    name: 'Lot',
    kind: 'bays',
    role: 'main',
    siteId: 'site00000001',
    slotMs,
    bays,
  }),
);
const lotCamera = camera.parse({
  cameraId: 'cam000000001',
  version: 1,
  validFromAt: isoOf(start),
  createdAt: isoOf(start),
  lifecycle: 'active',
  name: 'Lot',
  position: [11, 48],
  timeZone: 'UTC',
  groups: [],
  stream: { url: 'synthetic:lot?seed=90041' },
  streamKind: 'synthetic',
  plan: { mode: 'interval', intervalMs: slotMs },
  model: { modelId },
  zones: [lotZone],
});

/** What the product measures of rendered frames, one in each slot. */
async function measured(): Promise<{ readonly store: InMemoryEventStore; readonly clock: SetClock }> {
  const clock = new SetClock(isoOf(start));
  const store = new InMemoryEventStore(clock);
  const keeper = new SlotKeeper([lotCamera], { clock });
  const card = await models.card(modelId);
  if (!card) throw new Error(`${modelId} is not among the shipped models`);
  const painter = new LotPainter(scene, captureWidth([lotZone], card, sceneHeight / sceneWidth));
  for (let slot = 0; slot < slots; slot += 1) {
    const capturedAt = start + slot * slotMs + frameMs;
    clock.set(isoOf(capturedAt));
    keeper.frameTaken(capturedAt);
    const picture = await painter.paint(capturedAt);
    const frame = { ...picture, cameraId: lotCamera.cameraId, cameraVersion: 1, capturedAt };
    const reply = await detector.count(frame, { zones: [lotZone], model: { modelId } });
    if (reply.kind === 'failed') throw new Error(reply.detail);
    keeper.offerCount(reply.count);
    clock.set(isoOf(start + (slot + 1) * slotMs + minuteMs / 10));
    await store.append(keeper.tick());
  }
  return { store, clock };
}

function portsOf(store: InMemoryEventStore, clock: SetClock): EventPorts {
  const site = {
    siteId: 'site00000001',
    name: 'Lot',
    kind: 'parking_lot',
    position: [11, 48],
    address: '',
    timeZone: 'UTC',
    createdAt: isoOf(start),
  } as const;
  return {
    events: store,
    trends: store,
    cameras: { versions: () => Promise.resolve([lotCamera]) },
    sites: { sites: (_, { after }) => Promise.resolve(after ? [] : [{ ...site, position: [11, 48] }]) },
    setCounts: new InMemorySetCounts(),
    handCounts: new InMemoryHandCounts(),
    specialDays: noSpecialDays,
    clock,
    latenessMs: 30_000,
  };
}

/** The truth between two moments: vehicles that arrive at a free space and that leave one free, and occupied space-hours. */
function truthBetween(from: number, to: number, stepMs: number) {
  const sum = { arrivals: 0, departures: 0, occupiedHours: 0 };
  let before = lotTruth(scene, from).slice(0, spaces);
  for (let at = from + stepMs; at <= to; at += stepMs) {
    const now = lotTruth(scene, at).slice(0, spaces);
    for (let bay = 0; bay < spaces; bay += 1) {
      const [was, is] = [Number(before[bay]), Number(now[bay])];
      sum.arrivals += Number(is > was);
      sum.departures += Number(is < was);
      sum.occupiedHours += (((was + is) / 2) * stepMs) / hourMs;
    }
    before = now;
  }
  return sum;
}

test('turnover and mean stay of rendered frames are those of the vehicles in the scene', async () => {
  const { store, clock } = await measured();
  const pointOf = async (measure: string): Promise<TrendPoint | undefined> => {
    const period = { from: isoOf(start), to: isoOf(end), interval: '1d', timeZone: 'UTC' };
    const { series } = await readTrends(portsOf(store, clock), trendsQuery.parse({ ...period, measure }));
    return series[0]?.points[0];
  };
  const [first, last] = [start + frameMs, end - slotMs + frameMs];
  const turnover = await pointOf('turnover');
  // No space changes twice between two frames, so that the frames show every arrival and departure.
  const { arrivals, departures, occupiedHours } = truthBetween(first, last, 10_000);
  expect(arrivals).toBeGreaterThan(10);
  expect(turnover).toMatchObject({
    // The first frame is compared with none.
    measured: slots - 1,
    reasons: { not_compared: 1 },
    turnover: {
      arrivals,
      departures,
      comparedHours: expect.closeTo((spaces * (last - first)) / hourMs, 5) as unknown,
    },
  });
  expect(turnover?.value).toBeCloseTo(arrivals / ((spaces * (last - first)) / hourMs), 5);
  // A space that changed counts as occupied for half of the time between two frames.
  const stay = (await pointOf('stay'))?.value ?? 0;
  const trueStay = (occupiedHours / departures) * 60;
  expect(Math.abs(stay - trueStay) / trueStay).toBeLessThan(0.05);
}, 900_000);
