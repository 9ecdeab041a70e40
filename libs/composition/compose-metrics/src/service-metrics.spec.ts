import { expect, test } from '@jest/globals';
import { Metrics } from '@vialog/observability';
import { addBrokerGauges, addCaptureGauges, addDetectorGauges, addFrameGauges } from './service-metrics.ts';

test('metrics that only grow are counters that end in _total, all others are gauges', async () => {
  const metrics = new Metrics();
  const state = { phase: 'ready' as const, restarts: 1, waiting: 2, counted: 3 };
  addDetectorGauges(metrics, { states: () => [state, state] });
  addCaptureGauges(metrics, {
    ingest: { healths: [{ state: 'online' }] },
    buffer: { length: 4, lostTotal: 5 },
    keeper: { shards: [7, 21] },
  });
  addBrokerGauges(metrics, {
    stats: () => ({ connected: true, lag: { indexer: 6 }, redelivered: 7, deadLetters: 8, inFlight: 9 }),
  });
  addFrameGauges(metrics, {
    backlog: { stats: () => ({ pending: 10, ackPending: 11, redelivered: 12 }) },
    partitions: { shards: [1, 2, 3] },
  });
  const text = await metrics.text();
  const types = [...text.matchAll(/^# TYPE (\S+) (counter|gauge)$/gm)].map(([, name, type]) => [name, type]);
  expect(types).toHaveLength(19);
  for (const [name, type] of types)
    expect([name, name?.endsWith('_total')]).toEqual([name, type === 'counter']);
  expect(text).toContain('\nvialog_shards_held 2\n');
  expect(text).toContain('\nvialog_tracking_partitions_held 3\n');
  expect(text).toContain('\nvialog_detector_counted_total 6\n');
  expect(text).toContain('\nvialog_detector_restarts_total 2\n');
  expect(text).toContain('\nvialog_event_buffer_lost_total 5\n');
  expect(text).toContain('\nvialog_bus_redelivered_total 7\n');
  expect(text).toContain('\nvialog_bus_dead_letters_total 8\n');
});

test('a gauge has no sample while its value is unknown', async () => {
  const metrics = new Metrics();
  let lag: Record<string, number> | undefined = { indexer: 6 };
  addBrokerGauges(metrics, {
    stats: () => ({ connected: lag !== undefined, lag, redelivered: 0, deadLetters: 0, inFlight: 0 }),
  });
  expect(await metrics.text()).toContain('\nvialog_bus_lag 6\n');
  lag = undefined;
  expect(await metrics.text()).not.toMatch(/^vialog_bus_lag /m);
  lag = { indexer: 2 };
  expect(await metrics.text()).toContain('\nvialog_bus_lag 2\n');
});
