import fc from 'fast-check';
import { countClasses, gapReasons, type CountEvent } from '@vialog/contracts';
import { amountWords } from '@vialog/search-line';
import type { Condition } from '../event-query.ts';
import type { SumsParts } from '../trend-reader.port.ts';
import { gap, measured, measuredBays, measuredLine, type PlaceFacts } from './event-builders.ts';

/** Generated records are in the two days from this moment, which contain Berlin's change to summer time. */
export const generatedFrom = Date.parse('2026-03-28T12:00:00.000Z');
export const generatedTo = Date.parse('2026-03-30T06:00:00.000Z');

export const places: readonly PlaceFacts[] = [0, 1, 2, 3, 4, 5].flatMap((n) =>
  [1, 2].map((cameraVersion) => ({
    cameraId: `cam00000000${n}`,
    cameraVersion,
    zoneId: n === 5 ? 'gate' : n % 2 === 0 ? 'road' : 'lot',
    zoneKind: kindOf(n),
    zoneRole: 'main' as const,
    ...(n + cameraVersion > 2 ? { siteId: `site0000000${(n % 2) + cameraVersion}` } : {}),
    slotMs: n % 2 === 0 ? 300_000 : 900_000,
    position: [n * 30 + cameraVersion, 50 - n * 20] as [number, number],
    timeZone: ['Europe/Berlin', 'Asia/Shanghai', 'Asia/Kolkata', 'America/New_York', 'UTC'][n] ?? 'UTC',
    ...(kindOf(n) === 'bays' ? { capacity: 4 } : {}),
  })),
);

function kindOf(n: number): PlaceFacts['zoneKind'] {
  if (n === 5) return 'line';
  return n % 2 === 0 ? 'area' : 'bays';
}
/** Start of the second version of every place. */
export const changeAt = Date.parse('2026-03-29T06:00:00.000Z');

const tally = fc.integer({ min: 0, max: 6 });
const moment = fc.integer({ min: generatedFrom, max: generatedTo });

const someTurnover = fc.record({
  arrivals: fc.integer({ min: 0, max: 2 }),
  departures: fc.integer({ min: 0, max: 2 }),
  comparedMs: fc.integer({ min: 3_000_000, max: 3_600_000 }),
  occupiedMs: fc.integer({ min: 0, max: 3_000_000 }),
});

const someEvent: fc.Arbitrary<CountEvent> = fc
  .record({
    place: fc.integer({ min: 0, max: 5 }),
    at: moment,
    counts: fc.record({ car: tally, bus: tally, person: tally, bicycle: tally }, { requiredKeys: [] }),
    bays: fc.array(fc.constantFrom('0', '1', '-'), { minLength: 4, maxLength: 4 }),
    gap: fc.option(
      fc.record({ reason: fc.constantFrom(...gapReasons), slots: fc.integer({ min: 1, max: 12 }) }),
    ),
    origin: fc.constantFrom('camera', 'simulated', 'counter'),
    model: fc.constantFrom<Partial<CountEvent>>(
      { model: 'nanodet-g-416' },
      { model: 'nanodet-g-416', modelDigest: '0123456789ab' },
      { model: 'ssdlite', modelDigest: 'ba9876543210' },
    ),
    outbound: fc.record({ car: tally, truck: tally }, { requiredKeys: [] }),
    stopped: fc.option(tally, { nil: undefined }),
    turnover: fc.option(someTurnover, { nil: undefined }),
  })
  .map(({ place: n, at, counts, bays, gap: lost, origin, model: ofCamera, outbound, stopped, turnover }) => {
    const place = places[n * 2 + (at < changeAt ? 0 : 1)];
    if (!place) throw new Error('the place does not exist');
    const model = origin === 'counter' ? withoutFrames : ofCamera;
    const slot = Math.floor(at / place.slotMs) * place.slotMs;
    if (lost)
      return {
        ...gap(slot, { reason: lost.reason, slots: spanWithin(slot, lost.slots, place), place }),
        origin,
      };
    if (place.zoneKind === 'line')
      return withModel({ ...measuredLine(slot, counts, outbound, place), origin }, model);
    if (place.zoneKind === 'bays')
      return withModel(
        { ...measuredBays(slot, bays.join(''), place), ...(turnover && { turnover }), origin },
        model,
      );
    const stops = stopped === undefined ? {} : { stopped, stoppedPeak: stopped + 1 };
    return withModel({ ...measured(slot, counts, place), ...stops, origin }, model);
  });

function withModel(event: CountEvent, model: Partial<CountEvent>): CountEvent {
  const counted = { ...event, ...model };
  if (event.origin !== 'counter') return counted;
  delete counted.model;
  delete counted.capturedAt;
  return counted;
}

/** A counter has no frames and no model. */
const withoutFrames: Partial<CountEvent> = { framesUsed: 0, framesReused: 0, framesExpected: 0 };

