import type { Clock } from '@vialog/contracts';

/** The stream of an active camera, and whether this process samples it. */
export interface SharedStream {
  readonly url: string;
  readonly isOwn: boolean;
}

/** How old the shares may be, ms: leases move within 15 s. */
const renewMs = 10_000;

interface Tally {
  own: number;
  all: number;
}

/**
 * Divides the request rate of a host between the processes that sample its cameras: each gets the part that its cameras are of
 * all active cameras of the host, so that together they stay below the rate without talking to each other.
 */
export class HostShares {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #streams: () => Iterable<SharedStream>;
  #tallies: ReadonlyMap<string, Tally> = new Map();
  #countedAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Pick<Clock, 'monotonic'>, streams: () => Iterable<SharedStream>) {
    this.#clock = clock;
    this.#streams = streams;
  }

  /** 0..1; 1 if this process samples no camera of the host, which then only probes and stills request. */
  of(hostname: string): number {
    const now = this.#clock.monotonic();
    if (now - this.#countedAt >= renewMs) {
      this.#countedAt = now;
      this.#tallies = talliesOf(this.#streams());
    }
    const { own, all } = this.#tallies.get(hostname) ?? { own: 0, all: 0 };
    return own === 0 ? 1 : own / all;
  }
}

function talliesOf(streams: Iterable<SharedStream>): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const { url, isOwn } of streams) {
    if (!/^https?:/i.test(url)) continue;
    const { hostname } = new URL(url);
    const tally = tallies.get(hostname) ?? { own: 0, all: 0 };
    tallies.set(hostname, tally);
    tally.all += 1;
    if (isOwn) tally.own += 1;
  }
  return tallies;
}
