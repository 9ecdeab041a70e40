import { describe, expect, it } from '@jest/globals';
import { dayMs, isoOf, type Camera } from '@vialog/contracts';
import { zonePlans } from '@vialog/measuring';
import { cameraOf, roadZone, ten } from '../use-cases/world.fixture.ts';
import { seriesChanges } from './series-changes.ts';

const day = (n: number): number => ten + n * dayMs;
const first = cameraOf({ validFromAt: isoOf(day(0)) });
const version = (n: number, fields: Partial<Camera>): Camera => ({
  ...first,
  version: n,
  validFromAt: isoOf(day(n)),
  ...fields,
});
const changesOf = (versions: readonly Camera[], window = { from: day(1), to: day(30) }) =>
  seriesChanges(zonePlans(versions), window).map(({ changedAt, what }) => [changedAt, what]);

describe('seriesChanges', () => {
  it.each<[string, Partial<Camera>, string[]]>([
    [
      'a redrawn zone',
      {
        zones: [
          {
            ...roadZone,
            polygon: [
              [0, 0],
              [0.5, 0],
              [0.5, 0.5],
            ],
          },
        ],
      },
      ['zone'],
    ],
    ['another model', { model: { ...first.model, modelId: 'ssdlite-mobilenet-v2-300' } }, ['model']],
    ['another stream', { stream: { ...first.stream, url: 'synthetic:road' } }, ['stream']],
    ['a turned camera', { heading: 90 }, ['view']],
    ['another sampling plan', { plan: { mode: 'fps', fps: 2 } }, ['sampling']],
    [
      'another time zone and slot length',
      { timeZone: 'UTC', zones: [{ ...roadZone, slotMs: 20_000 }] },
      ['sampling', 'time_zone'],
    ],
  ])('%s is a change of the series', (_, fields, what) => {
    expect(changesOf([first, version(2, fields)])).toEqual([[isoOf(day(2)), what]]);
  });

  it('a new name, tag or group is no change of the series', () => {
    const zones = [{ ...roadZone, name: 'Main road' }];
    expect(changesOf([first, version(2, { name: 'Gate 4', tags: ['x'], groups: ['y'], zones })])).toEqual([]);
  });

  it('another order of stored fields is no change of the series', () => {
    const reversed = Object.fromEntries(Object.entries(roadZone).toReversed()) as typeof roadZone;
    expect(changesOf([first, version(2, { zones: [reversed] })])).toEqual([]);
  });

  it('a pause is the end and a new start of a zone', () => {
    const versions = [first, version(2, { lifecycle: 'paused' }), version(5, {})];
    expect(changesOf(versions)).toEqual([
      [isoOf(day(2)), ['ended']],
      [isoOf(day(5)), ['started']],
    ]);
  });

  it('changes outside of the window are not listed', () => {
    expect(changesOf([first, version(2, { heading: 90 })], { from: day(3), to: day(30) })).toEqual([]);
    expect(changesOf([first])).toEqual([]);
    expect(changesOf([first], { from: day(-1), to: day(30) })).toEqual([[isoOf(day(0)), ['started']]]);
  });
});