/** A span never crosses an hour. */
function spanWithin(slot: number, slots: number, place: PlaceFacts): number {
  const left = (Math.floor(slot / 3_600_000) + 1) * 3_600_000 - slot;
  return Math.max(1, Math.min(slots, Math.floor(left / place.slotMs)));
}

/** Batches with duplicates, gaps at measured slots, and spans over other records. */
export const someBatches = fc.array(fc.array(someEvent, { minLength: 1, maxLength: 40 }), {
  minLength: 1,
  maxLength: 5,
});

const cameraIds = places.map((place) => place.cameraId);
const day = fc.integer({ min: 1, max: 7 });
const minute = fc.integer({ min: 0, max: 1440 });
const lon = fc.integer({ min: -180, max: 180 });
const lat = fc.integer({ min: -90, max: 90 });

/** A polygon around a random centre, also across the antimeridian. Some corners are whole degrees, like the places. */
const somePolygon: fc.Arbitrary<Condition> = fc
  .record({
    middle: fc.record({ lon, lat }),
    reach: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 3, maxLength: 8 }),
    whole: fc.boolean(),
  })
  .map(({ middle, reach, whole }) => ({
    kind: 'polygon' as const,
    corners: reach.map((degrees, i) => {
      const angle = (2 * Math.PI * i) / reach.length;
      const east = middle.lon + degrees * Math.cos(angle);
      const corner = {
        lon: ((((east + 180) % 360) + 360) % 360) - 180,
        lat: Math.max(-90, Math.min(90, middle.lat + degrees * Math.sin(angle))),
      };
      return whole ? { lon: Math.round(corner.lon), lat: Math.round(corner.lat) } : corner;
    }),
  }));

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom<Condition>({ kind: 'all' }, { kind: 'none' }),
  fc.record({
    kind: fc.constant('number' as const),
    field: fc.constantFrom(...amountWords),
    op: fc.constantFrom('>' as const, '>=' as const, '=' as const, '<=' as const, '<' as const),
    value: fc.oneof(fc.integer({ min: 0, max: 10 }), fc.constantFrom(0.25, 0.3333, 0.5, 24)),
  }),
  fc.record({ kind: fc.constant('cameras' as const), ids: fc.subarray(cameraIds) }),
  fc.record({
    kind: fc.constant('sites' as const),
    ids: fc.subarray(['site00000001', 'site00000002', 'site00000003']),
  }),
  fc.record({
    kind: fc.constant('zones' as const),
    zones: fc.subarray(places.map(({ cameraId, zoneId }) => ({ cameraId, zoneId }))),
  }),
  fc.record({ kind: fc.constant('zoneId' as const), zoneId: fc.constantFrom('road', 'lot', 'gate', 'view') }),
  fc.record({
    kind: fc.constant('eventKind' as const),
    eventKind: fc.constantFrom('measured' as const, 'gap' as const),
  }),
  fc.record({ kind: fc.constant('reason' as const), reason: fc.constantFrom(...gapReasons) }),
  fc.record({
    kind: fc.constant('model' as const),
    modelId: fc.constantFrom('nanodet-g-416', 'ssdlite', 'unseen'),
  }),
  fc.record({
    kind: fc.constant('origin' as const),
    origin: fc.constantFrom('camera' as const, 'simulated' as const, 'counter' as const),
  }),
  fc.record({
    kind: fc.constant('near' as const),
    lon,
    lat,
    radiusM: fc.integer({ min: 0, max: 20_000_000 }),
  }),
  fc.record({ kind: fc.constant('bbox' as const), west: lon, south: lat, east: lon, north: lat }),
  somePolygon,
  fc.record({ kind: fc.constant('weekdays' as const), days: fc.array(day, { maxLength: 4 }) }),
  fc.record({ kind: fc.constant('minutes' as const), from: minute, to: minute }),
);

/** Condition trees of every kind, at most four levels deep. */
export const someCondition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ kind: fc.constant('and' as const), of: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('or' as const), of: fc.array(tie('tree'), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('not' as const), of: tie('tree') }),
  ),
})).tree;

/** A window that can begin and end inside slots, hours and days. */
export const someWindow = fc
  .tuple(moment, moment)
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 }));

/** Ascending edges, some of them at full quarter hours. */
export const someEdges = fc
  .array(
    fc.oneof(
      moment,
      moment.map((at) => Math.floor(at / 900_000) * 900_000),
    ),
    { minLength: 2, maxLength: 6 },
  )
  .map((edges) => [...new Set(edges)].sort((a, b) => a - b))
  .filter((edges) => edges.length > 1);

export const someParts: fc.Arbitrary<SumsParts> = fc.record(
  {
    classes: fc.subarray([...countClasses]),
    spaces: fc.boolean(),
    crossings: fc.boolean(),
    stopped: fc.boolean(),
    turnover: fc.boolean(),
  },
  { requiredKeys: [] },
);
