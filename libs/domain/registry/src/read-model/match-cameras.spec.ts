import { describe, expect, test } from '@jest/globals';
import { siteInput } from '@vialog/contracts';
import { fakeRegistry, givenCamera } from '../fixed-registry.fake.ts';
import { pauseCamera } from '../pause-camera.ts';
import { registerSite } from '../register-site.ts';
import { list, listPorts, namesOf } from './listed-cameras.fixture.ts';

describe('filtering, sorting and counting cameras', () => {
  test('every word of the text must be part of the name, code or tags, in any order and case', async () => {
    const registry = fakeRegistry();
    await givenCamera(registry, { name: 'Gate 3 West', code: 'KFZ-7', tags: ['夜间'] });
    await givenCamera(registry, { name: 'Gate 4' });
    const found = async (text: string) => namesOf(await list(registry, { text }));
    for (const text of ['west GATE', 'kfz', '夜', 'ＷＥＳＴ', ' 3  kfz ']) {
      expect([text, await found(text)]).toEqual([text, ['Gate 3 West']]);
    }
    expect(await found('gate east')).toEqual([]);
  });

  test('values of one parameter are alternatives, and different parameters must all match', async () => {
    const registry = fakeRegistry();
    await givenCamera(registry, { name: 'a', tags: ['night'], groups: ['west'] });
    await givenCamera(registry, { name: 'b', tags: ['bus'], groups: ['west'] });
    await givenCamera(registry, { name: 'c', tags: ['bus'], groups: ['east'], lifecycle: 'draft' });
    expect(namesOf(await list(registry, { tag: ['night', 'bus'] }))).toEqual(['a', 'b', 'c']);
    expect(namesOf(await list(registry, { tag: ['night', 'bus'], group: 'west' }))).toEqual(['a', 'b']);
    expect(namesOf(await list(registry, { lifecycle: 'draft' }))).toEqual(['c']);
  });

  test('a list by health starts with the worst cameras, and its pages follow each other', async () => {
    const registry = fakeRegistry();
    for (const name of ['a', 'b', 'c', 'd', 'e']) await givenCamera(registry, { name });
    const ports = listPorts(registry, { b: 'stopped', c: 'offline', e: 'degraded' });
    const first = await list(ports, { sort: 'health', limit: 3 });
    expect([namesOf(first), first.total]).toEqual([['c', 'e', 'a'], 5]);
    const second = await list(ports, { sort: 'health', limit: 3, cursor: first.nextCursor ?? '' });
    expect([namesOf(second), second.nextCursor]).toEqual([['d', 'b'], null]);
  });

  test('a list by change starts with the camera that changed last', async () => {
    const registry = fakeRegistry();
    const { cameraId } = await givenCamera(registry, { name: 'a' });
    registry.clock.epochMs += 60_000;
    await givenCamera(registry, { name: 'b' });
    expect(namesOf(await list(registry, { sort: 'changed' }))).toEqual(['b', 'a']);
    registry.clock.epochMs += 60_000;
    await pauseCamera(registry, cameraId);
    expect(namesOf(await list(registry, { sort: 'changed' }))).toEqual(['a', 'b']);
  });

  test('an offset skips cameras, and a request with both an offset and a cursor is rejected', async () => {
    const registry = fakeRegistry();
    for (const name of ['a', 'b', 'c']) await givenCamera(registry, { name });
    const page = await list(registry, { offset: 1, limit: 1 });
    expect([namesOf(page), page.total]).toEqual([['b'], 3]);
    expect(namesOf(await list(registry, { cursor: page.nextCursor ?? '' }))).toEqual(['c']);
    const both = list(registry, { offset: 1, cursor: page.nextCursor ?? '' });
    await expect(both).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  test('a facet counts cameras without its own filter, so that another value can be chosen', async () => {
    const registry = fakeRegistry();
    const input = siteInput.parse({ name: 'North', kind: 'parking_lot', position: [112.2, 31.03] });
    const { siteId } = await registerSite(registry, input);
    const zones = [{ zoneId: 'view', name: 'view', kind: 'area' as const, siteId }];
    await givenCamera(registry, { name: 'a', tags: ['night', 'bus'], zones });
    await givenCamera(registry, { name: 'b', tags: ['bus', 'region:north'] });
    await givenCamera(registry, { name: 'c' });
    const facet = ['tag', 'site', 'state', 'region'];
    const { total, facets } = await list(listPorts(registry, { c: 'offline' }), {
      tag: ['night', 'gone'],
      facet,
    });
    expect(total).toBe(1);
    expect(facets).toEqual({
      tag: {
        values: [
          { value: 'bus', cameras: 2 },
          { value: 'night', cameras: 1 },
          { value: 'region:north', cameras: 1 },
          { value: 'gone', cameras: 0 },
        ],
        more: 0,
      },
      site: { values: [{ value: siteId, label: 'North', cameras: 1 }], more: 0 },
      state: { values: [{ value: 'online', cameras: 1 }], more: 0 },
      region: { values: [{ value: 'main', cameras: 1 }], more: 0 },
    });
  });

  test('a facet lists the 100 most frequent values and says how many are left out', async () => {
    const registry = fakeRegistry();
    for (let i = 0; i < 130; i += 1)
      await givenCamera(registry, { name: `c${i}`, tags: [`t${i}`, ...(i < 3 ? ['often'] : [])] });
    const { facets } = await list(registry, { facet: 'tag' });
    expect(facets?.tag?.values).toHaveLength(100);
    expect(facets?.tag?.values[0]).toEqual({ value: 'often', cameras: 3 });
    expect(facets?.tag?.more).toBe(31);
  });
});
