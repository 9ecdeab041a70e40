import { expect, test } from '@jest/globals';
import { isoOf, type CountEvent } from '@vialog/contracts';
import { Metrics } from '@vialog/observability';
import { measuredWriter } from './measured-writer.ts';

const slotStart = Date.UTC(2026, 2, 2, 8);
const slot = { kind: 'measured', slotStartAt: isoOf(slotStart), slotMs: 10_000 } as CountEvent;

test('counts verdicts, and measures the delay of stored measurements with the given clock', async () => {
  const metrics = new Metrics();
  const writer = { append: () => Promise.resolve([{ kind: 'stored' }, { kind: 'known' }] as const) };
  const clock = { now: () => slotStart + 13_000, monotonic: () => 0 };
  await measuredWriter(writer, metrics, clock).append([slot, slot]);
  const text = await metrics.text();
  expect(text).toContain('vialog_events_total{verdict="stored"} 1');
  expect(text).toContain('vialog_events_total{verdict="known"} 1');
  expect(text).toContain('vialog_slot_searchable_seconds_sum 3');
  expect(text).toContain('vialog_slot_searchable_seconds_count 1');
});
