import { expect, test } from '@jest/globals';
import { Metrics } from '@vialog/observability';
import { inferenceHistogram } from './inference-histogram.ts';

test('records inferences of milliseconds in a histogram of seconds', async () => {
  const metrics = new Metrics();
  const record = inferenceHistogram(metrics);
  record(20);
  record(300);
  const text = await metrics.text();
  expect(text).toContain('# TYPE vialog_inference_duration_seconds histogram');
  expect(text).toContain('vialog_inference_duration_seconds_bucket{le="0.025"} 1');
  expect(text).toContain('vialog_inference_duration_seconds_bucket{le="0.5"} 2');
  expect(text).toContain('vialog_inference_duration_seconds_sum 0.32');
});
