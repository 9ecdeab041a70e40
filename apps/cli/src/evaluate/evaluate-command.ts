import { fileURLToPath } from 'node:url';
import { openClip, openScene } from '@vialog/compose-capture';
import { openDetector } from '@vialog/compose-detectors';
import { openModelFolder } from '@vialog/compose-detectors/models';
import type { ModelBinding, PicturePoint, Zone } from '@vialog/contracts';
import type { Command } from '../command.ts';
import { cardOf } from '../count/count-clip.ts';
import { readCameraFile } from '../count/count-request.ts';
import { readInputFile } from '../input-file.ts';
import { compareCrossings } from './compare-crossings.ts';
import { countCrossings, lineZone, type CrossingCount, type FrameClip } from './count-crossings.ts';
import type { Crossing } from './crossing.ts';
import { readEvaluateRequest, type EvaluateRequest } from './evaluate-request.ts';
import { exceeds, type EvaluationRun } from './evaluation-run.ts';
import { evaluationLines } from './print-evaluation.ts';
import { readTruth } from './read-truth.ts';

/** Time limit of one frame in the detector, ms; generous for slow machines. */
const frameLimitMs = 60_000;
/** Exit code when a run exceeds --max-error. */
const inaccurate = 4;
const shippedModels = fileURLToPath(new URL('../../../../models/', import.meta.url));

export const evaluateCommand: Command = {
  summary: 'compares counted crossings of a line with known ones',
  usage: `usage: vialog evaluate --clip FILE --truth crossings.csv (--line "x,y x,y …" | --camera file.json) [options]
       vialog evaluate --scene road|gate [--seed 1..20] [--minutes 5] [--line …] [options]
  --truth      CSV with the columns time (seconds since the clip began, or m:ss), class and direction (inbound, outbound)
  --line       2 to 16 points as fractions of the picture; a vehicle that crosses from left to right of it, seen from the
               first point to the last, is inbound; default for a scene: its line
  --camera     a zones file of "vialog count" with one line zone, with the model of the camera
  --scene      a rendered road or gate with its parameters: "road?light=night&traffic=jam"
  --seed       a seed or a range of seeds; one run each
  --minutes    duration of each scene; default 5
  --fps        frames per second, one run each: 3,5,10; default 5
  --tolerance  largest time between a true crossing and the counted one, s; default 2
  --max-error  accepted error of the number of vehicles, percent; the exit code is ${inaccurate} if a run exceeds it
  --json       prints the result as JSON
  --models     folder of model packages
Runs detector and tracker over the clip as the server does and prints the error by direction and class, GEH, missed, doubled
and false crossings (docs/evaluating.md).`,
  run: async (args, searchPath) => {
    const request = readEvaluateRequest(args, shippedModels);
    const runs = await evaluate(request, searchPath);
    process.stdout.write(
      request.json ? `${JSON.stringify({ runs }, null, 2)}\n` : `${evaluationLines(runs).join('\n')}\n`,
    );
    const { maxError } = request;
    return maxError !== undefined && runs.some((run) => exceeds(run, maxError)) ? inaccurate : 0;
  },
};

interface Case {
  readonly source: string;
  readonly clip: FrameClip;
  readonly zone: Zone;
  readonly truth: readonly Crossing[];
}

async function evaluate(request: EvaluateRequest, searchPath: string): Promise<EvaluationRun[]> {
  const given = await givenLine(request);
  const cases = await casesOf(request, given.zone, searchPath);
  const models = openModelFolder(request.models);
  const card = await cardOf(models, given.model.modelId);
  const detector = openDetector(card.id, { models, deadlineMs: frameLimitMs });
  const runs: EvaluationRun[] = [];
  try {
    for (const { source, clip, zone, truth } of cases)
      for (const fps of request.rates) {
        const cameraId = `run${String(runs.length + 1).padStart(9, '0')}`;
        const counted = await countCrossings(
          { zone, model: given.model, fps, cameraId },
          { detector, clip, card },
        );
        const run = runOf(counted, { source, fps, truth, request });
        runs.push(run);
        const { total } = run.result;
        process.stderr.write(`${source} at ${fps} frames/s: ${total.counted} of ${total.truth}\n`);
      }
  } finally {
    await detector.close();
  }
  return runs;
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

/** The line and the model of the request; no zone where the line is that of the scene. */
async function givenLine({
  line,
  cameraFile,
}: EvaluateRequest): Promise<{ zone?: Zone; model: ModelBinding }> {
  if (cameraFile === undefined) return { ...(line ? { zone: lineZone(line) } : {}), model: defaultModel };
  const camera = await readCameraFile(cameraFile);
  const lines = camera.zones.filter((zone) => zone.kind === 'line');
  const [zone] = lines;
  if (!zone || lines.length > 1)
    throw new Error(`${cameraFile}: expected exactly one zone of kind "line" and found ${lines.length}`);
  return { zone, model: camera.model };
}

const defaultModel: ModelBinding = { modelId: 'nanodet-g-416' };

async function casesOf(
  { source }: EvaluateRequest,
  zone: Zone | undefined,
  searchPath: string,
): Promise<Case[]> {
  if (source.kind === 'clip') {
    const truth = await truthOf(source.truth);
    return [
      { source: source.clip, clip: openClip(source.clip, searchPath), zone: zone ?? lineZone([]), truth },
    ];
  }
  return source.urls.map((url) => {
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
