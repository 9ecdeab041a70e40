import { openClip, openScene } from '@vialog/compose-capture';
import { openDetector } from '@vialog/compose-detectors';
import { processUsage } from '@vialog/compose-detectors/models';
import type { ModelBinding, ModelCard, PicturePoint, Zone } from '@vialog/contracts';
import type { ModelStore } from '@vialog/models';
import { readInputFile } from '../input-file.ts';
import { compareCrossings } from './compare-crossings.ts';
import { countCrossings, lineZone, type CrossingCount, type FrameClip } from './count-crossings.ts';
import type { Crossing } from './crossing.ts';
import type { EvaluateRequest } from './evaluate-request.ts';
import { costOf, type ModelFindings } from './evaluation-report.ts';
import type { EvaluationRun } from './evaluation-run.ts';
import type { EvaluationSource } from './evaluation-source.ts';
import { readTruth } from './read-truth.ts';

/** Time limit of one frame in the detector, ms; generous for slow machines. */
const frameLimitMs = 60_000;

/** A clip or scene with its line and its known crossings. */
export interface LineCase {
  readonly source: string;
  readonly clip: FrameClip;
  readonly zone: Zone;
  readonly truth: readonly Crossing[];
}

/** What a model needs to count the crossings of cases. */
export interface LineModel {
  readonly models: ModelStore;
  readonly card: ModelCard;
  readonly binding: ModelBinding;
}

/**
 * Counts the crossings of each case at each rate with one model, by detector and tracker as the server does.
 * @throws {Error} when a frame fails, or when a clip is shorter than its truth
 */
export async function evaluateLines(
  cases: readonly LineCase[],
  request: EvaluateRequest,
  { models, card, binding }: LineModel,
): Promise<Pick<ModelFindings, 'runs' | 'cost'>> {
  const durationsMs: number[] = [];
  /** CPU time until the first frame was counted, ms: loading and warming up. 0 where it cannot be read. */
  let loadingMs: number | undefined;
  const usage = () => processUsage(detector.states()[0]?.pid);
  const onInference = (ms: number) => {
    loadingMs ??= Math.max(0, usage().cpuMs - ms);
    durationsMs.push(ms);
  };
  const detector = openDetector(card.id, { models, deadlineMs: frameLimitMs, onInference });
  const runs: EvaluationRun[] = [];
  try {
    for (const { source, clip, zone, truth } of cases)
      for (const fps of request.rates) {
        const cameraId = `run${String(runs.length + 1).padStart(9, '0')}`;
        const counted = await countCrossings(
          { zone, model: binding, fps, cameraId },
          { detector, clip, card },
        );
        const run = runOf(counted, { source, fps, truth, request });
        runs.push(run);
        const { total } = run.result;
        process.stderr.write(`${source} at ${fps} frames/s: ${total.counted} of ${total.truth}\n`);
      }
    const { cpuMs, peakMemoryBytes } = usage();
    const cost = costOf({ durationsMs, cpuMs: cpuMs - (loadingMs ?? 0), peakMemoryBytes });
    return { runs: runs.map((run) => ({ modelId: card.id, ...run })), cost };
  } finally {
    await detector.close();
  }
}

interface RunOf {
  readonly source: string;
  readonly fps: number;
  readonly truth: readonly Crossing[];
  readonly request: EvaluateRequest;
}

function runOf(
  { crossings, ...counted }: CrossingCount,
  { source, fps, truth, request }: RunOf,
): EvaluationRun {
  const { source: given, toleranceMs } = request;
  if (given.kind === 'clip') checkTimes(truth, counted.durationMs, given);
  const durationMs = given.kind === 'scenes' ? given.durationMs : counted.durationMs;
  const result = compareCrossings(crossings, truth, { durationMs, toleranceMs });
  return { source, fps, ...counted, durationMs, result };
}

/** @throws {Error} when a known crossing is after the end of the clip: its times or the clip are wrong */
function checkTimes(
  truth: readonly Crossing[],
  durationMs: number,
  { clip, truth: path }: { readonly clip: string; readonly truth: string },
): void {
  const late = truth.find(({ at }) => at > durationMs);
  if (!late) return;
  throw new Error(
    `invalid truth ${path}: expected times within ${clip}, which ends after ${(durationMs / 1000).toFixed(1)} s; ` +
      `found a crossing at ${(late.at / 1000).toFixed(1)} s; write times from the beginning of the clip`,
  );
}

type LineSource = Extract<EvaluationSource, { kind: 'clip' | 'scenes' }>;

/** The clip or the traffic scenes of a request. `zone`: undefined where the line is that of the scene. */
export async function lineCases(
  source: LineSource,
  zone: Zone | undefined,
  searchPath: string,
): Promise<LineCase[]> {
  if (source.kind === 'clip') {
    const truth = await truthOf(source.truth);
    return [
      { source: source.clip, clip: openClip(source.clip, searchPath), zone: zone ?? lineZone([]), truth },
    ];
  }
  const traffic = source.scenes.filter(({ kind }) => kind === 'traffic');
  return traffic.map(({ url }) => {
    const clip = openScene(url, source.durationMs);
    const line: readonly PicturePoint[] = zone?.line ?? clip.line;
    return { source: url, clip, zone: zone ?? lineZone(line), truth: clip.crossings(line) };
  });
}

async function truthOf(path: string): Promise<Crossing[]> {
  const text = (await readInputFile(path, 'truth')).toString();
  try {
    return readTruth(text);
  } catch (cause) {
    throw new Error(`invalid truth ${path}: ${Error.isError(cause) ? cause.message : ''}`, { cause });
  }
}
