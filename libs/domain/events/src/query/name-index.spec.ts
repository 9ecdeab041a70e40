import { describe, expect, it } from '@jest/globals';
import { cameraOf, lotCamera, northLot, southGate } from '../use-cases/world.fixture.ts';
import { nameIndexOf } from './name-index.ts';

const names = nameIndexOf(
  [
    cameraOf({ name: 'Old name' }),
    cameraOf({ version: 2, name: 'Gate ３', code: 'G-3', tags: ['ramp'] }),
    lotCamera(),
    cameraOf({ cameraId: 'cam000000009', name: '🚗 北门' }),
  ],
  [northLot, southGate],
);

describe('nameIndexOf', () => {
  it('the name index finds an id, a whole name and a part of a name in any case and character width', () => {
    const cameras = (name: string) => names.find('camera', name).cameras;
    expect(cameras('cam000000002')).toEqual(['cam000000002']);
    expect(cameras('gate 3')).toEqual(['cam000000001']);
    expect(cameras('g-3')).toEqual(['cam000000001']);
    expect(cameras('LOT')).toEqual(['cam000000002']);
    expect(cameras('北门')).toEqual(['cam000000009']);
    expect(cameras('🚗')).toEqual(['cam000000009']);
    expect(cameras('')).toEqual([]);
  });

  it('the name index contains only the newest name of a camera', () => {
    expect(names.find('camera', 'old name').cameras).toEqual([]);
  });

  it('the name index prefers a whole name to a part of a longer name', () => {
    const two = nameIndexOf([cameraOf({ name: 'Gate' }), lotCamera({ name: 'Gate north' })], []);
    expect(two.find('camera', 'gate').cameras).toEqual(['cam000000001']);
  });

  it('the name index finds zones by id and name, and groups by name', () => {
    expect(names.find('zone', 'row a').zones).toEqual([{ cameraId: 'cam000000002', zoneId: 'lot' }]);
    expect(names.find('zone', 'view').zones).toHaveLength(2);
    expect(names.find('group', 'West').cameras).toHaveLength(3);
  });

  it('the name index finds a word in names of sites, cameras and zones and in groups and tags', () => {
    expect(names.mentioning('lot')).toEqual({
      sites: ['site00000001'],
      cameras: ['cam000000002'],
      zones: [],
    });
    expect(names.mentioning('ramp').cameras).toEqual(['cam000000001']);
    expect(names.mentioning('南').sites).toEqual(['site00000002']);
  });

  it('the name index has positions and suggests a similar name', () => {
    expect(names.positions('north lot')).toEqual([{ lon: 112.2, lat: 31.03 }]);
    expect(names.suggestion('site', 'Nort Lot')).toBe('North Lot');
    expect(names.suggestion('site', 'Atlantis')).toBeUndefined();
  });
});
