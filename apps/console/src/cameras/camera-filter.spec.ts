import { describe, expect, it } from '@jest/globals';
import type { Camera } from '@vialog/contracts';
import { filterOverviews, matchesText, toggleState, type CameraFilter } from './camera-filter.ts';
import type { CameraOverview } from './camera-overview.ts';

const overview = (cameraId: string, state: CameraOverview['state']): CameraOverview =>
  ({
    camera: { cameraId, name: cameraId, tags: [], groups: [], zones: [] },
    sites: [],
    state,
  }) as unknown as CameraOverview;

describe('filterOverviews', () => {
  const overviews = [overview('a', 'online'), overview('b', 'offline'), overview('c', 'retired')];
  const matching = (filter: CameraFilter) =>
    filterOverviews(overviews, filter).map((each) => each.camera.cameraId);

  it('hides retired cameras unless the filter names their state', () => {
    expect(matching({})).toEqual(['a', 'b']);
    expect(matching({ state: 'retired' })).toEqual(['c']);
  });

  it('applies the state filter and the text filter together', () => {
    expect(matching({ state: 'online,offline', text: 'B' })).toEqual(['b']);
    expect(matching({ text: 'nowhere' })).toEqual([]);
  });
});

describe('toggleState', () => {
  it('adds or removes one state and keeps the display order', () => {
    expect(toggleState(undefined, 'offline')).toBe('offline');
    expect(toggleState('offline', 'online')).toBe('online,offline');
    expect(toggleState('online', 'online')).toBeUndefined();
  });
});

describe('matchesText', () => {
  const camera = {
    name: '北门 West',
    code: 'A-17',
    tags: ['parking'],
    groups: [],
    zones: [{ name: 'Queue' }],
  } as unknown as Camera;
  it.each([
    ['', true],
    ['west', true],
    ['北门', true],
    ['a-17 PARKING', true],
    ['queue market', true],
    ['east', false],
    ['west east', false],
  ])('searches every word of "%s" in all names of a camera: %s', (text, matches) => {
    expect(matchesText(camera, ['Market'], text)).toBe(matches);
  });
});
