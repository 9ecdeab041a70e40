import { parseArgs } from 'node:util';
import {
  camera,
  completeZone,
  defaultPlan,
  epochOf,
  instantInput,
  isoOf,
  modelBinding,
  position,
  samplingPlan,
  timeZone,
  viewZone,
  viewZoneId,
  zoneInput,
  type Camera,
  type SamplingPlan,
  type ZoneInput,
} from '@vialog/contracts';
import { slotLengthIssues, trackingRateIssues, zoneConflicts } from '@vialog/measuring';
import { z } from 'zod';
import { UsageError } from '../command.ts';
import { parseJsonFile, readInputFile } from '../input-file.ts';

/** Content of a zones file: an object with zones and settings of the camera; a list is short for one that has only zones. */
const zonesFile = z.preprocess(
  (json) => (Array.isArray(json) ? { zones: json } : json),
  z.strictObject({
    zones: z.array(zoneInput).default([]),
    model: modelBinding.optional(),
    plan: samplingPlan.optional(),
    timeZone: timeZone.optional(),
    position: position.optional(),
  }),
);
type ZonesFile = z.infer<typeof zonesFile>;

export interface CountRequest {
  readonly clip: string;
  /** The camera of the clip: zones, plan, model; valid from the start of the clip. */
  readonly camera: Camera;
  /** Time at which the clip begins, epoch ms. */
  readonly start: number;
  readonly models: string;
}

/** Camera id of the events without --camera. */
const clipCameraId = 'clip00000000';

/**
 * Reads `<clip> --zones zones.json --start <time> [--fps n | --keyframes] [--models dir] [--camera id]`.
 *
 * @throws {UsageError} when an argument is missing or invalid
 * @throws {Error} when the zones file cannot be read or is invalid
 */
export async function readCountRequest(args: readonly string[], modelsDir: string): Promise<CountRequest> {
  const { values, positionals } = parsed(args);
  const [clip] = positionals;
  if (clip === undefined || positionals.length > 1)
    throw new UsageError(`expected one clip and found ${positionals.length}`);
  if (clip.trim() === '') throw new UsageError('expected the path of a clip and found an empty one');
  const start = startOf(values.start);
  const file: ZonesFile = values.zones === undefined ? { zones: [] } : await readZones(values.zones);
  const plan = planOf(values, file.plan);
  return {
    clip,
    start,
    models: values.models ?? modelsDir,
    camera: cameraOf({ ...file, ...(plan ? { plan } : {}) }, values.camera ?? clipCameraId),
  };
}

/**
 * Reads the camera of a zones file that is evaluated: its zones, sampling plan and model.
 * @throws {Error} when the file cannot be read or is invalid
 */
export const readCameraFile = async (path: string): Promise<Camera> =>
  cameraOf(await readZones(path), clipCameraId);

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = {
    zones: text,
    start: text,
    fps: text,
    models: text,
    camera: text,
    keyframes: { type: 'boolean' },
    gate: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}

function startOf(text: string | undefined): number {
  if (text === undefined)
    throw new UsageError(
      '--start is required: the time at which the clip begins, for example 2026-01-31T08:00:00+08:00',
    );
  const read = instantInput.safeParse(text);
  if (!read.success) throw new UsageError(`--start ${text}: ${read.error.issues[0]?.message}`);
  const start = epochOf(read.data);
  if (start < 0) throw new UsageError(`--start ${text}: expected a time in 1970 or later`);
  return start;
}

interface PlanValues {
  readonly fps?: string;
  readonly keyframes?: boolean;
  readonly gate?: boolean;
}

/** The plan of the arguments, else that of the zones file; undefined: the default. */
function planOf(values: PlanValues, ofFile: SamplingPlan | undefined): SamplingPlan | undefined {
  const plan = rateOf(values) ?? ofFile;
  return values.gate ? { ...(plan ?? defaultPlan), sceneGate: true } : plan;
}

function rateOf(values: PlanValues): SamplingPlan | undefined {
  if (values.keyframes && values.fps !== undefined)
    throw new UsageError('expected either --fps or --keyframes and found both');
  if (values.keyframes) return { mode: 'keyframes' };
  if (values.fps === undefined) return undefined;
  const read = samplingPlan.safeParse({ mode: 'fps', fps: Number(values.fps) });
  if (!read.success) throw new UsageError(`--fps ${values.fps}: expected a number from 0.1 to 5`);
  return read.data;
}

async function readZones(path: string): Promise<ZonesFile> {
  const text = (await readInputFile(path, 'zones file')).toString();
  const read = zonesFile.safeParse(parseJsonFile(text, path));
  if (read.success) return read.data;
  throw new Error(`invalid zones file ${path}:\n${z.prettifyError(read.error)}`);
}

function cameraOf({ zones, ...rest }: ZonesFile, cameraId: string): Camera {
  const read = camera.safeParse({
    cameraId,
    version: 1,
    validFromAt: isoOf(0),
    createdAt: isoOf(0),
    lifecycle: 'active',
    name: 'clip',
    position: [0, 0],
    stream: { url: 'file:clip' },
    streamKind: 'file',
    ...rest,
    zones: withView(zones).map(completeZone),
  });
  if (!read.success) throw new Error(`invalid zones:\n${z.prettifyError(read.error)}`);
  const conflict = zoneConflicts(read.data.zones).find((found) => found.severity === 'error');
  if (conflict) throw new Error(`invalid zones: ${conflict.message}`);
  const [tooSlow] = [
    ...slotLengthIssues(read.data, () => undefined),
    ...trackingRateIssues(read.data, () => undefined),
  ];
  if (tooSlow) throw new Error(`invalid zones: ${tooSlow.message}`);
  return read.data;
}

function withView(zones: readonly ZoneInput[]): ZoneInput[] {
  const others = zones.filter((zone) => zone.zoneId !== viewZoneId);
  const view = viewZone(others);
  const sent = zones.find((zone) => zone.zoneId === viewZoneId);
  return [{ ...view, ...sent, role: view.role }, ...others];
}
