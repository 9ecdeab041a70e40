import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isoOf, site as siteSchema, type Camera, type Site } from '@vialog/contracts';
import type { CameraDirectory, SiteDirectory } from './camera-directory.port.ts';
import type { CameraStore, RegistryMarks } from './camera-store.port.ts';
import { readModelConforms } from './read-model/read-model.conformance.ts';
import { aCamera, put, readerConforms } from './registry-reader.conformance.ts';
import { bulkChangesConform } from './registry-bulk.conformance.ts';
import type { RegistryReader } from './registry-reader.port.ts';
import { secretsConform } from './registry-secrets.conformance.ts';

export interface RegistryStores {
  readonly store: CameraStore;
  readonly directory: CameraDirectory;
  readonly sites: SiteDirectory;
  readonly reader: RegistryReader;
  readonly marks: RegistryMarks;
  close(): Promise<void>;
}

/** Tests for every store of the registry: run them on each adapter and on the fake. */
export function registryStoreConformance(name: string, open: () => Promise<RegistryStores>): void {
  describe(`registry store: ${name}`, () => {
    let stores: RegistryStores;
    beforeEach(async () => {
      stores = await open();
    });
    afterEach(() => stores.close());
    const given = () => stores;

    describe('cameras', () => camerasConform(given));
    describe('secrets', () => secretsConform(given));
    describe('codes', () => codesConform(given));
    describe('bulk changes', () => bulkChangesConform(() => stores));
    describe('lists', () => listsConform(given));
    describe('sites', () => sitesConform(given));
    describe('marks', () => marksConform(given));
    describe('reader', () => readerConforms(given));
    describe('read model', () => readModelConforms(given));
  });
}

type Given = () => RegistryStores;

function aSite(id: string, name: string): Site {
  const fields = { kind: 'parking_lot', position: [112.2, 31.03], address: '', timeZone: 'UTC' };
  return siteSchema.parse({ ...fields, siteId: id.padStart(12, '0'), name, createdAt: isoOf(0) });
}

