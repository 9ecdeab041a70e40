import type { Outcome } from '@vialog/contracts';
import { pauseAfter, type Pauses } from './pauses.ts';

/** How often a message was delivered before and not dealt with. */
export interface Tries {
  /** Deliveries of any kind, number. */
  readonly deliveries: number;
  /** Of these, deliveries whose handler broke, number. */
  readonly failures: number;
}

export const untried: Tries = { deliveries: 0, failures: 0 };

export interface Limits {
  readonly pauses: Pauses;
  /** Deliveries of any kind, number; undefined: only broken ones are limited. */
  readonly maxDeliveries: number | undefined;
}

/** What becomes of a message: forgotten, delivered again, or made a dead letter. */
export type Verdict =
  | { readonly kind: 'settle' }
  | { readonly kind: 'again'; readonly afterMs: number; readonly tries: Tries }
  | { readonly kind: 'giveUp'; readonly why: string };

/** Broken deliveries of one message before it is given up. */
const failureLimit = 10;

/** What a handler's outcome means for the message; the same on every bus. undefined: the handler broke. */
export function verdictOf(outcome: Outcome | undefined, tries: Tries, limits: Limits): Verdict {
  if (outcome === undefined) return broken(tries, limits);
  switch (outcome.kind) {
    case 'done':
    case 'skipped':
      return { kind: 'settle' };
    case 'reject':
      return { kind: 'giveUp', why: outcome.why };
    case 'retry':
      return again(tries, outcome, limits);
  }
}

/** A message of a newer version: it waits until this one is upgraded, and is never given up. */
export function untilUpgraded(tries: Tries, { pauses }: Limits): Verdict & { readonly kind: 'again' } {
  const { deliveries, failures } = tries;
  return { kind: 'again', afterMs: pauses.longestMs, tries: { deliveries: deliveries + 1, failures } };
}

function broken({ deliveries, failures }: Tries, limits: Limits): Verdict {
  const now = failures + 1;
  if (now >= (limits.maxDeliveries ?? failureLimit))
    return { kind: 'giveUp', why: `the handler broke ${now} times` };
  return again({ deliveries, failures: now }, { delayMs: 0, why: 'the handler broke' }, limits);
}

function again(tries: Tries, asked: { delayMs: number; why: string }, limits: Limits): Verdict {
  const deliveries = tries.deliveries + 1;
  if (limits.maxDeliveries !== undefined && deliveries >= limits.maxDeliveries)
    return { kind: 'giveUp', why: `not done after ${deliveries} deliveries: ${asked.why}` };
  const afterMs = pauseAfter(limits.pauses, deliveries, asked.delayMs);
  return { kind: 'again', afterMs, tries: { deliveries, failures: tries.failures } };
}
