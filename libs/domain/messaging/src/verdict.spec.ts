import { describe, expect, it } from '@jest/globals';
import { done, reject, retry, skipped } from '@vialog/contracts';
import { untilUpgraded, untried, verdictOf } from './verdict.ts';

const pauses = { shortestMs: 100, longestMs: 30_000 };
const unlimited = { pauses, maxDeliveries: undefined };

describe('what becomes of a message', () => {
  it.each([
    ['that is done', done(), { kind: 'settle' }],
    ['that is skipped', skipped('empty'), { kind: 'settle' }],
    ['that is rejected', reject('of no use'), { kind: 'giveUp', why: 'of no use' }],
    [
      'to be tried again',
      retry(700, 'busy'),
      { kind: 'again', afterMs: 700, tries: { deliveries: 1, failures: 0 } },
    ],
    [
      'whose handler broke',
      undefined,
      { kind: 'again', afterMs: 100, tries: { deliveries: 1, failures: 1 } },
    ],
  ])('%s', (_, outcome, verdict) => {
    expect(verdictOf(outcome, untried, unlimited)).toEqual(verdict);
  });

  it('is never given up for being tried again, however often, where nothing is said', () => {
    const verdict = verdictOf(retry(100, 'busy'), { deliveries: 5_000, failures: 9 }, unlimited);
    expect(verdict).toMatchObject({ kind: 'again', afterMs: 30_000, tries: { failures: 9 } });
  });

  it('is given up when its handler broke for the tenth time, tries for other reasons not counted', () => {
    expect(verdictOf(undefined, { deliveries: 50, failures: 8 }, unlimited).kind).toBe('again');
    expect(verdictOf(undefined, { deliveries: 51, failures: 9 }, unlimited)).toEqual({
      kind: 'giveUp',
      why: 'the handler broke 10 times',
    });
  });

  it('is given up after the deliveries of any kind that its subscriber allows', () => {
    const limits = { pauses, maxDeliveries: 2 };
    expect(verdictOf(retry(0, 'shut'), untried, limits).kind).toBe('again');
    expect(verdictOf(retry(0, 'shut'), { deliveries: 1, failures: 0 }, limits)).toEqual({
      kind: 'giveUp',
      why: 'not done after 2 deliveries: shut',
    });
  });

  it('waits for long, and for ever, where it is of a newer version', () => {
    expect(untilUpgraded({ deliveries: 900, failures: 3 }, { pauses, maxDeliveries: 2 })).toEqual({
      kind: 'again',
      afterMs: 30_000,
      tries: { deliveries: 901, failures: 3 },
    });
  });
});
