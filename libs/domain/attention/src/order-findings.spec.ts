import { expect, test } from '@jest/globals';
import { findingKinds, findingSeverities, type AttentionFinding } from '@vialog/contracts';
import { orderFindings } from './order-findings.ts';

const finding = (fields: Partial<AttentionFinding>): AttentionFinding => ({
  kind: 'camera',
  severity: 'warning',
  code: 'camera_not_measured',
  params: {},
  sinceAt: '2026-03-02T08:00:00.000Z',
  count: 1,
  isCountMinimum: false,
  examples: [],
  ...fields,
});

test('findings are ordered by severity, then by kind, then the oldest first, then by their number', () => {
  const older = '2026-03-01T08:00:00.000Z';
  const ordered = [
    finding({ kind: 'alert', severity: 'critical' }),
    finding({ kind: 'storage', severity: 'critical', sinceAt: older }),
    finding({ kind: 'place' }),
    finding({ kind: 'camera', sinceAt: older }),
    finding({ kind: 'camera', count: 40 }),
    finding({ kind: 'camera', count: 3 }),
    finding({ kind: 'camera', count: 3, code: 'not_checked' }),
    finding({ kind: 'alert', severity: 'notice' }),
  ];
  for (let turn = 0; turn < ordered.length; turn += 1)
    expect(orderFindings([...ordered.slice(turn), ...ordered.slice(0, turn)])).toEqual(ordered);
  expect(orderFindings(ordered.toReversed())).toEqual(ordered);
});

test('every pair of severity and kind has one order', () => {
  const all = findingSeverities.flatMap((severity) =>
    findingKinds.map((kind) => finding({ severity, kind })),
  );
  expect(orderFindings(all.toReversed())).toEqual(all);
});
