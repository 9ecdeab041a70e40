import { describe, expect, it } from '@jest/globals';
import type { CameraSummary, Episode } from '@vialog/contracts';
import { groupEpisodes } from './episode-groups.ts';

const episode = (cameraId: string, fromAt: string, siteId?: string): Episode => ({
  cameraId,
  zoneId: 'lot',
  ...(siteId === undefined ? {} : { siteId }),
  fromAt,
  toAt: fromAt,
  coverage: 1,
  ongoing: false,
});
const cameras = new Map([
  ['a', { name: 'Gate', timeZone: 'Asia/Shanghai' } as CameraSummary],
  ['b', { name: 'Lot', timeZone: 'Asia/Shanghai' } as CameraSummary],
]);
const sites = new Map([['s', 'North Lot']]);
const episodes = [
  episode('b', '2026-11-29T09:30:00.000Z', 's'),
  episode('a', '2026-11-29T00:10:00.000Z'),
  episode('b', '2026-11-28T09:00:00.000Z', 's'),
];
const grouped = (grouping: 'site' | 'camera' | 'hour') =>
  groupEpisodes(episodes, grouping, { cameras, sites }).map(({ name, episodes: members }) => [
    name,
    members.length,
  ]);

describe('groupEpisodes', () => {
  it('groups episodes by site and camera in the order of the results', () => {
    expect(grouped('site')).toEqual([
      ['North Lot', 2],
      [undefined, 1],
    ]);
    expect(grouped('camera')).toEqual([
      ['Lot', 2],
      ['Gate', 1],
    ]);
  });

  it('groups episodes by the local hour at which they begin', () => {
    expect(grouped('hour')).toEqual([
      ['08:00', 1],
      ['17:00', 2],
    ]);
  });
});
