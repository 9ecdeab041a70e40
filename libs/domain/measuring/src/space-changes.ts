import { minTurnoverSpaces, quarterMs, type SpaceTurnover, type Zone } from '@vialog/contracts';

/** The states of the spaces of a zone in one measured slot. */
export interface SlotSpaces {
  /** Start of the slot, epoch ms. */
  readonly start: number;
  readonly slotMs: number;
  /** Camera version and model: states of different ones are not compared. */
  readonly source: string;
  /** One character per space: 0 free, 1 occupied, - unknown; undefined if no frame had the states. */
  readonly bays: string | undefined;
}

interface KnownSpace {
  /** Start of the last slot in which the space was judged, epoch ms. */
  readonly at: number;
  readonly isOccupied: boolean;
}

/**
 * Compares the spaces of a zone with their last judged states and returns sums: no identity of a space and no stay leaves it.
 *
 * An arrival is a space that is occupied now and was free when last judged. An unknown space keeps its last state, so that
 * occupied, unknown, occupied is no arrival. Each change is counted once, in the first slot that shows it. A state older than 15
 * minutes (or one slot, if longer) is not compared, because vehicles may have come and gone meanwhile; neither are states
 * of other camera versions and models, of before a restart, and of a slot that is decided after a later one.
 */
export class SpaceChanges {
  #source = '';
  #newest = -Infinity;
  #known: (KnownSpace | undefined)[] = [];

  /** Sums of a slot, call once per slot in order of time; undefined if no space could be compared. */
  take({ start, slotMs, source, bays }: SlotSpaces): SpaceTurnover | undefined {
    if (bays === undefined || start <= this.#newest) return undefined;
    if (source !== this.#source) this.reset();
    this.#source = source;
    this.#newest = start;
    const maxAge = Math.max(quarterMs, slotMs);
    const sums = { arrivals: 0, departures: 0, comparedMs: 0, occupiedMs: 0 };
    for (const [i, state] of [...bays].entries()) {
      if (state === '-') continue;
      const isOccupied = state === '1';
      const before = this.#known[i];
      if (before && start - before.at <= maxAge) addSpace(sums, before, { at: start, isOccupied });
      this.#known[i] = { at: start, isOccupied };
    }
    return sums.comparedMs === 0 ? undefined : { ...sums, occupiedMs: Math.round(sums.occupiedMs) };
  }

  /** Discards all states, for example after the clock was set back. */
  reset(): void {
    this.#known = [];
    this.#newest = -Infinity;
  }
}

type Sums = { -readonly [K in keyof SpaceTurnover]: number };

/** Adds one space. Where its state changed, it was occupied for half of the time: when exactly is not known. */
function addSpace(sums: Sums, before: KnownSpace, now: KnownSpace): void {
  const elapsed = now.at - before.at;
  sums.comparedMs += elapsed;
  sums.occupiedMs += (elapsed * (Number(before.isOccupied) + Number(now.isOccupied))) / 2;
  if (now.isOccupied && !before.isOccupied) sums.arrivals += 1;
  if (!now.isOccupied && before.isOccupied) sums.departures += 1;
}

/** Whether turnover of a zone is computed: of fewer spaces it would describe single vehicles. */
export const hasTurnover = (zone: Pick<Zone, 'kind' | 'bays'>): boolean =>
  zone.kind === 'bays' && (zone.bays?.length ?? 0) >= minTurnoverSpaces;
