import {
  eventIdOf,
  hourMs,
  isoOf,
  simulationUrl,
  type Camera,
  type CountEvent,
  type GapReason,
  type SpaceTurnover,
  type TrackingSession,
  type ZoneCount,
} from '@vialog/contracts';
import { cellsOf } from './cells-of.ts';
import { framesExpected } from './frames-expected.ts';
import { localTimeOf } from './local-time.ts';
import { externalNumbers, type ExternalNumbers } from './external-numbers.ts';
import { hasTurnover, type SpaceChanges } from './space-changes.ts';
import { SessionCounters } from './session-counters.ts';
import { slotNumbers, trackedNumbers } from './slot-numbers.ts';
import { slotOf } from './slots.ts';
import type { ZonePlan } from './zone-plan.ts';

/** One counted frame of one zone. */
export interface Sample {
  readonly count: ZoneCount;
  /** Arrival, epoch ms. */
  readonly capturedAt: number;
  /** The camera responded that its picture had not changed. */
  readonly reused: boolean;
  readonly model: string;
  readonly modelDigest?: string | undefined;
  /** Session to which the counters of a line, or the stopped vehicles of an area, belong. */
  readonly tracking?: TrackingSession | undefined;
}

/** What a slot needs besides its frames. */
export interface SlotContext {
  /** Measured time between key frames, ms. */
  readonly keyframeIntervalMs?: number | undefined;
  /** Counters of the sessions of the zone. Default: those of the frames alone, as for a camera that just started. */
  readonly counters?: SessionCounters | undefined;
  /** Last judged states of the spaces of the zone. Default: none. */
  readonly spaces?: SpaceChanges | undefined;
}

/** Builds complete count events of slots. Does not decide when an event is due. */
export class EventMaker {
  readonly #cells = new WeakMap<Camera, string[]>();

  /**
   * Builds the measurement of a slot. Call once per slot, because its crossings are taken from the counters
   * and its spaces are compared with those of the slot before.
   * @throws {RangeError} when there is no sample
   */
  measured(
    plan: ZonePlan,
    slotStart: number,
    samples: readonly Sample[],
    { keyframeIntervalMs, counters = new SessionCounters(0), spaces }: SlotContext = {},
  ): CountEvent {
    const inOrder = [...samples].sort((a, b) => a.capturedAt - b.capturedAt);
    const last = inOrder.at(-1);
    if (!last)
      throw new RangeError('A measurement has no frames: expected at least one. Build a gap instead.');
    const numbers = slotNumbers(
      plan.zone,
      inOrder.map((sample) => sample.count),
    );
    const turnover = turnoverOfSlot({ plan, slotStart, bays: numbers.bays, model: modelOf(last) }, spaces);
    return {
      ...this.#base(plan, slotStart),
      kind: 'measured',
      ...numbers,
      ...(turnover && { turnover }),
      ...trackedNumbers(plan.zone, counters.take(inOrder)),
      framesUsed: inOrder.length,
      framesReused: inOrder.filter((sample) => sample.reused).length,
      framesExpected: framesExpected(plan.camera, plan.slotMs, keyframeIntervalMs),
      slots: 1,
      model: last.model,
      ...(last.modelDigest === undefined ? {} : { modelDigest: last.modelDigest }),
      capturedAt: isoOf(last.capturedAt),
    };
  }

  /** Builds the count of a counter, which used no frames and no model. */
  external(plan: ZonePlan, slotStart: number, numbers: ExternalNumbers): CountEvent {
    return {
      ...this.#base(plan, slotStart),
      kind: 'measured',
      ...externalNumbers(plan.zone, numbers),
      framesUsed: 0,
      framesReused: 0,
      framesExpected: 0,
      slots: 1,
    };
  }

  /** Builds a gap of `slots` slots from `slotStart` on, all in one hour and of one version. */
  gap(plan: ZonePlan, slotStart: number, reason: GapReason, slots = 1): CountEvent {
    return {
      ...this.#base(plan, slotStart),
      kind: 'gap',
      framesUsed: 0,
      framesReused: 0,
      framesExpected: slots * framesExpected(plan.camera, plan.slotMs),
      reason,
      slots,
    };
  }

  /** Builds gaps of all slots of a plan in [from, to), one gap per hour. Both limits are slot boundaries. */
  gapSpans(plan: ZonePlan, from: number, to: number, reason: GapReason): CountEvent[] {
    const events: CountEvent[] = [];
    for (let start = from; start < to;) {
      const end = Math.min(to, slotOf(start, hourMs) + hourMs);
      events.push(this.gap(plan, start, reason, (end - start) / plan.slotMs));
      start = end;
    }
    return events;
  }

  #base({ camera, zone, slotMs }: ZonePlan, slotStart: number) {
    const { cameraId } = camera;
    const { zoneId, siteId } = zone;
    const local = localTimeOf(slotStart, camera.timeZone);
    return {
      v: 1 as const,
      eventId: eventIdOf({ slotStart, cameraId, zoneId }),
      slotStartAt: isoOf(slotStart),
      slotMs,
      cameraId,
      cameraVersion: camera.version,
      ...(siteId === undefined ? {} : { siteId }),
      zoneId,
      zoneKind: zone.kind,
      zoneRole: zone.role,
      origin: originOf(camera),
      position: camera.position,
      cells: this.#cellsOfCamera(camera),
      localMinute: local.minute,
      localWeekday: local.weekday,
    };
  }

  #cellsOfCamera(camera: Camera): string[] {
    let cells = this.#cells.get(camera);
    if (!cells) this.#cells.set(camera, (cells = cellsOf(camera.position)));
    return cells;
  }
}

const modelOf = ({ model, modelDigest = '' }: Sample): string => `${model} ${modelDigest}`;

function turnoverOfSlot(
  slot: { plan: ZonePlan; slotStart: number; bays: string | undefined; model: string },
  spaces: SpaceChanges | undefined,
): SpaceTurnover | undefined {
  const { plan, slotStart: start, bays, model } = slot;
  if (!hasTurnover(plan.zone)) return undefined;
  return spaces?.take({ start, slotMs: plan.slotMs, source: `${plan.camera.version} ${model}`, bays });
}

/** Origin of the numbers of a version: those of rendered scenes and of simulations are marked as simulated. */
export function originOf({
  streamKind,
  stream,
}: Pick<Camera, 'streamKind' | 'stream'>): CountEvent['origin'] {
  if (streamKind === 'counter') return stream.url === simulationUrl ? 'simulated' : 'counter';
  return streamKind === 'synthetic' ? 'simulated' : 'camera';
}
