import { describe, expect, test } from '@jest/globals';
import { isoOf } from '@vialog/contracts';
import { instantsOfLocalTime } from './instants-of-local-time.ts';

describe('instantsOfLocalTime', () => {
  test.each([
    ['Europe/Berlin', '2026-01-15T08:30', ['2026-01-15T07:30:00.000Z']],
    ['Europe/Berlin', '2026-07-15T08:30', ['2026-07-15T06:30:00.000Z']],
    ['Europe/Berlin', '2026-03-29T02:30', []],
    ['Europe/Berlin', '2026-03-29T03:00', ['2026-03-29T01:00:00.000Z']],
    ['Europe/Berlin', '2026-10-25T02:30', ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']],
    ['Australia/Lord_Howe', '2026-04-05T01:45', ['2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z']],
    ['America/New_York', '2026-03-08T02:30', []],
    ['UTC', '2026-03-29T02:30', ['2026-03-29T02:30:00.000Z']],
  ])('in %s a clock shows %s at these moments: %j', (timeZone, local, expected) => {
    expect(instantsOfLocalTime(Date.parse(`${local}Z`), timeZone).map(isoOf)).toEqual(expected);
  });
});
