import { describe, expect, test } from '@jest/globals';
import { siteInput, suggestionsQuery } from '@vialog/contracts';
import { fakeRegistry, givenCamera, type FakeRegistry } from '../fixed-registry.fake.ts';
import { registerSite } from '../register-site.ts';
import { retireCamera } from '../retire-camera.ts';
import { listPorts } from './listed-cameras.fixture.ts';
import { suggestNames } from './suggest-names.ts';

const suggest = (registry: FakeRegistry, query: object) =>
  suggestNames(listPorts(registry), suggestionsQuery.parse(query));
const namesOf = async (registry: FakeRegistry, text: string) =>
  (await suggest(registry, { text })).map(({ kind, name }) => `${kind} ${name}`);

describe('suggestions of names', () => {
  test('whole names come first, then beginnings of names, beginnings of words and other parts', async () => {
    const registry = fakeRegistry();
    for (const name of ['Eastgate', 'West gate', 'Gate 3', 'Gate']) await givenCamera(registry, { name });
    expect(await namesOf(registry, 'GATE')).toEqual([
      'camera Gate',
      'camera Gate 3',
      'camera West gate',
      'camera Eastgate',
    ]);
  });

  test('sites, groups, tags, codes and zone names are suggested with their ids and numbers of cameras', async () => {
    const registry = fakeRegistry();
    const site = await registerSite(
      registry,
      siteInput.parse({ name: '北停车场', kind: 'parking_lot', position: [112.2, 31.03] }),
    );
    const zones = [{ zoneId: 'view', name: '北 view', kind: 'area' as const }];
    const { cameraId } = await givenCamera(registry, { name: 'x', code: 'A-17', groups: ['北区'], zones });
    await givenCamera(registry, { name: 'y', tags: ['北'] });
    expect(await suggest(registry, { text: '北' })).toEqual([
      { kind: 'tag', name: '北', cameras: 1 },
      { kind: 'site', name: '北停车场', id: site.siteId },
      { kind: 'group', name: '北区', cameras: 1 },
      { kind: 'zone', name: '北 view', cameras: 1 },
    ]);
    expect(await suggest(registry, { text: 'a-1' })).toEqual([
      { kind: 'camera', name: 'x', id: cameraId, code: 'A-17' },
    ]);
  });

  test.each([
    ['btcc', ['camera 北停车场']],
    ['beiting', ['camera 北停车场']],
    ['b', ['camera 北停车场', 'camera b 3']],
    ['a3m', ['camera A3 门']],
    ['cq', ['camera 重庆路']],
    ['tcc', []],
  ])('pinyin or its initials %j find Chinese names', async (text, names) => {
    const registry = fakeRegistry();
    for (const name of ['北停车场', 'b 3', 'A3 门', '重庆路']) await givenCamera(registry, { name });
    expect((await namesOf(registry, text)).toSorted()).toEqual(names.toSorted());
  });

  test('suggestions are limited, can be of chosen kinds, and leave out retired cameras', async () => {
    const registry = fakeRegistry();
    const { cameraId } = await givenCamera(registry, { name: 'gone', tags: ['gone'] });
    await retireCamera(registry, cameraId);
    for (const name of ['a1', 'a2', 'a3']) await givenCamera(registry, { name, tags: ['area'] });
    expect(await namesOf(registry, 'gone')).toEqual([]);
    expect(await suggest(registry, { text: 'a', limit: 2 })).toHaveLength(2);
    expect(await suggest(registry, { text: 'a', kind: 'tag' })).toEqual([
      { kind: 'tag', name: 'area', cameras: 3 },
    ]);
  });
});
