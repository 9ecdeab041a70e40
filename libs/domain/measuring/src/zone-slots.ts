import type { GapReason } from '@vialog/contracts';
import type { Sample } from './event-maker.ts';
import { SpaceChanges } from './space-changes.ts';
import { SessionCounters } from './session-counters.ts';
import { boundaryAtOrAfter, slotOf } from './slots.ts';
import type { ZonePlan } from './zone-plan.ts';

/** A frame's sample with the version whose zones it was counted with. */
export interface VersionedSample extends Sample {
  readonly cameraVersion: number;
}

/** A slot of a plan. */
export interface Slot {
  readonly plan: ZonePlan;
  /** Epoch ms. */
  readonly start: number;
}

/** The samples of one zone for undecided slots. Every slot is decided once. */
export class ZoneSlots {
  /** Every slot before this moment is decided, epoch ms. */
  #decidedTo: number;
  /** Starts of later slots that are decided while an earlier slot is not. */
  readonly #ahead = new Set<number>();
  readonly #samples = new Map<number, VersionedSample[]>();
  #plans: readonly ZonePlan[] = [];

  /** Counters of the tracking sessions of this zone. */
  readonly counters: SessionCounters;
  /** Last judged states of the spaces of this zone. */
  readonly spaces = new SpaceChanges();

  /** `startedAt`: start of the slot keeper, epoch ms. Slots before `from` are decided. */
  constructor(from: number, startedAt: number) {
    this.#decidedTo = from;
    this.counters = new SessionCounters(startedAt);
  }

  /** The zone's plans, oldest first. */
  usePlans(plans: readonly ZonePlan[]): void {
    this.#plans = plans;
  }

  /**
   * Adds a sample to its slot. Returns the reason why it cannot be used: its slot is not expected, is decided or belongs to
   * another version (`superseded`), or a line was not tracked (`detector_down`). A slot has one model: the first frame of a
   * new model drops the frames before it, and later replies to such frames are `superseded`.
   */
  add(sample: VersionedSample): GapReason | undefined {
    const plan = this.#planAt(sample.capturedAt);
    if (!plan) {
      this.counters.skip(sample);
      return 'superseded';
    }
    const start = slotOf(sample.capturedAt, plan.slotMs);
    if (!this.isOpen(start) || sample.cameraVersion !== plan.camera.version) return 'superseded';
    if (plan.zone.kind === 'line' && !(sample.tracking && sample.count.inbound && sample.count.outbound))
      return 'detector_down';
    return this.#keep(start, sample);
  }

  /** Keeps the sample with those of its slot. */
  #keep(start: number, sample: VersionedSample): GapReason | undefined {
    const samples = this.#samples.get(start);
    if (!samples || isOfLaterModel(sample, samples)) this.#samples.set(start, [sample]);
    else if (isOfOtherModel(sample, samples)) return 'superseded';
    else samples.push(sample);
    return undefined;
  }

  /** Samples of a slot that were counted with the version the slot belongs to. */
  samplesOf({ plan, start }: Slot): readonly VersionedSample[] {
    const samples = this.#samples.get(start) ?? [];
    return samples.filter((sample) => sample.cameraVersion === plan.camera.version);
  }

  /** Slots that are over and not decided, oldest first. Slots can be decided during the iteration. */
  *over(now: number): Generator<Slot, void, undefined> {
    for (const plan of this.#plans) {
      const first = Math.max(plan.from, boundaryAtOrAfter(this.#decidedTo, plan.slotMs));
      const last = Math.min(plan.to, slotOf(now, plan.slotMs));
      for (let start = first; start < last; start += plan.slotMs)
        if (this.isOpen(start)) yield { plan, start };
    }
  }

  /** Whether the slot that starts at a boundary is undecided. */
  isOpen(start: number): boolean {
    return start >= this.#decidedTo && !this.#ahead.has(start);
  }

  /** Marks a slot, or several consecutive slots, as decided. */
  decide({ plan, start }: Slot, slots = 1): void {
    for (let i = 0; i < slots; i += 1) {
      this.#ahead.add(start + i * plan.slotMs);
      this.#samples.delete(start + i * plan.slotMs);
    }
    for (
      let next = this.firstUndecided();
      next && this.#ahead.delete(next.start);
      next = this.firstUndecided()
    )
      this.#decidedTo = next.start + next.plan.slotMs;
  }

  /** Discards slots and samples before a moment, because a store would reject them. */
  discardBefore(at: number): void {
    if (at <= this.#decidedTo) return;
    this.#decidedTo = at;
    for (const start of this.#ahead) if (start < at) this.#ahead.delete(start);
    for (const start of this.#samples.keys()) if (start < at) this.#samples.delete(start);
  }

  /** Discards the samples of a wrong clock that was set back, and decides slots again from `now` on. */
  rewind(now: number): void {
    if (this.#decidedTo <= now) return;
    const plan = this.#planAt(now);
    this.#decidedTo = plan ? slotOf(now, plan.slotMs) : now;
    this.#ahead.clear();
    this.#samples.clear();
    this.spaces.reset();
  }

  #planAt(at: number): ZonePlan | undefined {
    return this.#plans.find((plan) => slotOf(at, plan.slotMs) >= plan.from && at < plan.to);
  }

  /** The oldest slot of the plans that is not decided. */
  firstUndecided(): Slot | undefined {
    for (const plan of this.#plans) {
      const start = Math.max(plan.from, boundaryAtOrAfter(this.#decidedTo, plan.slotMs));
      if (start < plan.to) return { plan, start };
    }
    return undefined;
  }
}

const isOfOtherModel = (sample: Sample, [first]: readonly Sample[]): boolean =>
  first !== undefined && (first.model !== sample.model || first.modelDigest !== sample.modelDigest);

const isOfLaterModel = (sample: Sample, samples: readonly Sample[]): boolean =>
  isOfOtherModel(sample, samples) && samples.every(({ capturedAt }) => capturedAt < sample.capturedAt);