function camerasConform(given: Given): void {
  test('a camera is read as it was stored, with emoji and Chinese characters', async () => {
    const camera = await aCamera('a', { name: '北停车场 🅿️ "x" \\', tags: ['夜'], heading: 12.5 });
    await put(given(), camera);
    expect(await given().directory.latest(camera.cameraId)).toEqual(camera);
  });

  test('an unknown camera is undefined and has no versions', async () => {
    expect(await given().directory.latest('000000000000')).toBeUndefined();
    expect(await given().directory.versions(['000000000000'])).toEqual([]);
  });

  test('each change is stored as a version, and the newest one is the latest', async () => {
    const first = await aCamera('a');
    const second = { ...first, version: 2, name: 'renamed', validFromAt: isoOf(1e12) };
    await put(given(), first, second);
    expect(await given().directory.latest(first.cameraId)).toEqual(second);
    expect(await given().directory.versions([first.cameraId])).toEqual([first, second]);
  });

  test('versions of all cameras are sorted by camera, then version', async () => {
    const b = await aCamera('b');
    const a = await aCamera('a');
    await put(given(), b, a, { ...b, version: 2 });
    const keys = (await given().directory.versions()).map((each) => `${each.cameraId.at(-1)}${each.version}`);
    expect(keys).toEqual(['a1', 'b1', 'b2']);
  });

  test('a change based on an old version is rejected and stores nothing', async () => {
    const first = await aCamera('a');
    await put(given(), first, { ...first, version: 2, name: 'theirs' });
    const late = given().store.put({ basedOn: 1, camera: { ...first, version: 2, name: 'mine' } });
    await expect(late).rejects.toMatchObject({ code: 'CAMERA_CHANGED' });
    expect((await given().directory.latest(first.cameraId))?.name).toBe('theirs');
    expect((await given().reader.snapshot()).position.revision).toBe(2);
  });

  test('of two concurrent changes based on one version one is rejected', async () => {
    const first = await aCamera('a');
    await put(given(), first);
    const both = await Promise.allSettled(
      ['x', 'y'].map((name) => given().store.put({ basedOn: 1, camera: { ...first, version: 2, name } })),
    );
    expect(both.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test('the ids of removed zones are still known', async () => {
    const first = await aCamera('a');
    const extra = { ...first.zones[0], zoneId: 'p1', role: 'detail' } as Camera['zones'][number];
    await put(given(), { ...first, zones: [...first.zones, extra] }, { ...first, version: 2 });
    expect([...(await given().store.zoneIdsEverUsed(first.cameraId))].toSorted()).toEqual(['p1', 'view']);
  });

  test('an erased camera has no versions', async () => {
    const camera = await aCamera('a');
    await put(given(), camera, { ...camera, version: 2 });
    await given().store.erase({ cameras: [camera.cameraId], sites: [] });
    expect(await given().directory.latest(camera.cameraId)).toBeUndefined();
    expect(await given().directory.versions()).toEqual([]);
    expect([...(await given().store.zoneIdsEverUsed(camera.cameraId))]).toEqual([]);
  });
}

function codesConform(given: Given): void {
  test('a code belongs to one camera', async () => {
    await put(given(), await aCamera('a', { code: 'N-1' }));
    const second = given().store.put({ basedOn: 0, camera: await aCamera('b', { code: 'N-1' }) });
    await expect(second).rejects.toMatchObject({ code: 'CODE_TAKEN' });
    expect(await given().directory.latest('00000000000b')).toBeUndefined();
  });

  test('a camera keeps its code when it is changed', async () => {
    const camera = await aCamera('a', { code: 'N-1' });
    await put(given(), camera, { ...camera, version: 2, name: 'renamed' });
    expect((await given().directory.latest(camera.cameraId))?.version).toBe(2);
  });

  test('several cameras may have no code or an empty code', async () => {
    await put(
      given(),
      await aCamera('a'),
      await aCamera('b', { code: '' }),
      await aCamera('c', { code: '' }),
    );
    expect(await given().directory.list({}, { limit: 9 })).toHaveLength(3);
  });

  test('the code of a retired camera and a replaced code can be used again', async () => {
    const retired = await aCamera('a', { code: 'N-1' });
    const recoded = await aCamera('b', { code: 'N-2' });
    await put(given(), retired, { ...retired, version: 2, lifecycle: 'retired' });
    await put(given(), recoded, { ...recoded, version: 2, code: 'N-3' });
    await put(given(), await aCamera('c', { code: 'N-1' }), await aCamera('d', { code: 'N-2' }));
    expect((await given().directory.latest('00000000000c'))?.code).toBe('N-1');
  });
}

function listsConform(given: Given): void {
  const names = async (...args: Parameters<CameraDirectory['list']>) =>
    (await given().directory.list(...args)).map((camera) => camera.name);

  test('cameras are sorted by name without regard to case, then by id, by code point', async () => {
    const sorted = ['Alpha', 'beta', 'beta', '\uff66ｶﾅ', '东门', '🚗'];
    const ids = ['f', 'd', 'e', 'c', 'b', 'a'];
    const all = await Promise.all(sorted.map((name, i) => aCamera(ids[i] ?? '', { name })));
    await put(given(), ...all.toReversed());
    const found = await given().directory.list({}, { limit: 10 });
    expect(found.map((camera) => camera.cameraId.at(-1))).toEqual(['f', 'd', 'e', 'c', 'b', 'a']);
  });

  test('pages have no gaps and no repeated cameras, even with equal names', async () => {
    const all = ['d', 'b', 'c', 'a', 'e'];
    for (const id of all) await put(given(), await aCamera(id, { name: id === 'e' ? 'Z' : 'Same' }));
    const seen: string[] = [];
    for (let after: { name: string; id: string } | undefined; ;) {
      const page = await given().directory.list({}, after ? { limit: 2, after } : { limit: 2 });
      seen.push(...page.map((camera) => camera.cameraId.at(-1) ?? ''));
      const last = page.at(-1);
      if (!last) break;
      after = { name: last.name, id: last.cameraId };
    }
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test.each([
    ['NORTH', ['North lot']],
    ['n-7', ['North lot']],
    ['夜', ['100%_sure']],
    ['100%_s', ['100%_sure']],
    ['%', ['100%_sure']],
    ['_', ['100%_sure']],
    ['nowhere', []],
  ])(
    'the text %s is found in names, codes and tags, and not treated as a pattern',
    async (text, expected) => {
      await put(
        given(),
        await aCamera('a', { code: 'N-7' }),
        await aCamera('b', { name: '100%_sure', tags: ['夜间'] }),
      );
      expect(await names({ text }, { limit: 9 })).toEqual(expected);
    },
  );

  test('the filters for life cycle and site use the newest version', async () => {
    const first = await aCamera('a', { name: 'a' });
    const zones = first.zones.map((zone) => ({ ...zone, siteId: '000000000001' }));
    await put(given(), first, { ...first, version: 2, lifecycle: 'paused', zones });
    await put(given(), await aCamera('b', { name: 'b' }));
    expect(await names({ lifecycle: 'paused' }, { limit: 9 })).toEqual(['a']);
    expect(await names({ lifecycle: 'active' }, { limit: 9 })).toEqual(['b']);
    expect(await names({ site: '000000000001' }, { limit: 9 })).toEqual(['a']);
    await put(given(), { ...first, version: 3 });
    expect(await names({ site: '000000000001' }, { limit: 9 })).toEqual([]);
  });
}

function sitesConform(given: Given): void {
  test('a site is read as it was stored, and as changed after a change', async () => {
    const before = aSite('1', '北门');
    await given().store.putSite({ basedOn: undefined, site: before });
    expect(await given().sites.site(before.siteId)).toEqual(before);
    await given().store.putSite({ basedOn: before, site: { ...before, name: '南门' } });
    expect((await given().sites.site(before.siteId))?.name).toBe('南门');
  });

  test('a change of a site is rejected when another change was stored in the meantime', async () => {
    const before = aSite('1', 'first');
    await given().store.putSite({ basedOn: undefined, site: before });
    await given().store.putSite({ basedOn: before, site: { ...before, name: 'theirs' } });
    const late = given().store.putSite({ basedOn: before, site: { ...before, address: 'mine' } });
    await expect(late).rejects.toMatchObject({ code: 'SITE_CHANGED' });
    expect(await given().sites.site(before.siteId)).toEqual({ ...before, name: 'theirs' });
    const twice = given().store.putSite({ basedOn: undefined, site: before });
    await expect(twice).rejects.toMatchObject({ code: 'SITE_CHANGED' });
  });

  test('sites are listed by name and found by a part of it', async () => {
    for (const [id, name] of [
      ['2', 'b gate'],
      ['1', 'A lot'],
      ['3', 'c GATE'],
    ] as const) {
      await given().store.putSite({ basedOn: undefined, site: aSite(id, name) });
    }
    const all = await given().sites.sites({}, { limit: 9 });
    expect(all.map((site) => site.name)).toEqual(['A lot', 'b gate', 'c GATE']);
    const gates = await given().sites.sites(
      { text: 'gate' },
      { limit: 1, after: { name: 'b gate', id: '000000000002' } },
    );
    expect(gates.map((site) => site.name)).toEqual(['c GATE']);
  });

  test('an erased site cannot be read', async () => {
    const site = aSite('1', 'x');
    await given().store.putSite({ basedOn: undefined, site });
    await given().store.erase({ cameras: [], sites: [site.siteId] });
    expect(await given().sites.site(site.siteId)).toBeUndefined();
  });
}

function marksConform(given: Given): void {
  test('a mark has the value that was set last', async () => {
    const { marks } = given();
    expect(await marks.mark('demo')).toBeUndefined();
    await marks.setMark('demo', 'started');
    await marks.setMark('demo', 'done');
    expect(await marks.mark('demo')).toBe('done');
    expect(await marks.mark('other')).toBeUndefined();
  });
}
