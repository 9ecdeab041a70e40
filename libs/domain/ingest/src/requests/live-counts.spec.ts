import { describe, expect, it } from '@jest/globals';
import { isoOf, type FrameCount } from '@vialog/contracts';
import { addFrame, liveNumbers, noLiveCounts } from './live-counts.ts';

const start = Date.UTC(2026, 0, 1, 8);

const frameOf = (at: number, inbound: number, session = 'session1'): FrameCount => ({
  v: 1,
  cameraId: 'aaaaaaaaaaaa',
  cameraVersion: 1,
  capturedAt: isoOf(at),
  model: 'm',
  tracking: { session, startedAt: isoOf(start) },
  zones: [{ zoneId: 'gate', counts: {}, total: 0, inbound: { car: inbound }, outbound: { bus: 1 } }],
});

describe('the running counts of a live trial', () => {
  it('running counts are empty before the first frame is counted', () => {
    expect(liveNumbers(noLiveCounts)).toEqual({ frames: 0, zones: [] });
  });

  it('running counts have the crossings since the start and the measured frame rate', () => {
    const counts = [0, 200, 400].reduce(
      (before, ms, i) => addFrame(before, frameOf(start + ms, i), start + ms),
      noLiveCounts,
    );
    expect(liveNumbers(counts)).toMatchObject({
      startedAt: isoOf(start),
      frames: 3,
      framesPerSecond: 5,
      zones: [{ zoneId: 'gate', inbound: { car: 2 }, outbound: { bus: 1 } }],
    });
  });

  it('running counts continue after a restarted detector, whose counters begin at 0', () => {
    const before = addFrame(noLiveCounts, frameOf(start, 3), start);
    const after = addFrame(before, frameOf(start + 200, 1, 'session2'), start + 200);
    const later = addFrame(after, frameOf(start + 400, 2, 'session2'), start + 400);
    expect(liveNumbers(later).zones).toMatchObject([{ inbound: { car: 5 }, outbound: { bus: 2 } }]);
  });

  it('running counts begin at 0 in a tracking session that began before the live trial', () => {
    const [first, second, third] = [1_000, 1_200, 1_400].map((ms) => start + ms);
    const before = addFrame(noLiveCounts, frameOf(first!, 3), first!);
    expect(liveNumbers(before).zones).toMatchObject([{ inbound: { car: 0 }, outbound: { bus: 0 } }]);
    const after = addFrame(before, frameOf(second!, 5), second!);
    expect(liveNumbers(after).zones).toMatchObject([{ inbound: { car: 2 }, outbound: { bus: 0 } }]);
    const restarted = addFrame(after, frameOf(third!, 1, 'session2'), third!);
    expect(liveNumbers(restarted).zones).toMatchObject([{ inbound: { car: 3 }, outbound: { bus: 1 } }]);
  });

  it('running counts ignore a frame that is older than the last one', () => {
    const counts = addFrame(noLiveCounts, frameOf(start + 200, 3), start + 200);
    expect(addFrame(counts, frameOf(start, 1), start)).toBe(counts);
  });

  it('running counts drop a fault when a frame is counted again', () => {
    const faulty = { ...noLiveCounts, fault: 'The camera is offline.' };
    expect(liveNumbers(faulty)).toMatchObject({ fault: 'The camera is offline.' });
    expect(liveNumbers(addFrame(faulty, frameOf(start, 1), start))).not.toHaveProperty('fault');
  });

  it('running counts shorten a fault that is longer than the contract allows', () => {
    const { fault } = liveNumbers({ ...noLiveCounts, fault: 'The camera is offline. '.repeat(100) });
    expect(fault).toHaveLength(1_000);
  });
});
