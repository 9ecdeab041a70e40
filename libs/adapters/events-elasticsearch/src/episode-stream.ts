import { zoneKey, type CountEvent } from '@vialog/contracts';
import {
  amountOf,
  EpisodeBuilder,
  endOf,
  firstEpisodes,
  startOf,
  type EpisodeRow,
  type EpisodeRule,
} from '@vialog/events';

/** The fields of a matching record that an episode needs. */
export type Match = Pick<
  CountEvent,
  | 'cameraId'
  | 'zoneId'
  | 'siteId'
  | 'slotStartAt'
  | 'slotMs'
  | 'slots'
  | 'kind'
  | 'total'
  | 'inbound'
  | 'outbound'
  | 'occupancy'
  | 'position'
>;

/** Time between two consecutive matches of a zone, both exclusive, epoch ms. */
export interface Interval {
  readonly zone: string;
  readonly after: number;
  readonly before: number;
}

/** A match, and the interval to the match before it where a measured record in between would end the episode. */
export interface PlannedMatch {
  readonly match: Match;
  readonly interval: Interval | undefined;
}

interface ZoneState {
  readonly builder: EpisodeBuilder;
  /** Start and slot length of the last match, end of the latest one, epoch ms and ms. */
  lastStart: number;
  lastSlotMs: number;
  reached: number;
}

/**
 * Reduces matches of all zones, in ascending order of start, to the first `limit` episodes in the order of
 * the rule. Holds one state for each zone whose last match can still be continued, and at most twice `limit`
 * episodes, however many records match.
 */
export class EpisodeStream {
  readonly #rule: EpisodeRule;
  readonly #zones = new Map<string, ZoneState>();
  #rows: EpisodeRow[] = [];

  constructor(rule: EpisodeRule) {
    this.#rule = rule;
  }

  /** Zone states and episodes in memory. */
  get size(): number {
    return this.#zones.size + this.#rows.length;
  }

  /** Finds the intervals that must be free of measured records for the matches of a page to continue an episode. */
  plan(matches: readonly Match[]): readonly PlannedMatch[] {
    return matches.map((match) => {
      const state = this.#stateOf(match);
      const start = startOf(match as CountEvent);
      const isContinued = start - state.reached <= this.#rule.bridgeMs;
      const isAdjacent = start - state.lastStart <= state.lastSlotMs && state.lastSlotMs === match.slotMs;
      const interval = { zone: zoneKey(match), after: state.lastStart, before: start };
      state.lastStart = start;
      state.lastSlotMs = match.slotMs;
      state.reached = Math.max(state.reached, endOf(match as CountEvent));
      return { match, interval: isContinued && !isAdjacent ? interval : undefined };
    });
  }

  /** Adds the matches of a planned page. `isBroken`: a measured record in the interval does not match. */
  add(page: readonly PlannedMatch[], isBroken: (interval: Interval) => boolean): void {
    for (const { match, interval } of page) {
      const { builder } = this.#stateOf(match);
      if (interval && isBroken(interval)) this.#keep(builder.close());
      this.#keep(
        builder.add({
          start: startOf(match as CountEvent),
          end: endOf(match as CountEvent),
          slotMs: match.slotMs,
          siteId: match.siteId,
          total: amountOf(match),
          occupancy: match.occupancy,
          position: match.position,
          matches: true,
        }),
      );
    }
    const last = page.at(-1);
    if (last) this.#closeBefore(startOf(last.match as CountEvent) - this.#rule.bridgeMs);
  }

  /** Ends all episodes and returns the first `limit`. */
  finish(): readonly EpisodeRow[] {
    this.#closeBefore(Infinity);
    this.#trim();
    return this.#rows;
  }

  #stateOf(match: Match): ZoneState {
    const key = zoneKey(match);
    const known = this.#zones.get(key);
    if (known) return known;
    const builder = new EpisodeBuilder({ cameraId: match.cameraId, zoneId: match.zoneId }, this.#rule);
    const state = { builder, lastStart: -Infinity, lastSlotMs: 0, reached: -Infinity };
    this.#zones.set(key, state);
    return state;
  }

  /** No later record can continue these: they start after `moment` plus the bridged time. */
  #closeBefore(moment: number): void {
    for (const [zone, { builder, reached }] of this.#zones) {
      if (reached >= moment) continue;
      this.#keep(builder.close());
      this.#zones.delete(zone);
    }
  }

  #keep(row: EpisodeRow | undefined): void {
    if (!row) return;
    this.#rows.push(row);
    if (this.#rows.length >= 2 * this.#rule.limit) this.#trim();
  }

  #trim(): void {
    this.#rows = firstEpisodes(this.#rows, this.#rule);
  }
}
