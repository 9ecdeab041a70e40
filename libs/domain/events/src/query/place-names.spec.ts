import { describe, expect, it } from '@jest/globals';
import { cameraOf, lotCamera, northLot, southGate } from '../use-cases/world.fixture.ts';
import { placeNamesFrom } from './place-names.ts';

const names = placeNamesFrom(
  [
    cameraOf({ name: 'Old name' }),
    cameraOf({ version: 2, name: 'Gate ３', code: 'G-3', tags: ['ramp'] }),
    lotCamera(),
    cameraOf({ cameraId: 'cam000000009', name: '🚗 北门' }),
  ],
  [northLot, southGate],
);

describe('placeNamesFrom', () => {
  it('finds by id, by whole name and by a part, whatever the case and width', async () => {
    const cameras = async (name: string) => (await names.called('camera', name)).cameras;
    expect(await cameras('cam000000002')).toEqual(['cam000000002']);
    expect(await cameras('gate 3')).toEqual(['cam000000001']);
    expect(await cameras('g-3')).toEqual(['cam000000001']);
    expect(await cameras('LOT')).toEqual(['cam000000002']);
    expect(await cameras('北门')).toEqual(['cam000000009']);
    expect(await cameras('🚗')).toEqual(['cam000000009']);
    expect(await cameras('')).toEqual([]);
  });

  it('knows the newest name only', async () => {
    expect((await names.called('camera', 'old name')).cameras).toEqual([]);
  });

  it('prefers the whole name to a part of a longer one', async () => {
    const two = placeNamesFrom([cameraOf({ name: 'Gate' }), lotCamera({ name: 'Gate north' })], []);
    expect((await two.called('camera', 'gate')).cameras).toEqual(['cam000000001']);
  });

  it('finds zones by id and name, groups by word', async () => {
    expect((await names.called('zone', 'row a')).zones).toEqual([
      { cameraId: 'cam000000002', zoneId: 'lot' },
    ]);
    expect((await names.called('zone', 'view')).zones).toHaveLength(2);
    expect((await names.called('group', 'West')).cameras).toHaveLength(3);
  });

  it('finds a word in sites, cameras, zones, groups and tags', async () => {
    expect(await names.mentioning('lot')).toEqual({
      sites: ['site00000001'],
      cameras: ['cam000000002'],
      zones: [],
    });
    expect((await names.mentioning('ramp')).cameras).toEqual(['cam000000001']);
    expect((await names.mentioning('南')).sites).toEqual(['site00000002']);
  });

  it('knows positions and suggests what was meant', async () => {
    expect(await names.positions('north lot')).toEqual([{ lon: 112.2, lat: 31.03 }]);
    expect(await names.suggestion('site', 'Nort Lot')).toBe('North Lot');
    expect(await names.suggestion('site', 'Atlantis')).toBeUndefined();
  });
});
