import { describe, expect, test } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import type { CountingJob, Detector } from '@vialog/detection';
import { describeUnless, missingNats, until } from '@vialog/testkit';
import { frameBroker } from './frame-broker.fixture.ts';
import { framesStream } from './frame-names.ts';
import { ControlledDetector, counted, frameOf, job } from './frames.fixture.ts';

describeUnless(missingNats(), describe)('frames of trials', () => {
  const { server, sender, worker } = frameBroker();

  async function waiting(): Promise<number> {
    const manager = await jetstreamManager(await server().connect());
    return (await manager.streams.info(framesStream)).state.messages;
  }

  test('a trial returns the picture with outlines to its sender, and supersedes no frame of a slot', async () => {
    const outlined = { ...frameOf('a'), pixels: new Uint8Array(16 * 8 * 3).fill(255) };
    const { width, height, format, pixels } = outlined;
    const sent = await sender();
    const slots = [1, 2].map((at) => sent.count(frameOf('a', at * 1_000), job));
    const trial = sent.count(frameOf('a', 3_000), { ...job, trial: { outlines: true } });
    await until(async () => (await waiting()) === 2);
    const jobs: CountingJob[] = [];
    await worker({
      pixelFormat: 'rgb24',
      count: (frame, its) => {
        jobs.push(its);
        const reply = counted(frame);
        return Promise.resolve(its.trial ? { ...reply, outlined: { width, height, format, pixels } } : reply);
      },
      prepare: () => Promise.resolve({ kind: 'ready' }),
      close: () => Promise.resolve(),
    } as Detector);
    expect(await trial).toEqual({
      ...counted(frameOf('a', 3_000)),
      outlined: { width, height, format, pixels },
    });
    for (const [i, reply] of (await Promise.all(slots)).entries())
      expect(reply).toEqual(counted(frameOf('a', (i + 1) * 1_000)));
    expect(jobs.filter((each) => each.trial)).toEqual([{ ...job, trial: { outlines: true } }]);
  });

  test('the frames of a trial and of two live trials of a camera do not replace each other', async () => {
    const sent = await sender();
    const trials = [{}, { live: 'aaaaaaaaaaaa' }, { live: 'bbbbbbbbbbbb' }];
    const replies = trials.map((trial, i) =>
      sent.count(frameOf('a', (i + 1) * 1_000), { ...job, trial: { outlines: false, ...trial } }),
    );
    await until(async () => (await waiting()) === 3);
    await worker(new ControlledDetector());
    for (const [i, reply] of (await Promise.all(replies)).entries())
      expect(reply).toEqual(counted(frameOf('a', (i + 1) * 1_000)));
  });
});
