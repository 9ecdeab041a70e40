/** Where the evaluation of a zone stands. Times are epoch ms. */
export interface ZoneState {
  /** Start of the next slot that is evaluated. */
  readonly next: number;
  /** Whether the condition counts as holding. */
  readonly isRaised: boolean;
  /** Measured time for which the condition held (not raised) or did not hold (raised), ms. */
  readonly heldMs: number;
  /** Start of the first slot for which the condition held; undefined while it does not hold. */
  readonly since?: number | undefined;
  /** Group whose alert the zone keeps open; undefined while it is not raised. */
  readonly group?: string | undefined;
}

/** Alerts of a group of zones. Times are epoch ms. */
export interface GroupState {
  /** The open alert of the group. */
  readonly alertId?: string | undefined;
  /** End of the last alert; the cool-down begins here. */
  readonly closed?: number | undefined;
}

/** Everything that the evaluation of a rule remembers. It is stored as JSON with the alerts, in one transaction. */
export interface RuleState {
  readonly zones: Readonly<Record<string, ZoneState>>;
  readonly groups: Readonly<Record<string, GroupState>>;
}

export const noState: RuleState = { zones: {}, groups: {} };
