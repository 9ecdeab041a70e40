import { listSupportedBackends } from 'onnxruntime-node';
import { describe, expect, test } from '@jest/globals';
import { greyFrame, viewJob } from './frames.fake.ts';
import { OnnxDetector } from './onnx-detector.ts';
import { type ExecutionProvider, executionProviders, openSession } from './open-session.ts';
import { tinyModels } from './tiny-model.fake.ts';
import type { DetectorEvent } from './detector-state.ts';

const models = tinyModels({ tiny: 'valid' });
const offered = listSupportedBackends().map(({ name }) => name);
/** A provider that this system does not have; onnxruntime would leave it out silently. */
const missing = executionProviders.find((name) => !offered.includes(name)) as ExecutionProvider;

describe('openSession', () => {
  test('a model on the CPU has no warning', async () => {
    expect(await openSession(await models.bytes('tiny'), 'cpu')).not.toHaveProperty('warning');
  });

  test('a provider that the system does not have is replaced by the CPU, with the reason', async () => {
    const { session, warning } = await openSession(await models.bytes('tiny'), missing);
    expect(session.inputNames).toEqual(['x']);
    expect(warning).toBe(
      `runs on the CPU, because ${missing} cannot be used: onnxruntime offers ${offered.join(', ')} on this system`,
    );
  });

  test('a file that is no model is an error at every provider', async () => {
    await expect(openSession(Uint8Array.of(1, 2, 3), missing)).rejects.toThrow();
  });
});

test('a detector whose provider is missing counts on the CPU and reports it', async () => {
  const events: DetectorEvent[] = [];
  const detector = new OnnxDetector('tiny', {
    models,
    provider: missing,
    deadlineMs: 50_000,
    onEvent: (event) => events.push(event),
  });
  try {
    expect(await detector.count(greyFrame(), viewJob('tiny'))).toMatchObject({ kind: 'counted' });
  } finally {
    await detector.close();
  }
  const message = expect.stringContaining(`runs on the CPU, because ${missing} cannot be used`);
  expect(events).toContainEqual({ level: 'warn', modelId: 'tiny', message });
});
