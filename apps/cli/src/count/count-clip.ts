import { openClip } from '@vialog/compose-capture';
import { epochOf, type Clock, type CountEvent, type ModelCard, type Zone } from '@vialog/contracts';
import { captureWidth, type Detector } from '@vialog/detection';
import { SlotKeeper } from '@vialog/measuring';
import { bindingProblems, type ModelStore } from '@vialog/models';
import type { CountRequest } from './count-request.ts';

/** How far the clip's clock moves between two looks at the slots, ms. */
const stepMs = 250;
/** Slots are decided this long after their end at the latest, ms. */
const settleMs = 2_500;

/** A clock that stands where the clip is. */
class ClipClock implements Clock {
  constructor(private at: number) {}

  now(): number {
    return this.at;
  }

  monotonic(): number {
    return this.at;
  }

  /** Moves on in steps and collects what each step decides. */
  *moveTo(at: number, tick: () => Iterable<CountEvent>): Generator<CountEvent> {
    while (this.at < at) {
      this.at = Math.min(at, this.at + stepMs);
      yield* tick();
    }
  }
}

/**
 * The same pipeline as on a live stream, over a clip at full speed with clip time as time. Slots the clip covers only in
 * part are measured from the frames they have. A frame the detector cannot count fails the whole run: a clip can be
 * counted again, so nothing is guessed.
 */
export async function* countClip(
  request: CountRequest,
  { detector, models, searchPath }: { detector: Detector; models: ModelStore; searchPath: string },
): AsyncGenerator<CountEvent> {
  const { camera, start, clip } = request;
  const clock = new ClipClock(start);
  const keeper = new SlotKeeper([camera], { clock, latenessMs: settleMs });
  const card = await cardOf(models, camera.model.modelId);
  const problems = bindingProblems(card, camera.model);
  if (problems.length > 0) throw new Error(`the model cannot be bound like that: ${problems.join('; ')}`);
  const width = captureWidth(camera.zones, card);
  const job = { zones: camera.zones, model: camera.model };
  const tick = () => keeper.tick();
  for await (const { picture, streamMs } of openClip(clip, searchPath).frames(
    { plan: camera.plan, width },
    new AbortController().signal,
  )) {
    const capturedAt = Math.round(start + streamMs);
    yield* clock.moveTo(capturedAt, tick);
    keeper.frameTaken(capturedAt);
    const answer = await detector.count(
      { ...picture, cameraId: camera.cameraId, cameraVersion: camera.version, capturedAt },
      job,
    );
    if (answer.kind === 'failed')
      throw new Error(`the frame at ${(streamMs / 1000).toFixed(2)} s was not counted: ${answer.detail}`);
    keeper.offerCount(answer.count);
  }
  yield* lastSlots(camera.zones, clock, tick);
}

async function cardOf(models: ModelStore, modelId: string): Promise<ModelCard> {
  const card = await models.card(modelId);
  if (card) return card;
  const { cards } = await models.list();
  throw new Error(
    `there is no model "${modelId}"; found ${cards.map((known) => known.id).join(', ') || 'none'}`,
  );
}

/** Moves on until the slots the clip reached into are decided; those behind its last picture are not its business. */
function* lastSlots(
  zones: readonly Zone[],
  clock: ClipClock,
  tick: () => Iterable<CountEvent>,
): Generator<CountEvent> {
  const lastPicture = clock.now();
  const longest = Math.max(...zones.map((zone) => zone.slotMs));
  const end = Math.ceil((lastPicture + 1) / longest) * longest;
  for (const event of clock.moveTo(end + settleMs + stepMs, tick)) {
    if (epochOf(event.slotStartAt) <= lastPicture) yield event;
  }
}
