import { describe, expect, it } from '@jest/globals';
import type { BoardTile } from '@vialog/contracts';
import { tileStateOf } from './tile-state.ts';

const at = (text: string): number => Date.parse(`2026-03-02T${text}Z`);
const figure = {
  kind: 'free',
  value: 12,
  spaces: 30,
  occupancy: 0.6,
  atLeast: false,
  startAt: '2026-03-02T08:00:00.000Z',
  endAt: '2026-03-02T08:01:00.000Z',
  staleAt: '2026-03-02T08:02:30.000Z',
  expiresAt: '2026-03-02T08:06:30.000Z',
  coverage: 1,
} as const;
const tile = (fields: Partial<BoardTile> = {}): BoardTile => ({
  siteId: 'site00000001',
  name: 'North Lot',
  kind: 'parking_lot',
  timeZone: 'UTC',
  figure,
  trend: null,
  reason: null,
  ...fields,
});

describe('tileStateOf', () => {
  it.each([
    ['08:01:05', 'live'],
    ['08:02:29', 'live'],
    ['08:02:30', 'stale'],
    ['08:06:29', 'stale'],
    ['08:06:30', 'none'],
    ['23:00:00', 'none'],
  ] as const)('the same figure at %s is %s', (time, state) => {
    expect(tileStateOf(tile(), at(time))).toBe(state);
  });

  it('a figure before a gap is stale at once', () => {
    expect(tileStateOf(tile({ reason: 'offline' }), at('08:01:05'))).toBe('stale');
  });

  it('a site without a figure has none', () => {
    expect(tileStateOf(tile({ figure: null, reason: 'no_zone' }), at('08:01:05'))).toBe('none');
  });
});
