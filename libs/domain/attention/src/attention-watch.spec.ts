import { describe, expect, test } from '@jest/globals';
import type { FindingKind } from '@vialog/contracts';
import type { AttentionSource, SourceReading } from './attention-source.port.ts';
import { AttentionWatch } from './attention-watch.ts';
import type { Found } from './finding.ts';
import { SetTime } from './set-timers.fixture.ts';

const found = (fields: Partial<Found> = {}): Found => ({
  key: 'a',
  severity: 'warning',
  code: 'camera_not_measured',
  params: {},
  count: 1,
  examples: [],
  ...fields,
});

/** A source whose next reading is set by the test. */
class SetSource implements AttentionSource {
  readonly kind: FindingKind;
  lateMs = 2_500;
  reads = 0;
  next: () => Promise<SourceReading> = () => Promise.resolve({ found: [], checked: 1 });

  constructor(kind: FindingKind) {
    this.kind = kind;
  }

  staleBefore(now: number): number {
    return now - 1_000;
  }

  read(): Promise<SourceReading> {
    this.reads += 1;
    return this.next();
  }

  finds(...items: readonly Found[]): void {
    this.next = () => Promise.resolve({ found: items, checked: 1 });
  }
}

function world() {
  const time = new SetTime();
  const [camera, storage] = [new SetSource('camera'), new SetSource('storage')];
  const errors: unknown[] = [];
  const watch = new AttentionWatch({
    sources: [camera, storage],
    clock: time,
    timers: time,
    onError: (...error) => errors.push(error),
  });
  return { time, camera, storage, errors, watch };
}

