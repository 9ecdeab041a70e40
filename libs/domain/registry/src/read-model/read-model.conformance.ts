import { expect, test } from '@jest/globals';
import {
  camerasQuery,
  mapQuery,
  siteInput,
  type Camera,
  type CameraHealth,
  type CamerasQuery,
  type Position,
} from '@vialog/contracts';
import fc from 'fast-check';
import { CameraCache } from '../camera-cache.ts';
import { changeCamera } from '../change-camera.ts';
import { fakeRegistry, givenCamera, type ManualClock } from '../fixed-registry.fake.ts';
import { compareCameras, foldName, searchTextOf } from '../name-order.ts';
import { pauseCamera } from '../pause-camera.ts';
import { regionOf } from '../region.ts';
import { registerSite } from '../register-site.ts';
import type { Registry } from '../registry.ts';
import type { RegistryReader } from '../registry-reader.port.ts';
import { retireCamera } from '../retire-camera.ts';
import { setZones } from '../set-zones.ts';
import { listCameras } from './list-cameras.ts';
import { mapCameras } from './map-cameras.ts';
import { statesByUrgency } from './order-cameras.ts';

type Stores = Pick<Registry, 'store' | 'directory' | 'sites'> & { readonly reader: RegistryReader };

const names = ['Gate 1', 'gate ２', '北门', 'Lot', 'lot 🅿️', '\u{10000}', '\uffee'];
const words = ['night', 'bus', 'region:north', '夜'];
const kinds = ['register', 'register', 'rename', 'move', 'zones', 'pause', 'retire', 'erase'] as const;
const change = fc.record({
  kind: fc.constantFrom(...kinds),
  of: fc.nat(99),
  name: fc.constantFrom(...names),
  tags: fc.uniqueArray(fc.constantFrom(...words), { maxLength: 2 }),
  position: fc.tuple(fc.constantFrom(-180, 112.2, 112.3, 179.9), fc.constantFrom(-17, 31, 31.1)),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

const text = fc.constantFrom(undefined, 'gate', '门', 'lot n', 'x');
const query = fc.record({
  text,
  lifecycle: fc.constantFrom(undefined, ['active'], ['paused', 'retired']),
  state: fc.constantFrom(undefined, ['offline', 'stopped']),
  tag: fc.constantFrom(undefined, ['bus'], ['night', '夜']),
  region: fc.constantFrom(undefined, ['main'], ['north']),
  bbox: fc.constantFrom(undefined, '112,30,113,32', '179,-20,-179,32'),
  sort: fc.constantFrom('name', 'health', 'changed'),
  limit: fc.integer({ min: 1, max: 7 }),
});

/** Health by the id of a camera: any fixed choice. */
function healthOf({ cameraId, lifecycle, validFromAt }: Camera): CameraHealth {
  const states = ['online', 'offline', 'degraded', 'starting'] as const;
  const state = lifecycle === 'active' ? states[cameraId.charCodeAt(3) % 4] : 'stopped';
  return { v: 1, cameraId, state: state ?? 'online', changedAt: validFromAt };
}

/** The responses of the read model equal a walk over the stored cameras, after any changes. */
export function readModelConforms(given: () => Stores): void {
  test('after any changes, lists, facets and the map equal a walk over the stored cameras', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), query, async (changes, wanted) => {
        const world = await openWorld(given());
        for (const one of changes) await apply(world, one);
        const requested = camerasQuery.parse({ ...wanted, facet: ['tag', 'state', 'site', 'lifecycle'] });
        const stored = await newestStored(world);
        for (const cameras of [world.cache, await reloaded(given())]) {
          const ports = { cameras, sites: given().sites, healthOf };
          expect(await walkPages(ports, requested)).toEqual(expectedList(stored, requested));
          expect(await facetsIn(ports, requested)).toEqual(expectedTags(stored, requested));
          expect(onMap(ports, wanted.bbox)).toEqual(expectedOnMap(stored, requested));
        }
      }),
      { numRuns: 15 },
    );
  });

  test('a second cache that only follows the feed has the same cameras', async () => {
    const world = await openWorld(given());
    const follower = await reloaded(given());
    const changes = fc.sample(change, { numRuns: 25, seed: 7 });
    for (const one of changes) await apply(world, one);
    const last = await givenCamera(world.registry, { name: 'last' });
    const stop = new AbortController();
    await follower.follow((seen) => {
      if (seen.kind === 'version' && seen.camera.cameraId === last.cameraId) stop.abort();
    }, stop.signal);
    expect(follower.newest()).toEqual(world.cache.newest());
    expect(follower.newest()).toEqual(await newestStored(world));
  });
}

interface World {
  readonly registry: Registry;
  readonly clock: ManualClock;
  readonly cache: CameraCache;
  readonly stores: Stores;
}

let seeds = 0;

async function openWorld(stores: Stores): Promise<World> {
  const cache = await reloaded(stores);
  const base = fakeRegistry();
  // Cameras of earlier worlds stay in the store: ids must differ.
  const random = (count: number): Uint8Array =>
    Uint8Array.from(
      { length: count },
      () => ((seeds = (seeds * 1_103_515_245 + 12_345) % 2_147_483_648) >> 16) & 0xff,
    );
  const { directory, sites } = stores;
  const registry = { ...base, store: cache.wrap(stores.store), cameras: cache, directory, sites, random };
  return { registry, clock: base.clock, cache, stores };
}

