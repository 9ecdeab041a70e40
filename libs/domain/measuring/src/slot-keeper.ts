import {
  epochOf,
  eventRetentionMs,
  hourMs,
  type Camera,
  type Clock,
  type CountEvent,
  type FrameCount,
  type GapReason,
} from '@vialog/contracts';
import { EventMaker, type Sample } from './event-maker.ts';
import { FramesInFlight } from './frames-in-flight.ts';
import { FrameInterval } from './frame-interval.ts';
import { neededVersions } from './needed-versions.ts';
import { slotOf } from './slots.ts';
import { TimeBreaks, type Observation } from './time-breaks.ts';
import { FaultHistory } from './fault-history.ts';
import { zonePlans, type ZonePlan } from './zone-plan.ts';
import { ZoneSlots, type Slot } from './zone-slots.ts';

export interface SlotKeeperOptions {
  readonly clock: Clock;
  /** Time after its end in which a slot without frames can still be measured, ms. Default 30 s. */
  readonly latenessMs?: number;
  /** Time after its end in which a slot with frames stays open, ms. Default 2 s. */
  readonly graceMs?: number;
  /** Deadline for the reply to a frame, ms. Default 5 s. */
  readonly frameDeadlineMs?: number;
}

/** Retention of faults and time breaks, ms: twice the longest slot, in which a slot can be undecided. */
const keptMs = 2 * hourMs;

/**
 * Owns the slots of one camera: collects frame counts and decides each slot of each zone once, as a measurement or as a
 * gap with its reason. A state machine without a timer: call `tick` a few times a second and send the events it returns.
 *
 * It starts with the slots in progress; `takeOverSpans` reports earlier slots, up to `startedAt`.
 */
export class SlotKeeper {
  /** Start of this slot keeper, epoch ms. */
  readonly startedAt: number;
  readonly #limits: { latenessMs: number; graceMs: number };
  readonly #maker: EventMaker;
  readonly #breaks: TimeBreaks;
  readonly #clock: Clock;
  readonly #framesInFlight: FramesInFlight;
  readonly #faults = new FaultHistory();
  readonly #frameInterval = new FrameInterval();
  readonly #zones = new Map<string, ZoneSlots>();
  #versions: readonly Camera[] = [];

  /** `versions`: the versions of one camera that are in force now or later. */
  constructor(versions: readonly Camera[], options: SlotKeeperOptions) {
    const { clock, latenessMs = 30_000, graceMs = 2_000, frameDeadlineMs = 5_000 } = options;
    this.startedAt = clock.now();
    this.#limits = { latenessMs: Math.max(latenessMs, graceMs), graceMs };
    this.#clock = clock;
    this.#maker = new EventMaker();
    this.#breaks = new TimeBreaks(clock);
    this.#framesInFlight = new FramesInFlight(frameDeadlineMs);
    this.#useVersions(versions);
  }

  /** Adds a version of this camera that is or will be in force. Adding the same version again has no effect. */
  addVersion(camera: Camera): void {
    const others = this.#versions.filter((known) => known.version !== camera.version);
    this.#useVersions(neededVersions([...others, camera], this.#oldestUndecided()));
  }

  /** Records that a stream is opened, whose frames can have another interval than those before. */
  captureStarts(): void {
    this.#frameInterval.reset();
  }

  /** Records a picture that is being counted. Its slots wait for the reply until the deadline. */
  frameTaken(capturedAt: number): void {
    const monotonic = this.#clock.monotonic();
    this.#framesInFlight.add(capturedAt, monotonic);
    this.#frameInterval.taken(monotonic);
    this.#faults.end(capturedAt);
  }

  /** Adds the count of a frame. A count after the deadline of its frame is used while its slots are undecided. */
  offerCount(count: FrameCount, { reused = false }: { readonly reused?: boolean } = {}): void {
    const capturedAt = epochOf(count.capturedAt);
    this.#framesInFlight.settle(capturedAt);
    const { model, modelDigest, cameraVersion, tracking } = count;
    for (const zoneCount of count.zones) {
      const sample = { count: zoneCount, capturedAt, reused, model, modelDigest, cameraVersion, tracking };
      const zone = this.#zones.get(zoneCount.zoneId);
      // superseded: counted with zones of a version that is not in force any more.
      const unused = zone ? zone.add(sample) : 'superseded';
      if (unused) this.#faults.note(unused, capturedAt);
    }
  }

  /** Records that a frame will not be counted. */
  frameLost(capturedAt: number, reason: GapReason): void {
    this.#framesInFlight.settle(capturedAt);
    this.#faults.note(reason, capturedAt);
  }

  /** Records why no picture is counted, from `at` (epoch ms) until the next picture is taken. */
  explain(reason: GapReason, at: number): void {
    this.#frameInterval.interrupt();
    this.#faults.begin(reason, at);
  }

