import { freeCrossings, lotTruth, standingTruth, type Scene } from '@vialog/capture-synthetic';
import { dayMs, hourMs, isoOf, type CountEvent } from '@vialog/contracts';
import { EventMaker, SpaceChanges, zonePlans, type Sample, type ZonePlan } from '@vialog/measuring';
import { loadingStopMs } from './demo-town.ts';
import type { HistoryCamera } from './history-cameras.ts';
import { gapAt } from './history-gaps.ts';

/** Builds the events of the history from the truth of the scenes, with the code that builds those of counted frames. */
export class HistoryEvents {
  readonly #maker = new EventMaker();
  readonly #firstStart: number;
  readonly #plans = new WeakMap<HistoryCamera, readonly ZonePlan[]>();

  /** @param firstStart epoch ms */
  constructor(firstStart: number) {
    this.#firstStart = firstStart;
  }

  /** The events of a record on one UTC day (days since 1970-01-01), in the order of time. */
  ofDay(record: HistoryCamera, day: number): CountEvent[] {
    let plans = this.#plans.get(record);
    if (!plans) this.#plans.set(record, (plans = zonePlans(record.versions)));
    return plans.flatMap((plan) => {
      const [from, to] = [Math.max(plan.from, day * dayMs), Math.min(plan.to, (day + 1) * dayMs)];
      return this.#between(record, plan, { from, to });
    });
  }

  #between(record: HistoryCamera, plan: ZonePlan, { from, to }: Period): CountEvent[] {
    const events: CountEvent[] = [];
    const spaces = this.#spacesBefore(record, plan, from);
    for (let start = from; start < to;) {
      const hour = Math.floor(start / hourMs) * hourMs;
      const end = Math.min(to, hour + hourMs);
      const reason = gapAt(record.code, hour, this.#firstStart);
      if (reason) events.push(...this.#maker.gapSpans(plan, start, end, reason));
      else
        for (let slot = start; slot < end; slot += plan.slotMs)
          events.push(this.#measured(record.scene, plan, { slot, spaces }));
      start = end;
    }
    return events;
  }

  /** The states of the spaces in the slot before, with which the first slot is compared; none where nothing was measured. */
  #spacesBefore(record: HistoryCamera, plan: ZonePlan, from: number): SpaceChanges {
    const spaces = new SpaceChanges();
    const slot = from - plan.slotMs;
    const hour = Math.floor(slot / hourMs) * hourMs;
    if (slot >= plan.from && !gapAt(record.code, hour, this.#firstStart))
      this.#measured(record.scene, plan, { slot, spaces });
    return spaces;
  }

  #measured(scene: Scene, plan: ZonePlan, at: SlotWithSpaces): CountEvent {
    return scene.kind === 'lot' ? this.#parked(scene, plan, at) : this.#crossings(scene, plan, at.slot);
  }

  /** The vehicles at the middle of the slot. */
  #parked(scene: LotScene, plan: ZonePlan, { slot, spaces }: SlotWithSpaces): CountEvent {
    const capturedAt = slot + plan.slotMs / 2;
    const model = plan.camera.model.modelId;
    const count = countAt(scene, plan, capturedAt);
    return this.#maker.measured(plan, slot, [{ count, capturedAt, reused: false, model }], { spaces });
  }

  #crossings(scene: Exclude<Scene, { kind: 'lot' }>, plan: ZonePlan, slot: number): CountEvent {
    const to = slot + plan.slotMs;
    return {
      ...this.#maker.external(plan, slot, freeCrossings(scene, { from: slot, to })),
      framesUsed: 1,
      framesExpected: 1,
      model: plan.camera.model.modelId,
      capturedAt: isoOf(to - 1),
    };
  }
}

interface Period {
  readonly from: number;
  readonly to: number;
}

type LotScene = Extract<Scene, { kind: 'lot' }>;

interface SlotWithSpaces {
  /** Start, epoch ms. */
  readonly slot: number;
  readonly spaces: SpaceChanges;
}

/** The spaces of the scene are those of the bays zone of its camera, then those of the loading zone. */
function countAt(scene: LotScene, { camera, zone }: ZonePlan, at: number): Sample['count'] {
  const { zoneId } = zone;
  const spaces = camera.zones.find(({ bays }) => bays)?.bays?.length ?? 0;
  if (zone.kind === 'bays') {
    const bays = lotTruth(scene, at).slice(0, spaces);
    return { zoneId, ...carsOf(bays), bays };
  }
  const standing = standingTruth(scene, at, loadingStopMs).slice(spaces);
  return { zoneId, ...carsOf(lotTruth(scene, at).slice(spaces)), stopped: carsOf(standing).total };
}

function carsOf(states: string): { counts: { car: number }; total: number } {
  const total = states.split('1').length - 1;
  return { counts: { car: total }, total };
}
