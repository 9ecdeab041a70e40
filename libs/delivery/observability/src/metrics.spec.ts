import { expect, test } from '@jest/globals';
import { Metrics } from './metrics.ts';

test('two instances of Metrics in one process have separate registries', async () => {
  const [one, two] = [new Metrics().collectProcess(), new Metrics()];
  one.observeRequest({ method: 'GET', route: '/v1/cameras', status: 200 }, 0.002);
  one.counter('vialog_things_total', 'Things', ['kind']).inc({ kind: 'a' }, 2);
  let depth = 3;
  one.gauge('vialog_depth', 'Depth', () => depth);
  depth = 4;
  const text = await one.text();
  expect(text).toContain(
    'http_request_duration_seconds_count{method="GET",route="/v1/cameras",status_code="200"} 1',
  );
  expect(text).toContain('vialog_things_total{kind="a"} 2');
  expect(text).toContain('vialog_depth 4');
  expect(text).toContain('process_resident_memory_bytes');
  expect(await two.text()).not.toContain('vialog_things_total');
});

test('a total is a counter that is read at each scrape and does not fall when its source restarts', async () => {
  const metrics = new Metrics();
  let counted = 7;
  metrics.total('vialog_counted_total', 'Counted', () => counted);
  expect(await metrics.text()).toContain('# TYPE vialog_counted_total counter\nvialog_counted_total 7');
  counted = 2;
  expect(await metrics.text()).toContain('vialog_counted_total 7');
  counted = 5;
  expect(await metrics.text()).toContain('vialog_counted_total 10');
});