describe('the watch of what needs attention', () => {
  test('without a finding the overview says what was checked and when', async () => {
    const { watch } = world();
    const check = { isChecked: true, checkedAt: '2026-03-02T08:00:00.000Z', checked: 1 };
    expect(await watch.overview()).toEqual({
      respondedAt: '2026-03-02T08:00:00.000Z',
      findings: [],
      checks: [
        { kind: 'camera', ...check },
        { kind: 'storage', ...check },
      ],
    });
  });

  test('a source that does not respond is a finding and does not delay the others', async () => {
    const { watch, time, camera, storage } = world();
    camera.finds(found());
    storage.next = () => new Promise(() => undefined);
    const overview = watch.overview();
    await time.settle();
    await time.advance(2_500);
    expect(await overview).toMatchObject({
      findings: [
        { kind: 'camera' },
        {
          kind: 'storage',
          severity: 'warning',
          code: 'not_checked',
          params: { reason: 'late' },
          sinceAt: '2026-03-02T08:00:00.000Z',
        },
      ],
      checks: [{ isChecked: true }, { isChecked: false, checked: 0 }],
    });
    await time.advance(5_000);
    // The check still runs: no second one is started, and a response does not wait for it again.
    expect((await watch.overview()).findings).toHaveLength(2);
    expect(storage.reads).toBe(1);
    await time.advance(60_000);
    storage.finds();
    expect((await watch.overview()).findings.map(({ kind }) => kind)).toEqual(['camera']);
    expect(storage.reads).toBe(2);
  });

  test('the result of a check that was given up does not replace a newer one', async () => {
    const { watch, time, storage } = world();
    let end: (reading: SourceReading) => void = () => undefined;
    storage.next = () => new Promise((resolve) => (end = resolve));
    const first = watch.overview();
    await time.settle();
    await time.advance(61_000);
    await first;
    storage.finds();
    expect((await watch.overview()).findings).toEqual([]);
    end({ found: [found({ key: 'old' })], checked: 1 });
    await time.settle();
    storage.next = () => Promise.reject(new Error('no connection'));
    await time.advance(2_000);
    // The last successful check is the newer one.
    expect((await watch.overview()).findings.map(({ code }) => code)).toEqual(['not_checked']);
  });

  test('of the checks of a source that never end at most two run, and one more after one of them ends', async () => {
    const { watch, time, storage } = world();
    const ends: (() => void)[] = [];
    storage.lateMs = 30_000;
    storage.next = () => new Promise((_, reject) => ends.push(() => reject(new Error('given up'))));
    const minutes = async (count: number) => {
      for (let minute = 0; minute < count; minute += 1) {
        await time.advance(60_000);
        await time.tick();
      }
    };
    await minutes(2);
    const overview = watch.overview();
    await time.advance(2_500);
    // The second check is not late yet: what is known is that the first one did not end.
    expect((await overview).findings).toMatchObject([
      { code: 'not_checked', params: { reason: 'late' }, sinceAt: '2026-03-02T08:01:00.000Z' },
    ]);
    await minutes(20);
    expect(storage.reads).toBe(2);
    ends[0]?.();
    await minutes(1);
    expect(storage.reads).toBe(3);
  });

  test('a check that failed and then does not end is late', async () => {
    const { watch, time, storage } = world();
    storage.lateMs = 30_000;
    storage.next = () => Promise.reject(new Error('no connection'));
    const reason = async () => (await watch.overview()).findings[0]?.params['reason'];
    expect(await reason()).toBe('failed');
    storage.next = () => new Promise(() => undefined);
    await time.advance(60_000);
    await time.tick();
    await time.advance(60_000);
    await time.tick();
    await time.advance(3_000);
    expect(await reason()).toBe('late');
  });

  test('a reading that began before it would be stale is read again, however late it ended', async () => {
    const { watch, time, camera } = world();
    let end: (reading: SourceReading) => void = () => undefined;
    camera.next = () => new Promise((resolve) => (end = resolve));
    const first = watch.overview();
    await time.settle();
    await time.advance(1_500);
    end({ found: [found()], checked: 1 });
    await first;
    camera.finds();
    expect((await watch.overview()).findings).toEqual([]);
    expect(camera.reads).toBe(2);
  });

  test('a check that fails is a finding, is logged, and is repeated after 15 seconds', async () => {
    const { watch, time, camera, errors } = world();
    const error = new Error('the disk is broken');
    camera.next = () => {
      throw error;
    };
    const code = async () => (await watch.overview()).findings.map((one) => [one.code, one.params]);
    expect(await code()).toEqual([['not_checked', { reason: 'failed' }]]);
    await time.advance(14_000);
    await watch.overview();
    expect(errors).toEqual([['camera', error]]);
    await time.advance(2_000);
    camera.finds();
    expect(await code()).toEqual([]);
  });

  test('findings of the last successful check stay for ten minutes while a source does not respond', async () => {
    const { watch, time, camera } = world();
    camera.finds(found());
    await watch.overview();
    camera.next = () => Promise.reject(new Error('no connection'));
    const codes = async () => (await watch.overview()).findings.map(({ code }) => code);
    await time.advance(60_000);
    expect(await codes()).toEqual(['camera_not_measured', 'not_checked']);
    await time.advance(540_000);
    expect(await codes()).toEqual(['not_checked']);
  });

  test('a finding keeps the time when it was first found until it is gone', async () => {
    const { watch, time, camera } = world();
    const since = async () => (await watch.overview()).findings[0]?.sinceAt;
    camera.finds(found());
    await time.tick();
    await time.advance(300_000);
    expect(await since()).toBe('2026-03-02T08:00:00.000Z');
    camera.finds();
    await time.advance(60_000);
    expect(await since()).toBeUndefined();
    camera.finds(found());
    await time.advance(60_000);
    expect(await since()).toBe('2026-03-02T08:07:00.000Z');
    camera.finds(found({ sinceAt: '2026-03-01T00:00:00.000Z' }));
    await time.advance(60_000);
    expect(await since()).toBe('2026-03-01T00:00:00.000Z');
  });

  test('a source is not read again before its reading is stale, and not after the end of the watch', async () => {
    const { watch, time, camera } = world();
    await Promise.all([watch.overview(), watch.overview()]);
    await watch.overview();
    expect(camera.reads).toBe(1);
    await time.advance(60_000);
    await time.tick();
    expect(camera.reads).toBe(2);
    watch.stop();
    expect(time.tasks).toBe(0);
  });
});
