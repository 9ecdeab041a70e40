import type { openClip } from '@vialog/compose-capture';
import { epochOf, type Clock, type CountEvent, type ModelCard, type Zone } from '@vialog/contracts';
import { captureWidth, FrameGate, type Detector } from '@vialog/detection';
import { SlotKeeper } from '@vialog/measuring';
import { bindingProblems, type ModelStore } from '@vialog/models';
import type { CountRequest } from './count-request.ts';

/** Step of the clip's clock between two checks of the slots, ms. */
const stepMs = 250;
/** Slots are closed at most this long after their end, ms. */
const latenessMs = 2_500;

/** A clock that shows the time of the clip. */
class ClipClock implements Clock {
  #at: number;

  constructor(at: number) {
    this.#at = at;
  }

  now(): number {
    return this.#at;
  }

  monotonic(): number {
    return this.#at;
  }

  /** Advances in steps and yields the events that each step closes. */
  *moveTo(at: number, tick: () => Iterable<CountEvent>): Generator<CountEvent> {
    while (this.#at < at) {
      this.#at = Math.min(at, this.#at + stepMs);
      yield* tick();
    }
  }
}

export interface CountPorts {
  readonly detector: Detector;
  readonly models: ModelStore;
  readonly clip: Pick<ReturnType<typeof openClip>, 'frames'>;
}

/**
 * Runs the pipeline of a live stream over a clip, at full speed and by the time of the clip. Slots that the clip covers
 * partly are measured from the frames they have.
 *
 * @throws {Error} when the model is unknown or cannot be bound, or when the detector fails on a frame: a clip can be counted
 *   again, so a gap would be worse than an error
 */
export async function* countClip(
  request: CountRequest,
  { detector, models, clip }: CountPorts,
): AsyncGenerator<CountEvent> {
  const { camera, start } = request;
  const clock = new ClipClock(start);
  const keeper = new SlotKeeper([camera], { clock, latenessMs });
  const card = await cardOf(models, camera.model.modelId);
  const problems = bindingProblems(card, camera.model);
  if (problems.length > 0) throw new Error(`invalid model binding: ${problems.join('; ')}`);
  const width = captureWidth(camera.zones, card);
  const job = { zones: camera.zones, model: camera.model };
  const gate = new FrameGate(detector, clock);
  const tick = () => keeper.tick();
  for await (const { picture, streamMs } of clip.frames(
    { plan: camera.plan, width },
    new AbortController().signal,
  )) {
    const capturedAt = Math.round(start + streamMs);
    yield* clock.moveTo(capturedAt, tick);
    keeper.frameTaken(capturedAt);
    const frame = { ...picture, cameraId: camera.cameraId, cameraVersion: camera.version, capturedAt };
    const { reply, isReused } = await gate.count({ frame, job, plan: camera.plan });
    if (reply.kind === 'failed')
      throw new Error(
        `the detector failed on the frame at ${(streamMs / 1000).toFixed(2)} s: ${reply.detail}`,
      );
    keeper.offerCount(reply.count, { reused: isReused });
  }
  yield* lastSlots(camera.zones, clock, tick);
}

/** @throws {Error} when there is no such model; the message names the models that exist */
export async function cardOf(models: ModelStore, modelId: string): Promise<ModelCard> {
  const card = await models.card(modelId);
  if (card) return card;
  const { cards } = await models.list();
  throw new Error(
    `unknown model "${modelId}"; available: ${cards.map((known) => known.id).join(', ') || 'none'}`,
  );
}

/** Advances until all slots that contain a frame are closed; later slots are dropped. */
function* lastSlots(
  zones: readonly Zone[],
  clock: ClipClock,
  tick: () => Iterable<CountEvent>,
): Generator<CountEvent> {
  const lastFrameAt = clock.now();
  const longest = Math.max(...zones.map((zone) => zone.slotMs));
  const end = Math.ceil((lastFrameAt + 1) / longest) * longest;
  for (const event of clock.moveTo(end + latenessMs + stepMs, tick)) {
    if (epochOf(event.slotStartAt) <= lastFrameAt) yield event;
  }
}
