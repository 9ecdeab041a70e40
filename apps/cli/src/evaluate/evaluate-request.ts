import { parseArgs } from 'node:util';
import { pictureLine, type PicturePoint } from '@vialog/contracts';
import { trackingRateIssues } from '@vialog/measuring';
import { UsageError } from '../command.ts';
import { lineZone } from './count-crossings.ts';

/** What is counted: a clip with known crossings, or rendered scenes. */
export type EvaluationSource =
  | { readonly kind: 'clip'; readonly clip: string; readonly truth: string }
  | { readonly kind: 'scenes'; readonly urls: readonly string[]; readonly durationMs: number };

export interface EvaluateRequest {
  readonly source: EvaluationSource;
  /** Line in the picture; undefined: of the camera file or of the scene. */
  readonly line: readonly PicturePoint[] | undefined;
  readonly cameraFile: string | undefined;
  /** Frames per second, one run each. */
  readonly rates: readonly number[];
  readonly toleranceMs: number;
  /** Largest error of a run that is accepted, percent of the true crossings; undefined: any. */
  readonly maxError: number | undefined;
  readonly json: boolean;
  readonly models: string;
}

const options = {
  clip: { type: 'string' },
  truth: { type: 'string' },
  scene: { type: 'string' },
  seed: { type: 'string', default: '1' },
  minutes: { type: 'string', default: '5' },
  line: { type: 'string' },
  camera: { type: 'string' },
  fps: { type: 'string', default: '5' },
  tolerance: { type: 'string', default: '2' },
  'max-error': { type: 'string' },
  json: { type: 'boolean', default: false },
  models: { type: 'string' },
} as const;

/**
 * Reads the arguments of `vialog evaluate`.
 * @throws {UsageError} when an argument is missing or invalid
 */
export function readEvaluateRequest(args: readonly string[], modelsDir: string): EvaluateRequest {
  const values = parsed(args);
  if (values.line !== undefined && values.camera !== undefined)
    throw new UsageError('expected either --line or --camera and found both');
  const maxError = values['max-error'];
  return {
    source: sourceOf(values),
    line: values.line === undefined ? undefined : lineOf(values.line),
    cameraFile: values.camera,
    rates: values.fps.split(',').map(rateOf),
    toleranceMs: numberOf('tolerance', values.tolerance, [0.1, 60]) * 1000,
    maxError: maxError === undefined ? undefined : numberOf('max-error', maxError, [0, 100]),
    json: values.json,
    models: values.models ?? modelsDir,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}

type Values = ReturnType<typeof parsed>;

function sourceOf({ clip, truth, scene, seed, minutes, line, camera }: Values): EvaluationSource {
  if ((clip === undefined) === (scene === undefined))
    throw new UsageError('expected either --clip or --scene');
  if (scene !== undefined) {
    if (truth !== undefined) throw new UsageError('--truth is for --clip: the truth of a scene is known');
    const durationMs = numberOf('minutes', minutes, [0.1, 600]) * 60_000;
    return { kind: 'scenes', urls: seedsOf(seed).map((each) => sceneUrl(scene, each)), durationMs };
  }
  if (truth === undefined)
    throw new UsageError(
      '--truth is required with --clip: a CSV file with the columns time, class, direction',
    );
  if (line === undefined && camera === undefined)
    throw new UsageError('--line or --camera is required with --clip: where vehicles are counted');
  return { kind: 'clip', clip: clip ?? '', truth };
}

/** `road?light=night` and `synthetic:road?light=night` are the same scene. */
function sceneUrl(scene: string, seed: number): string {
  const url = scene.startsWith('synthetic:') ? scene : `synthetic:${scene}`;
  return /[?&]seed=/.test(url) ? url : `${url}${url.includes('?') ? '&' : '?'}seed=${seed}`;
}

/** `7` or `1..20`. */
function seedsOf(text: string): number[] {
  const [, first, last = first] = /^(\d+)(?:\.\.(\d+))?$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (!(from >= 1) || to < from || to - from >= 1000)
    throw new UsageError(`--seed ${text}: expected a number from 1 like 7, or a range like 1..20`);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** `0.1,0.5 0.9,0.5` */
function lineOf(text: string): PicturePoint[] {
  const points = text
    .trim()
    .split(/\s+/)
    .map((point) => point.split(',').map(Number));
  const read = pictureLine.safeParse(points);
  if (read.success) return read.data;
  throw new UsageError(
    `--line "${text}": ${read.error.issues[0]?.message ?? 'invalid'}; expected points as fractions of the picture, like "0.1,0.5 0.9,0.5"`,
  );
}

/** Highest sampling rate of the command, frames per second. */
const maxFps = 15;
const anyLine: PicturePoint[] = [
  [0, 0.5],
  [1, 0.5],
];

/** Frames per second at which a camera with a line is accepted. */
function rateOf(text: string): number {
  const fps = numberOf('fps', text, [0.1, maxFps]);
  const [issue] = trackingRateIssues(
    {
      zones: [lineZone(anyLine)],
      plan: { mode: 'fps', fps },
      stream: { url: 'file:///clip.mp4', transport: 'tcp' },
      streamKind: 'file',
    },
    () => undefined,
  );
  if (issue) throw new UsageError(`--fps ${text}: ${issue.message}`);
  return fps;
}

function numberOf(name: string, text: string, [min, max]: readonly [min: number, max: number]): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= min && value <= max) return value;
  throw new UsageError(`--${name} ${text}: expected a number from ${min} to ${max}`);
}
