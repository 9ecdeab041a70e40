import { describe, expect, test } from '@jest/globals';
import { countEvent, eventIdOf } from '../index.ts';

const turnover = { arrivals: 1, departures: 1, comparedMs: 240_000, occupiedMs: 120_000 };
const key = { slotStart: Date.UTC(2026, 0, 1), cameraId: 'abcdefghijkl', zoneId: 'lot' };
const record = {
  v: 1,
  cameraId: key.cameraId,
  zoneId: key.zoneId,
  eventId: eventIdOf(key),
  slotStartAt: '2026-01-01T00:00:00.000Z',
  slotMs: 60_000,
  cameraVersion: 1,
  zoneKind: 'bays',
  zoneRole: 'main',
  kind: 'measured',
  origin: 'camera',
  counts: { car: 2 },
  total: 2,
  capacity: 4,
  turnover,
  framesUsed: 1,
  framesReused: 0,
  framesExpected: 2,
  slots: 1,
  position: [112.2, 31.03],
  cells: ['85411b47fffffff', '87411b473ffffff', '8941aa5b2afffff'],
  localMinute: 0,
  localWeekday: 4,
};
const issuesOf = (changes: object) =>
  countEvent.safeParse({ ...record, ...changes }).error?.issues.map(({ message }) => message) ?? [];

describe('turnover of a record', () => {
  test('a record of a zone with four spaces may have turnover', () => {
    expect(issuesOf({})).toEqual([]);
  });

  test.each([
    ['of three spaces', { capacity: 3 }, 'expected a bays zone of at least 4 spaces, found 3'],
    ['of an area', { zoneKind: 'area' }, 'expected a bays zone of at least 4 spaces, found 4'],
    [
      'with more changes than spaces',
      { turnover: { ...turnover, arrivals: 4 } },
      'a space changes at most once since it was last judged',
    ],
    [
      'with more occupied than compared time',
      { turnover: { ...turnover, occupiedMs: 240_001 } },
      'the occupied time is a part of the compared time',
    ],
    [
      'with states of spaces',
      { turnover: { ...turnover, states: '0011' } },
      'unknown field "states"; known fields: arrivals, departures, comparedMs, occupiedMs',
    ],
    [
      'of a gap',
      { kind: 'gap', reason: 'offline', counts: undefined, total: undefined, framesUsed: 0 },
      'a gap has no counts; a true zero is a measurement',
    ],
  ])('turnover %s is rejected', (_name, changes, message) => {
    expect(issuesOf(changes)).toContain(message);
  });
});