  /** Decides all slots that can be decided now: one event per zone and slot, oldest first per zone; one span per time break. */
  tick(): CountEvent[] {
    const { now } = this.#observe();
    const events = [...this.#zones.values()].flatMap((zone) => this.#decideZone(zone, now));
    const oldest = now - this.#limits.latenessMs - keptMs;
    this.#faults.forgetBefore(oldest);
    this.#breaks.forgetBefore(oldest);
    return events;
  }

  /**
   * Ends the slot keeper and returns the measurements of slots that are over. Slots in progress and slots without frames are
   * left to the next owner.
   */
  close(): CountEvent[] {
    const events = this.tick();
    const { now } = this.#observe();
    for (const zone of this.#zones.values()) {
      for (const slot of zone.over(now)) {
        const samples = zone.samplesOf(slot);
        if (samples.length === 0) continue;
        events.push(this.#measured(zone, slot, samples));
        zone.decide(slot);
      }
    }
    return events;
  }

  /** Start of the oldest slot that can be decided, also after the clock was set back, epoch ms. */
  #oldestUndecided(): number {
    const starts = [...this.#zones.values()].map((zone) => zone.firstUndecided()?.start ?? Infinity);
    return Math.min(this.#clock.now() - this.#limits.latenessMs - keptMs, ...starts);
  }

  #useVersions(versions: readonly Camera[]): void {
    this.#versions = versions;
    const byZone = Map.groupBy(zonePlans(versions), (plan) => plan.zone.zoneId);
    for (const [zoneId, plans] of byZone) this.#zoneOf(zoneId, plans).usePlans(plans);
    for (const [zoneId, zone] of this.#zones) if (!byZone.has(zoneId)) zone.usePlans([]);
  }

  #zoneOf(zoneId: string, plans: readonly ZonePlan[]): ZoneSlots {
    let zone = this.#zones.get(zoneId);
    if (!zone) {
      const slotMs = plans.find((plan) => this.startedAt < plan.to)?.slotMs ?? 1;
      zone = new ZoneSlots(slotOf(this.startedAt, slotMs), this.startedAt);
      this.#zones.set(zoneId, zone);
    }
    return zone;
  }

  #observe(): Observation {
    const seen = this.#breaks.observe();
    for (const capturedAt of this.#framesInFlight.expire(seen.monotonic))
      this.#faults.note('detector_down', capturedAt);
    if (seen.rewound) for (const zone of this.#zones.values()) zone.rewind(seen.now);
    return seen;
  }

  #decideZone(zone: ZoneSlots, now: number): CountEvent[] {
    const events: CountEvent[] = [];
    zone.discardBefore(slotOf(now - eventRetentionMs + hourMs, hourMs));
    for (const slot of zone.over(now)) {
      const decided = this.#decide(zone, slot, now);
      if (!decided) continue;
      events.push(decided);
      zone.decide(slot, decided.slots);
    }
    return events;
  }

  #decide(zone: ZoneSlots, slot: Slot, now: number): CountEvent | undefined {
    const { plan, start } = slot;
    const end = start + plan.slotMs;
    const interrupted = this.#breaks.breakDuring(start, plan.slotMs);
    if (interrupted?.reason === 'clock') return this.#interruptedSpan(zone, slot, interrupted.reason, now);
    if (now < end + this.#limits.graceMs || this.#framesInFlight.anyIn(start, end)) return undefined;
    const samples = zone.samplesOf(slot);
    if (samples.length > 0) return this.#measured(zone, slot, samples);
    if (interrupted) return this.#interruptedSpan(zone, slot, interrupted.reason, now);
    if (now < end + this.#limits.latenessMs) return undefined;
    return this.#maker.gap(plan, start, this.#faults.during(start, end) ?? this.#defaultReason(start));
  }

  #measured(zone: ZoneSlots, { plan, start }: Slot, samples: readonly Sample[]): CountEvent {
    const context = {
      keyframeIntervalMs: this.#frameInterval.meanMs,
      counters: zone.counters,
      spaces: zone.spaces,
    };
    return this.#maker.measured(plan, start, samples, context);
  }

  /** Reason of a slot without a reported fault. If it started before this slot keeper, no process could report one. */
  #defaultReason(start: number): GapReason {
    return start < this.startedAt ? 'not_running' : 'no_frame';
  }

  /** One gap for consecutive interrupted slots of an hour, so that a clock jump of a day is not 8,640 records. */
  #interruptedSpan(zone: ZoneSlots, { plan, start }: Slot, reason: GapReason, now: number): CountEvent {
    const limit = Math.min(plan.to, slotOf(start, hourMs) + hourMs, slotOf(now, plan.slotMs));
    const isInterrupted = (at: number) =>
      zone.isOpen(at) &&
      this.#breaks.breakDuring(at, plan.slotMs)?.reason === reason &&
      (reason === 'clock' || zone.samplesOf({ plan, start: at }).length === 0);
    let end = start + plan.slotMs;
    while (end < limit && isInterrupted(end)) end += plan.slotMs;
    return this.#maker.gap(plan, start, reason, (end - start) / plan.slotMs);
  }
}
