import { setTimeout as wait } from 'node:timers/promises';
import type { CaptureEvent, CaptureRequest, FrameSource } from '@vialog/capture';
import { samplingIntervalMs, VialogError, type Clock } from '@vialog/contracts';
import { parseSceneUrl, scenePainter } from './scene.ts';

/** Interval of the key frames of a scene, ms, as of a camera with a GOP of one second. */
const keyframeMs = 1000;
const cutRetryMs = 5000;

/** Renders scenes in real time, without a camera, a file or a network. */
export class SyntheticSource implements FrameSource {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async *frames(request: CaptureRequest, signal: AbortSignal): AsyncIterable<CaptureEvent> {
    const intervalMs = samplingIntervalMs(request.plan) ?? keyframeMs;
    try {
      const scene = parseSceneUrl(request.stream.url);
      const painter = scenePainter(scene, request.width);
      while (!signal.aborted) {
        const at = this.#clock.now();
        if (scene.fault === 'cut') {
          yield {
            kind: 'fault',
            reason: 'offline',
            cause: 'unreachable',
            detail: 'the cable of this scene is cut',
            at,
          };
        } else {
          yield { kind: 'picture', picture: await painter.paint(at), capturedAt: at };
        }
        const pauseMs = scene.fault === 'cut' ? cutRetryMs : untilNext(this.#clock.now(), intervalMs);
        await wait(pauseMs, undefined, { signal });
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof VialogError)) throw error;
      yield {
        kind: 'fault',
        reason: 'offline',
        cause: 'rejected',
        detail: error.message,
        at: this.#clock.now(),
      };
    }
  }
}

/** Time to the next multiple of the interval, ms. Timers can fire a little early; then the multiple after it is used. */
function untilNext(now: number, intervalMs: number): number {
  const left = intervalMs - (now % intervalMs);
  return left < intervalMs / 10 ? left + intervalMs : left;
}
