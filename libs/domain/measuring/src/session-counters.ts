import {
  epochOf,
  type ClassCounts,
  type CountClass,
  type Crossings,
  type TrackingSession,
  type ZoneCount,
} from '@vialog/contracts';

/** A frame's counters of one zone. */
export interface CounterSample {
  /** Capture of the frame by the clock of this slot keeper, epoch ms. */
  readonly capturedAt: number;
  readonly count: Pick<ZoneCount, 'inbound' | 'outbound'>;
  readonly tracking?: TrackingSession | undefined;
}

/** What a slot receives from the counters of its frames. */
export interface SlotCrossings {
  readonly inbound: ClassCounts;
  readonly outbound: ClassCounts;
  /** Sessions that appeared for the first time, number. */
  readonly restarts: number;
}

interface Counted {
  readonly inbound: Crossings;
  readonly outbound: Crossings;
}

/** Bound for the memory of a camera whose detectors restart all the time. */
const maxSessions = 256;

/**
 * Turns the counters of tracking sessions into the crossings of slots. Counters only grow, and a slot receives what they
 * exceed the highest counters that a slot received before. So each crossing belongs to one slot, in any order of replies
 * and of decisions, also if frames are lost or repeated.
 */
export class SessionCounters {
  /** Start of the slot keeper, epoch ms. Sessions that are older were counted by another slot keeper until then. */
  readonly #startedAt: number;
  /** Session → counters that slots received; the session used last is the last one. */
  readonly #received = new Map<string, Counted>();

  constructor(startedAt: number) {
    this.#startedAt = startedAt;
  }

  /** Takes the crossings of a slot. `samples`: the frames of the slot in order of their capture; call once per slot. */
  take(samples: readonly CounterSample[]): SlotCrossings {
    const inbound: ClassCounts = {};
    const outbound: ClassCounts = {};
    let restarts = 0;
    for (const [session, ofSession] of bySession(samples)) {
      const before = this.#received.get(session) ?? this.#baseOf(ofSession);
      if (!this.#received.has(session) && this.#isNew(ofSession)) restarts += 1;
      const after = ofSession.reduce(highest, before);
      addDifference(inbound, before.inbound, after.inbound);
      addDifference(outbound, before.outbound, after.outbound);
      this.#remember(session, after);
    }
    return { inbound, outbound, restarts };
  }

  /** Leaves out the crossings up to a frame outside of all slots, for example before the first slot of a new line. */
  skip(sample: CounterSample): void {
    const { tracking } = sample;
    if (!tracking) return;
    const before = this.#received.get(tracking.session) ?? { inbound: {}, outbound: {} };
    this.#remember(tracking.session, highest(before, sample));
  }

  #baseOf(samples: readonly CounterSample[]): Counted {
    return this.#isNew(samples) ? { inbound: {}, outbound: {} } : countedOf(samples[0]);
  }

  /**
   * Whether a session began with a frame of this slot keeper. If it began after the frame, another slot keeper started it, whose
   * clock was ahead.
   */
  #isNew([first]: readonly CounterSample[]): boolean {
    if (first?.tracking === undefined) return false;
    const sessionStart = epochOf(first.tracking.startedAt);
    return sessionStart >= this.#startedAt && sessionStart <= first.capturedAt;
  }

  #remember(session: string, counted: Counted): void {
    this.#received.delete(session);
    this.#received.set(session, counted);
    const [oldest] = this.#received.keys();
    if (this.#received.size > maxSessions && oldest !== undefined) this.#received.delete(oldest);
  }
}

function bySession(samples: readonly CounterSample[]): Map<string, CounterSample[]> {
  const tracked = samples.filter(({ tracking }) => tracking !== undefined);
  return Map.groupBy(tracked, ({ tracking }) => tracking?.session ?? '');
}

const countedOf = (sample: CounterSample | undefined): Counted => ({
  inbound: sample?.count.inbound ?? {},
  outbound: sample?.count.outbound ?? {},
});

const highest = (before: Counted, sample: CounterSample): Counted => {
  const counted = countedOf(sample);
  return {
    inbound: higher(before.inbound, counted.inbound),
    outbound: higher(before.outbound, counted.outbound),
  };
};

function higher(one: Crossings, other: Crossings): Crossings {
  const result: Crossings = { ...one };
  for (const name of namesOf(other)) result[name] = Math.max(one[name] ?? 0, other[name] ?? 0);
  return result;
}

function addDifference(sums: ClassCounts, before: Crossings, after: Crossings): void {
  for (const name of namesOf(after))
    sums[name] = (sums[name] ?? 0) + (after[name] ?? 0) - (before[name] ?? 0);
}

const namesOf = (counts: Crossings): CountClass[] => Object.keys(counts) as CountClass[];
