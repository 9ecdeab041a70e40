import {
  dayMs,
  epochOf,
  hourMs,
  isoOf,
  minuteMs,
  type AlertDelivery,
  type DeliveryFailure,
  type RandomBytes,
} from '@vialog/contracts';
import type { DeliveryOutcome } from './delivery-outcome.ts';

/** A failing delivery is given up this long after it was queued, ms. */
export const giveUpAfterMs = dayMs;
const firstDelayMs = 1_000;
const maxDelayMs = 5 * minuteMs;
/** A receiver cannot request a longer wait, ms. */
const maxRetryAfterMs = hourMs;

interface Attempt {
  readonly outcome: DeliveryOutcome;
  readonly now: number;
  readonly random: RandomBytes;
}

/** The delivery after an attempt: delivered, pending with the time of the next attempt, or dead-lettered. */
export function settleDelivery(before: AlertDelivery, { outcome, now, random }: Attempt): AlertDelivery {
  const { queuedAt } = before;
  const attempts = before.attempts + 1;
  const settled = { ...identityOf(before), attempts, queuedAt, attemptedAt: isoOf(now) };
  if (outcome.kind === 'delivered') return { ...settled, state: 'delivered' };
  const { failure, retryAfterMs = 0 } = outcome;
  const next = now + Math.max(delayMs(attempts, random), Math.min(retryAfterMs, maxRetryAfterMs));
  const isOver = isFinal(failure) || next > epochOf(queuedAt) + giveUpAfterMs;
  if (isOver) return { ...settled, state: 'dead_lettered', failure };
  return { ...settled, state: 'pending', nextAttemptAt: isoOf(next), failure };
}

/** No later attempt of the same event can succeed. */
const isFinal = ({ code }: DeliveryFailure): boolean => code === 'rejected' || code === 'not_rendered';

/** What stays the same in every attempt. */
function identityOf({ eventId, type, alertId, runId }: AlertDelivery) {
  return {
    eventId,
    type,
    ...(alertId !== undefined && { alertId }),
    ...(runId !== undefined && { runId }),
  };
}

/** Doubles from 1 s to 5 min; half of it is random, so that channels do not retry together. */
function delayMs(attempts: number, random: RandomBytes): number {
  const whole = Math.min(maxDelayMs, firstDelayMs * 2 ** (attempts - 1));
  return Math.round(whole / 2 + (whole / 2) * ((random(1)[0] ?? 0) / 255));
}
