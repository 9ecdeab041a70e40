import { describe, expect, it } from '@jest/globals';
import { done, reject, retry, skipped } from '@vialog/contracts';
import { decideDisposition, noAttempts, waitForUpgrade } from './disposition.ts';

const redelivery = { minMs: 100, maxMs: 30_000 };
const unlimited = { redelivery, maxDeliveries: undefined };

describe('decideDisposition', () => {
  it.each([
    ['acknowledges a message that is done', done(), { kind: 'ack' }],
    ['acknowledges a message that is skipped', skipped('empty'), { kind: 'ack' }],
    ['makes a rejected message a dead letter', reject('unusable'), { kind: 'deadLetter', why: 'unusable' }],
    [
      'delivers a message again after the delay that its handler requests',
      retry(700, 'busy'),
      { kind: 'nak', delayMs: 700, attempts: { deliveries: 1, failures: 0 } },
    ],
    [
      'delivers a message again when its handler failed',
      undefined,
      { kind: 'nak', delayMs: 100, attempts: { deliveries: 1, failures: 1 } },
    ],
  ])('%s', (_, outcome, expected) => {
    expect(decideDisposition(outcome, noAttempts, unlimited)).toEqual(expected);
  });

  it('does not limit retries that a handler requests, when maxDeliveries is not set', () => {
    const disposition = decideDisposition(retry(100, 'busy'), { deliveries: 5_000, failures: 9 }, unlimited);
    expect(disposition).toMatchObject({ kind: 'nak', delayMs: 30_000, attempts: { failures: 9 } });
  });

  it('makes a message a dead letter at the tenth failure and does not count other deliveries', () => {
    expect(decideDisposition(undefined, { deliveries: 50, failures: 8 }, unlimited).kind).toBe('nak');
    expect(decideDisposition(undefined, { deliveries: 51, failures: 9 }, unlimited)).toEqual({
      kind: 'deadLetter',
      why: 'the handler failed 10 times',
    });
  });

  it('makes a message a dead letter after maxDeliveries deliveries for any reason', () => {
    const limits = { redelivery, maxDeliveries: 2 };
    expect(decideDisposition(retry(0, 'closed'), noAttempts, limits).kind).toBe('nak');
    expect(decideDisposition(retry(0, 'closed'), { deliveries: 1, failures: 0 }, limits)).toEqual({
      kind: 'deadLetter',
      why: 'not processed after 2 deliveries: closed',
    });
  });

  it('keeps a message of a newer version waiting without a limit', () => {
    expect(waitForUpgrade({ deliveries: 900, failures: 3 }, { redelivery, maxDeliveries: 2 })).toEqual({
      kind: 'nak',
      delayMs: 30_000,
      attempts: { deliveries: 901, failures: 3 },
    });
  });
});
