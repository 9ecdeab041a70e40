import { setImmediate as nextTask } from 'node:timers/promises';
import { parseTrafficUrl, scenePainter, trafficCrossings, trafficLine } from '@vialog/capture-synthetic';
import { samplingIntervalMs, type PicturePoint, type RgbPicture, type SamplingPlan } from '@vialog/contracts';

/** Moment at which rendered clips begin, epoch ms. */
const sceneStart = Date.UTC(2026, 0, 1, 8);

/** Frames continue for this time after the duration, ms, so that vehicles on the line at its end are counted. */
const afterMs = 10_000;

/** A rendered road or gate that is read at full speed, with its known crossings. */
export interface SceneClip {
  /** Line of the scene, picture points 0..1. */
  readonly line: readonly PicturePoint[];
  readonly frames: (
    request: { readonly plan: SamplingPlan; readonly width: number },
    signal: AbortSignal,
  ) => AsyncIterable<{ readonly picture: RgbPicture; readonly streamMs: number }>;
  /** True crossings of a line until the last frame. `at`: ms since the clip began. */
  readonly crossings: (line: readonly PicturePoint[]) => ReturnType<typeof trafficCrossings>;
}

/**
 * Opens a traffic scene as a clip of a fixed duration, ms. Its frames and crossings continue for ten seconds more.
 * @throws {VialogError} STREAM_REFUSED when the URL is not a valid traffic scene; the message names the invalid part
 */
export function openScene(url: string, durationMs: number): SceneClip {
  const scene = parseTrafficUrl(url);
  const lastMs = durationMs + afterMs;
  return {
    line: trafficLine(scene),
    frames: async function* frames({ plan, width }, signal) {
      const painter = scenePainter(scene, width);
      const intervalMs = samplingIntervalMs(plan) ?? 1000;
      for (let frame = 0; frame * intervalMs < lastMs && !signal.aborted; frame += 1) {
        const streamMs = frame * intervalMs;
        yield { picture: await painter.paint(sceneStart + streamMs), streamMs };
        await nextTask();
      }
    },
    crossings: (line) =>
      trafficCrossings(scene, { from: sceneStart, to: sceneStart + lastMs }, line).map((crossing) => ({
        ...crossing,
        at: crossing.at - sceneStart,
      })),
  };
}
