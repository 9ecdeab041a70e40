import type { Outcome } from '@vialog/contracts';
import { redeliveryDelay, type RedeliveryDelays } from './redelivery-delay.ts';

/** Earlier deliveries of a message that was not acknowledged. */
export interface Attempts {
  /** All deliveries, number. */
  readonly deliveries: number;
  /** Deliveries whose handler failed, number. */
  readonly failures: number;
}

export const noAttempts: Attempts = { deliveries: 0, failures: 0 };

export interface DeliveryLimits {
  readonly redelivery: RedeliveryDelays;
  /** Maximum deliveries for any reason, number. undefined: only failures are limited. */
  readonly maxDeliveries: number | undefined;
}

/** What the bus does with a message: acknowledge it, deliver it again after a delay, or store it as a dead letter. */
export type Disposition =
  | { readonly kind: 'ack' }
  | { readonly kind: 'nak'; readonly delayMs: number; readonly attempts: Attempts }
  | { readonly kind: 'deadLetter'; readonly why: string };

/** Failures after which a message becomes a dead letter. */
const maxFailures = 10;

/** The disposition for the outcome of a handler, the same on every bus. undefined: the handler failed. */
export function decideDisposition(
  outcome: Outcome | undefined,
  attempts: Attempts,
  limits: DeliveryLimits,
): Disposition {
  if (outcome === undefined) return afterFailure(attempts, limits);
  switch (outcome.kind) {
    case 'done':
    case 'skipped':
      return { kind: 'ack' };
    case 'reject':
      return { kind: 'deadLetter', why: outcome.why };
    case 'retry':
      return deliverAgain(attempts, outcome, limits);
  }
}

/** The disposition of a message of a newer version: it waits for the upgrade of this process, without a limit. */
export function waitForUpgrade(
  { deliveries, failures }: Attempts,
  { redelivery }: DeliveryLimits,
): Disposition & { readonly kind: 'nak' } {
  return {
    kind: 'nak',
    delayMs: redelivery.maxMs,
    attempts: { deliveries: deliveries + 1, failures },
  };
}

function afterFailure(attempts: Attempts, limits: DeliveryLimits): Disposition {
  const failures = attempts.failures + 1;
  if (failures >= (limits.maxDeliveries ?? maxFailures))
    return { kind: 'deadLetter', why: `the handler failed ${failures} times` };
  return deliverAgain({ ...attempts, failures }, { delayMs: 0, why: 'the handler failed' }, limits);
}

function deliverAgain(
  attempts: Attempts,
  requested: { readonly delayMs: number; readonly why: string },
  limits: DeliveryLimits,
): Disposition {
  const deliveries = attempts.deliveries + 1;
  if (limits.maxDeliveries !== undefined && deliveries >= limits.maxDeliveries)
    return { kind: 'deadLetter', why: `not processed after ${deliveries} deliveries: ${requested.why}` };
  return {
    kind: 'nak',
    delayMs: redeliveryDelay(limits.redelivery, deliveries, requested.delayMs),
    attempts: { deliveries, failures: attempts.failures },
  };
}
