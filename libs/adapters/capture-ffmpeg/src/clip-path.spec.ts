import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clipPath } from './clip-path.ts';

let root = '';
let media = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'vialog-media-'));
  media = join(root, 'media');
  await mkdir(join(media, 'north lot'), { recursive: true });
  await mkdir(join(root, 'media-of-others'));
  await writeFile(join(media, 'lot.mp4'), 'clip');
  await writeFile(join(media, 'north lot', '停车场.mp4'), 'clip');
  await writeFile(join(media, '..hidden.mp4'), 'clip');
  await writeFile(join(root, 'secret.mp4'), 'clip');
  await writeFile(join(root, 'media-of-others', 'a.mp4'), 'clip');
  await symlink(join(root, 'secret.mp4'), join(media, 'out.mp4'));
  await symlink(root, join(media, 'up'));
  await symlink('lot.mp4', join(media, 'in.mp4'));
  await symlink(media, join(root, 'linked-media'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

describe('clipPath: allowed clips', () => {
  it.each([
    ['file:///lot.mp4', 'lot.mp4'],
    ['file:lot.mp4', 'lot.mp4'],
    ['file:///north%20lot/停车场.mp4', 'north lot/停车场.mp4'],
    ['file:///in.mp4', 'lot.mp4'],
    ['file:///..hidden.mp4', '..hidden.mp4'],
    ['file:///../../lot.mp4', 'lot.mp4'],
  ])('accepts the clip %s', async (url, expected) => {
    expect(await clipPath(url, media)).toEqual({ ok: true, path: join(media, expected) });
  });

  it('accepts the full path of a clip in the media folder', async () => {
    expect(await clipPath(`file://${media}/lot.mp4`, media)).toEqual({
      ok: true,
      path: join(media, 'lot.mp4'),
    });
  });

  it('accepts a clip when the media folder is a symbolic link', async () => {
    const linked = join(root, 'linked-media');
    for (const url of ['file:///lot.mp4', `file://${linked}/lot.mp4`, `file://${media}/lot.mp4`]) {
      expect(await clipPath(url, linked)).toEqual({ ok: true, path: join(media, 'lot.mp4') });
    }
  });
});

describe('clipPath: rejected clips', () => {
  it.each([
    ['a link to a file outside of the media folder', 'file:///out.mp4', /symbolic link to a file outside/],
    [
      'a link to a folder outside of the media folder',
      'file:///up/secret.mp4',
      /symbolic link to a file outside/,
    ],
    ['a missing clip', 'file:///none.mp4', /no none\.mp4 in the media folder/],
    ['a system file', 'file:///etc/passwd', /no passwd in the media folder/],
    ['a parent folder', 'file:///%2e%2e/secret.mp4', /no secret\.mp4/],
    ['an encoded slash', 'file:///..%2fsecret.mp4', /expected a URL like/],
    ['a host', 'file://server/lot.mp4', /expected a URL like/],
    ['a null byte', 'file:///lot.mp4%00.jpg', /expected a URL like/],
    ['a folder', 'file:///north%20lot', /not a file/],
    ['the media folder itself', 'file:///', /names no clip/],
    ['the media folder by a dot', 'file:///.', /names no clip/],
  ])('rejects %s', async (_title, url, detail) => {
    expect(await clipPath(url, media)).toMatchObject({
      ok: false,
      fault: { reason: 'offline', detail: expect.stringMatching(detail) },
    });
  });

  it('rejects every path outside of the media folder, also in a folder whose name starts with the same text', async () => {
    const details: string[] = [];
    for (const name of ['media-of-others/a.mp4', 'media-of-others/b.mp4']) {
      const response = await clipPath(`file://${root}/${name}`, media);
      details.push(response.ok ? 'found' : response.fault.detail);
    }
    expect(details).toEqual([
      'there is no a.mp4 in the media folder; copy the clip there',
      'there is no b.mp4 in the media folder; copy the clip there',
    ]);
  });

  it('rejects every clip when no media folder is set or when it does not exist', async () => {
    expect(await clipPath('file:///lot.mp4', undefined)).toMatchObject({
      fault: { detail: 'no folder for clips is set; set VIALOG_MEDIA_DIR' },
    });
    expect(await clipPath('file:///lot.mp4', join(root, 'gone'))).toMatchObject({
      fault: { detail: expect.stringContaining('does not exist') },
    });
  });
});
