import { expect, it } from '@jest/globals';
import { ledgerFaults, stillCounting, uncounted } from './ledger-state.mjs';

const row = (more) => ({
  cameraId: 'c',
  zoneId: 'z',
  expected: 3,
  measured: 2,
  gaps: 1,
  pending: 0,
  reasons: { not_running: 1 },
  ...more,
});

it.each([
  ['no rows', [], 'the ledger is empty'],
  ['an unbalanced row', [row({ expected: 4 })], 'camera c, zone z: 2 measured + 1 gaps + 0 pending is not 4'],
  ['pending slots', [row({ expected: 4, pending: 1 })], 'camera c, zone z: 1 slots are pending'],
  [
    'a loss without a reason',
    [row({ reasons: { unreported: 1 } })],
    'camera c, zone z: 1 slots are not reported',
  ],
])('does not accept a ledger with %s', (_case, rows, fault) => {
  expect(ledgerFaults(rows)).toEqual([fault]);
});

it('accepts a ledger in which every slot is measured or a gap with a reason', () => {
  expect(ledgerFaults([row()])).toEqual([]);
});

it('names cameras without a slot that began after the given time', () => {
  const at = (cameraId, slotStartAt) => ({ cameraId, slotStartAt });
  const events = [at('a', '2026-01-01T00:01:00.000Z'), at('b', '2026-01-01T00:00:00.000Z')];
  expect(uncounted(['a', 'b'], events, Date.parse('2026-01-01T00:00:30.000Z'))).toEqual([
    'camera b has no new slot',
  ]);
});

it('waits for the last slot of a paused camera', () => {
  const paused = [{ cameraId: 'a', validFromAt: '2026-01-01T00:01:00.000Z' }];
  expect(stillCounting(paused, Date.parse('2026-01-01T00:00:30.000Z'))).toEqual([
    'camera a counts until 2026-01-01T00:01:00.000Z',
  ]);
  expect(stillCounting(paused, Date.parse('2026-01-01T00:01:00.000Z'))).toEqual([]);
});
