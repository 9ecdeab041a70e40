import { describe, expect, test } from '@jest/globals';
import { siteInput, sitesQuery } from '@vialog/contracts';
import { changeSite } from '../change-site.ts';
import { fakeRegistry, givenCamera } from '../fixed-registry.fake.ts';
import { list, namesOf } from './listed-cameras.fixture.ts';
import { listSites } from '../list-sites.ts';
import { listVersions } from '../list-versions.ts';
import { pauseCamera } from '../pause-camera.ts';
import { readSite } from '../read-site.ts';
import { registerSite } from '../register-site.ts';

describe('listing cameras', () => {
  test('a list of cameras is read page by page with cursors', async () => {
    const registry = fakeRegistry();
    for (const name of ['c', 'a', '🅿️', 'b', '北']) await givenCamera(registry, { name });
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(registry, { limit: 2, cursor });
      names.push(...namesOf(page));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(names).toEqual(['a', 'b', 'c', '北', '🅿️']);
  });

  test('a last page that is exactly full has no next cursor', async () => {
    const registry = fakeRegistry();
    await givenCamera(registry);
    expect((await list(registry, { limit: 1 })).nextCursor).toBeNull();
  });

  test.each(['', 'nonsense', '!!', 'eyJhIjoxfQ', Buffer.from('["a"]').toString('base64url')])(
    'the damaged cursor %j is rejected',
    async (cursor) => {
      const requested = list(fakeRegistry(), { cursor });
      await expect(requested).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
    },
  );

  test('a cursor that contains U+0000 is rejected', async () => {
    const registry = fakeRegistry();
    for (const name of ['a', 'b']) await givenCamera(registry, { name });
    const { nextCursor } = await list(registry, { limit: 1 });
    const [fingerprint, , id] = JSON.parse(Buffer.from(nextCursor ?? '', 'base64url').toString()) as string[];
    const cursor = Buffer.from(JSON.stringify([fingerprint, 'a\0', id])).toString('base64url');
    const requested = list(registry, { limit: 1, cursor });
    await expect(requested).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  test.each(['A', '=', '.', '%'])('a cursor followed by %j is rejected', async (more) => {
    const registry = fakeRegistry();
    for (const name of ['a', 'b']) await givenCamera(registry, { name });
    const { nextCursor } = await list(registry, { limit: 1 });
    const requested = list(registry, { limit: 1, cursor: `${nextCursor}${more}` });
    await expect(requested).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  test('a cursor of another filter is rejected', async () => {
    const registry = fakeRegistry();
    for (const name of ['a', 'b']) await givenCamera(registry, { name });
    const { nextCursor } = await list(registry, { limit: 1 });
    const other = list(registry, { limit: 1, text: 'b', cursor: nextCursor ?? '' });
    await expect(other).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });
});

test('a cursor of the camera list is rejected by the site list', async () => {
  const registry = fakeRegistry();
  for (const name of ['a', 'b']) await givenCamera(registry, { name });
  const { nextCursor } = await list(registry, { limit: 1 });
  const requested = listSites(registry, sitesQuery.parse({ cursor: nextCursor }));
  await expect(requested).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
});

test('the versions of a camera are listed newest first', async () => {
  const registry = fakeRegistry();
  const { cameraId } = await givenCamera(registry);
  await pauseCamera(registry, cameraId);
  const versions = await listVersions(registry, cameraId);
  expect(versions.map((camera) => [camera.version, camera.lifecycle])).toEqual([
    [2, 'paused'],
    [1, 'active'],
  ]);
  await expect(listVersions(registry, 'unknown00000')).rejects.toMatchObject({ code: 'CAMERA_NOT_FOUND' });
});

test('a site is registered, read, changed and listed', async () => {
  const registry = fakeRegistry();
  const input = siteInput.parse({ name: '北停车场', kind: 'parking_lot', position: [112.2, 31.03] });
  const site = await registerSite(registry, input);
  await changeSite(registry, site.siteId, { capacity: 40 });
  expect(await readSite(registry, site.siteId)).toEqual({ ...site, capacity: 40 });
  expect((await listSites(registry, { limit: 10 })).items).toHaveLength(1);
  await expect(readSite(registry, 'unknown00000')).rejects.toMatchObject({ code: 'SITE_NOT_FOUND' });
});