async function reloaded({ reader }: Stores): Promise<CameraCache> {
  const cache = new CameraCache(reader);
  await cache.load();
  return cache;
}

async function apply({ registry, clock, cache }: World, change: Change): Promise<void> {
  clock.epochMs += 3_600_000;
  const open = cache.newest().filter(({ lifecycle }) => lifecycle !== 'retired');
  const { name, tags, position } = change;
  const target = open[change.of % Math.max(open.length, 1)];
  if (change.kind === 'register' || !target)
    return void (await givenCamera(registry, { name, tags, position }));
  const { cameraId } = target;
  const steps: Record<Exclude<Change['kind'], 'register'>, () => Promise<unknown>> = {
    rename: () => changeCamera(registry, cameraId, { name, tags }),
    move: () => changeCamera(registry, cameraId, { position }),
    zones: () => giveSite(registry, cameraId, name),
    pause: () => (target.lifecycle === 'active' ? pauseCamera(registry, cameraId) : Promise.resolve()),
    retire: () => retireCamera(registry, cameraId),
    erase: () => registry.store.erase({ cameras: [cameraId], sites: [] }),
  };
  await steps[change.kind]();
}

async function giveSite(registry: Registry, cameraId: string, name: string): Promise<void> {
  const input = siteInput.parse({ name, kind: 'gate', position: [0, 0] });
  const { siteId } = await registerSite(registry, input);
  await setZones(registry, cameraId, { zones: [{ zoneId: 'view', name, kind: 'area', siteId }] });
}

async function newestStored({ stores }: World): Promise<readonly Camera[]> {
  const versions = Map.groupBy(await stores.directory.versions(), ({ cameraId }) => cameraId);
  return [...versions.values()].flatMap((all) => all.slice(-1)).sort(compareCameras);
}

type Ports = Parameters<typeof listCameras>[0];

/** Follows the cursors of a list to its end. */
async function walkPages(ports: Ports, requested: CamerasQuery): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listCameras(ports, { ...requested, cursor });
    ids.push(...page.items.map(({ camera }) => camera.cameraId));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

async function facetsIn(ports: Ports, requested: CamerasQuery): Promise<Record<string, number>> {
  const { facets } = await listCameras(ports, requested);
  return Object.fromEntries((facets?.tag?.values ?? []).map(({ value, cameras }) => [value, cameras]));
}

function onMap(ports: Ports, bbox: string | undefined): string[] {
  return mapCameras(ports, mapQuery.parse({ bbox, zoom: 3 })).items.map(({ cameraId }) => cameraId);
}

type Test = (camera: Camera) => boolean;

/** The filter written a second time, camera by camera. */
function testsOf(
  requested: CamerasQuery,
): Record<'text' | 'lifecycle' | 'state' | 'tag' | 'region' | 'bbox', Test> {
  const oneOf = (wanted: readonly string[] | undefined, values: readonly string[]): boolean =>
    wanted === undefined || wanted.some((value) => values.includes(value));
  return {
    text: (camera) =>
      foldName(requested.text ?? '')
        .split(' ')
        .every((word) => searchTextOf(camera).includes(word)),
    lifecycle: ({ lifecycle }) => oneOf(requested.lifecycle, [lifecycle]),
    state: (camera) => oneOf(requested.state, [healthOf(camera).state]),
    tag: ({ tags }) => oneOf(requested.tag, tags),
    region: (camera) => oneOf(requested.region, [regionOf(camera)]),
    bbox: ({ position }) => isInside(position, requested.bbox),
  };
}

function isInside([lon, lat]: Position, bbox = '-180,-90,180,90'): boolean {
  const [west, south, east, north] = bbox.split(',').map(Number) as [number, number, number, number];
  const spans =
    west <= east
      ? [[west, east]]
      : [
          [west, 180],
          [-180, east],
        ];
  return lat >= south && lat <= north && spans.some(([from = 0, to = 0]) => from <= lon && lon <= to);
}

function expectedList(stored: readonly Camera[], requested: CamerasQuery): string[] {
  const matching = stored.filter((camera) => Object.values(testsOf(requested)).every((test) => test(camera)));
  const rank = {
    name: () => 0,
    health: (camera: Camera) => statesByUrgency.indexOf(healthOf(camera).state),
    changed: ({ validFromAt }: Camera) => -Date.parse(validFromAt),
  }[requested.sort];
  return matching
    .toSorted((a, b) => rank(a) - rank(b) || compareCameras(a, b))
    .map(({ cameraId }) => cameraId);
}

function expectedTags(stored: readonly Camera[], requested: CamerasQuery): Record<string, number> {
  const others = Object.entries(testsOf(requested)).filter(([name]) => name !== 'tag');
  const counts: Record<string, number> = Object.fromEntries((requested.tag ?? []).map((tag) => [tag, 0]));
  for (const camera of stored.filter((each) => others.every(([, test]) => test(each))))
    for (const tag of camera.tags) counts[tag] = (counts[tag] ?? 0) + 1;
  return counts;
}

const expectedOnMap = (stored: readonly Camera[], requested: CamerasQuery): string[] =>
  stored
    .filter((camera) => camera.lifecycle !== 'retired' && testsOf(requested).bbox(camera))
    .map(({ cameraId }) => cameraId);
