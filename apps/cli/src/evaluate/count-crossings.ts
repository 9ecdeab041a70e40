import type { Picture, PicturePoint, SamplingPlan, Zone } from '@vialog/contracts';
import { zone as zoneSchema } from '@vialog/contracts';
import { captureWidth, type Detector } from '@vialog/detection';
import type { ModelBinding, ModelCard, ZoneCount } from '@vialog/contracts';
import { directions, type Crossing } from './crossing.ts';

/** Frames with their time since the clip began, ms. */
export interface FrameClip {
  readonly frames: (
    request: { readonly plan: SamplingPlan; readonly width: number },
    signal: AbortSignal,
  ) => AsyncIterable<{ readonly picture: Picture; readonly streamMs: number }>;
}

export interface CrossingCount {
  readonly crossings: readonly Crossing[];
  /** Time from the first to the last frame and one interval, ms. */
  readonly durationMs: number;
  readonly frames: number;
  /** Times at which tracking began again: vehicles of these moments can be missing. */
  readonly trackingRestarts: number;
}

interface CountPorts {
  readonly detector: Detector;
  readonly clip: FrameClip;
  readonly card: ModelCard;
}

interface CountOptions {
  readonly zone: Zone;
  readonly model: ModelBinding;
  readonly fps: number;
  /** Distinguishes the runs of one detector: each tracks separately. */
  readonly cameraId: string;
}

/** Zone id of the evaluated line where it is not from a file. */
export const lineZoneId = 'line';

/** @throws {ZodError} when the points are not a line */
export const lineZone = (line: readonly PicturePoint[]): Zone =>
  zoneSchema.parse({
    zoneId: lineZoneId,
    name: 'line',
    kind: 'line',
    role: 'main',
    line,
    classes: ['bicycle', 'car', 'motorcycle', 'bus', 'truck'],
    slotMs: 60_000,
  });

/**
 * Runs detector and tracker over a clip and reads each crossing from the counters of the line.
 * @throws {Error} when the detector fails on a frame or reports no crossings, or when the clip has no frame
 */
export async function countCrossings(
  { zone, model, fps, cameraId }: CountOptions,
  { detector, clip, card }: CountPorts,
): Promise<CrossingCount> {
  const crossings: Crossing[] = [];
  const sessions = new Set<string>();
  let before: ZoneCount | undefined;
  let [frames, lastMs] = [0, 0];
  const plan: SamplingPlan = { mode: 'fps', fps };
  const request = { plan, width: captureWidth([zone], card) };
  for await (const { picture, streamMs } of clip.frames(request, new AbortController().signal)) {
    const capturedAt = Math.round(clipStart + streamMs);
    const frame = { ...picture, cameraId, cameraVersion: 1, capturedAt };
    const reply = await detector.count(frame, { zones: [zone], model });
    if (reply.kind === 'failed')
      throw new Error(
        `the detector failed on the frame at ${(streamMs / 1000).toFixed(2)} s: ${reply.detail}`,
      );
    const count = reply.count.zones.find((each) => each.zoneId === zone.zoneId);
    const session = reply.count.tracking?.session;
    if (!count?.inbound || session === undefined)
      throw new Error('the detector reports no crossings of lines');
    if (!sessions.has(session)) before = undefined;
    sessions.add(session);
    crossings.push(...newCrossings(before, count, streamMs));
    before = count;
    frames += 1;
    lastMs = streamMs;
  }
  if (frames === 0) throw new Error('the clip has no frame');
  return { crossings, frames, durationMs: lastMs + 1000 / fps, trackingRestarts: sessions.size - 1 };
}

/** Moment at which clips begin, epoch ms. */
const clipStart = Date.UTC(2026, 0, 1);

/** The crossings by which the counters of a session have grown. */
function newCrossings(before: ZoneCount | undefined, now: ZoneCount, at: number): Crossing[] {
  return directions.flatMap((direction) =>
    Object.entries(now[direction] ?? {}).flatMap(([vehicleClass, total = 0]) => {
      const known = before?.[direction]?.[vehicleClass as keyof ZoneCount['counts']] ?? 0;
      return Array.from({ length: Math.max(0, total - known) }, () => ({ at, vehicleClass, direction }));
    }),
  );
}
