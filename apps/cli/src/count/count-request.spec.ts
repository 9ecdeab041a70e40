import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { UsageError } from '../command.ts';
import { readCameraFile, readCountRequest } from './count-request.ts';

const start = ['--start', '2026-01-31T08:00:00+08:00'];
const area = {
  zoneId: 'a',
  name: 'A',
  kind: 'area',
  polygon: [
    [0, 0],
    [1, 0],
    [1, 1],
  ],
};

describe('the arguments of vialog count', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vialog-cli-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function withZones(zones: unknown): Promise<Awaited<ReturnType<typeof readCountRequest>>> {
    const path = join(folder, 'zones.json');
    await writeFile(path, typeof zones === 'string' ? zones : JSON.stringify(zones));
    return readCountRequest(['clip.mp4', ...start, '--zones', path], '/models');
  }

  test('vialog count measures the whole picture in slots of 10 s without a zones file', async () => {
    const request = await readCountRequest(['clip.mp4', ...start], '/models');
    expect(request).toMatchObject({ clip: 'clip.mp4', start: Date.UTC(2026, 0, 31), models: '/models' });
    expect(request.camera.zones.map((zone) => [zone.zoneId, zone.role, zone.slotMs])).toEqual([
      ['view', 'main', 10_000],
    ]);
    expect(request.camera.plan).toEqual({ mode: 'interval', intervalMs: 5000 });
  });

  test('vialog count and vialog evaluate accept a zones file with a line and a plan of 5 frames per second', async () => {
    const ends = [[0.1, 0.6] as const, [0.9, 0.6] as const];
    const line = { zoneId: 'gate', name: 'Gate', kind: 'line', line: ends };
    const { camera } = await withZones({ zones: [line], plan: { mode: 'fps', fps: 5 } });
    expect(camera.zones.find(({ kind }) => kind === 'line')).toMatchObject({ zoneId: 'gate', line: ends });
    expect(await readCameraFile(join(folder, 'zones.json'))).toEqual(camera);
  });

  test('vialog count accepts a zones file with a list of zones or with an object', async () => {
    expect((await withZones([area])).camera.zones.map((zone) => [zone.zoneId, zone.role])).toEqual([
      ['view', 'detail'],
      ['a', 'main'],
    ]);
    const request = await withZones({
      zones: [area],
      plan: { mode: 'fps', fps: 2 },
      position: [112.2, 31.03],
      timeZone: 'Asia/Shanghai',
    });
    expect(request.camera).toMatchObject({
      plan: { fps: 2 },
      position: [112.2, 31.03],
      timeZone: 'Asia/Shanghai',
    });
  });

  test.each([
    ['no clip', [...start], /expected one clip and found 0/],
    ['two clips', ['a.mp4', 'b.mp4', ...start], /found 2/],
    ['no start', ['a.mp4'], /--start is required/],
    ['a start without offset', ['a.mp4', '--start', '2026-01-31T08:00:00'], /with an offset/],
    ['a start before 1970', ['a.mp4', '--start', '1969-01-31T08:00:00Z'], /1970 or later/],
    ['a rate of a hundred', ['a.mp4', ...start, '--fps', '100'], /0\.1 to 5/],
    ['an empty clip name', ['', ...start], /expected the path of a clip and found an empty one/],
    ['two plans', ['a.mp4', ...start, '--fps', '1', '--keyframes'], /either --fps or --keyframes/],
    ['an unknown option', ['a.mp4', ...start, '--speed', '2'], /speed/],
  ])('vialog count rejects %s with a usage error', async (_what, args, message) => {
    const failure = readCountRequest(args, '/models');
    await expect(failure).rejects.toThrow(UsageError);
    await expect(failure).rejects.toThrow(message);
  });

  test.each([
    ['that is not JSON', '{', /is not JSON/],
    [
      'with a point outside the picture',
      [
        {
          ...area,
          polygon: [
            [0, 0],
            [2, 0],
            [0, 1],
          ],
        },
      ],
      /expected 0 to 1/,
    ],
    ['with a line that has a polygon', [{ ...area, kind: 'line' }], /a line zone needs its line/],
    [
      'with a line and key frames only',
      {
        zones: [
          {
            zoneId: 'g',
            name: 'G',
            kind: 'line',
            line: [
              [0, 0.5],
              [1, 0.5],
            ],
          },
        ],
        plan: { mode: 'keyframes' },
      },
      /samples key frames only, expected at least 3 frames per second/,
    ],
    [
      'with slots of fewer than two pictures',
      { zones: [area], plan: { mode: 'interval', intervalMs: 10_000 } },
      /a picture only every 10000 ms, expected at least two/,
    ],
    ['with two main zones over each other', [area, { ...area, zoneId: 'b', name: 'B' }], /overlap/],
  ])('vialog count rejects a zones file %s with the reason', async (_what, zones, message) => {
    await expect(withZones(zones)).rejects.toThrow(message);
  });

  test('vialog count accepts a zones file with a byte order mark, as Windows editors write it', async () => {
    expect((await withZones(`\uFEFF${JSON.stringify([area])}`)).camera.zones).toHaveLength(2);
  });

  test('vialog count rejects a zones file that does not exist with its path', async () => {
    await expect(
      readCountRequest(['a.mp4', ...start, '--zones', join(folder, 'none.json')], '/models'),
    ).rejects.toThrow(/cannot read/);
  });
});
