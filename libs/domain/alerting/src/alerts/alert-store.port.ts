import type { Alert } from '@vialog/contracts';
import type { RuleState } from '../evaluation/rule-state.ts';

export interface StoredRuleState {
  /** Revision of the rule that was evaluated. */
  readonly revision: number;
  readonly state: RuleState;
}

export interface ClosedAlert {
  readonly alertId: string;
  readonly closedAt: string;
  readonly closeReason: NonNullable<Alert['closeReason']>;
}

export interface AlertCommit {
  /** Fencing token of the lease. */
  readonly token: number;
  readonly ruleId: string;
  /** undefined removes the state of the rule. */
  readonly next: StoredRuleState | undefined;
  readonly raised: readonly Alert[];
  readonly closed: readonly ClosedAlert[];
}

/** Place in the list of alerts, newest `raisedAt` first, then by id. */
export type AlertKey = Pick<Alert, 'raisedAt' | 'alertId'>;

export interface AlertFilter {
  readonly states?: readonly Alert['state'][] | undefined;
  readonly ruleId?: string | undefined;
  readonly limit: number;
  /** Only alerts after this one in the order of the list. */
  readonly after?: AlertKey | undefined;
}

export interface AlertChange {
  /** Increases with every change of an alert. */
  readonly sequence: number;
  readonly alert: Alert;
}

/**
 * Whether a lease is in force. One that expires later than a clock that is right can have set, because the clock of its holder
 * was wrong, is not: it would stop the evaluation until then.
 * @param expiresAt epoch ms
 */
export const isHeld = (
  expiresAt: number,
  { now, ttlMs }: { readonly now: number; readonly ttlMs: number },
): boolean => now < expiresAt && expiresAt <= now + 2 * ttlMs;

/** Keeps alerts and the state of their evaluation. */
export interface AlertStore {
  /**
   * Takes or extends the lease of the evaluation. Returns its fencing token, which grows when the holder changes; undefined
   * while another holder has it (`isHeld`).
   */
  takeLease(request: {
    readonly holder: string;
    readonly now: number;
    readonly ttlMs: number;
  }): Promise<number | undefined>;
  /** Releases the lease if this holder has it, so that another process does not wait until it expires. */
  releaseLease(holder: string): Promise<void>;
  stateOf(ruleId: string): Promise<StoredRuleState | undefined>;
  /** Rules that have a state. */
  evaluatedRules(): Promise<readonly string[]>;
  /**
   * Writes the next state of a rule and its alerts in one transaction. An alert whose id is known is not written again.
   * Returns false, and writes nothing, if a later holder has the lease.
   */
  commit(commit: AlertCommit): Promise<boolean>;
  /** Changes an alert in one transaction; undefined if there is none. */
  update(alertId: string, change: (alert: Alert) => Alert): Promise<Alert | undefined>;
  byId(alertId: string): Promise<Alert | undefined>;
  list(filter: AlertFilter): Promise<readonly Alert[]>;
  /** Alerts that changed after a sequence number, in this order. */
  changedAfter(sequence: number, limit: number): Promise<readonly AlertChange[]>;
  newestSequence(): Promise<number>;
  /** Alerts per rule raised since then, epoch ms. */
  raisedSince(from: number): Promise<ReadonlyMap<string, number>>;
  /**
   * Deletes alerts that were closed before then, epoch ms. The alert that changed last stays, so that a later change has a
   * greater sequence number also if no other alert is left.
   */
  dropBefore(closedBefore: number): Promise<void>;
}
