import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTrafficUrl, trafficCrossings, trafficLine } from '@vialog/capture-synthetic';
import type { Camera, CountEvent } from '@vialog/contracts';
import { startRtspServer } from '@vialog/testkit';
import { allEvents, hangGuardMs, until, type VialogClient } from './queries.ts';
import { momentsOf, writeSceneClip } from './scene-clip.ts';
import { crossingsIn, startOf } from './traffic-counts.ts';

/** A gate with an empty picture at the beginning and at the end of the loop, so that no vehicle jumps. */
const url = 'synthetic:gate?seed=7&ways=inbound';
const from = 91_000;
const seconds = 20;
const slotMs = seconds * 1000;

/** True crossings of each loop, all inbound. A slot is as long as the loop, so it has as many at any phase. */
export const crossingsPerLoop = trafficCrossings(parseTrafficUrl(url), { from, to: from + slotMs }).length;

export interface GateLoop {
  readonly url: string;
  /** Epoch ms. */
  readonly startedAt: number;
  stop(): Promise<void>;
}

/** A real RTSP camera that shows a rendered gate over and over. */
export async function startGateLoop(): Promise<GateLoop> {
  const folder = await mkdtemp(join(tmpdir(), 'vialog-gate-'));
  const clip = join(folder, 'gate.mp4');
  await writeSceneClip(clip, { url, width: 640, moments: momentsOf(from, seconds) });
  const startedAt = Date.now();
  const rtsp = await startRtspServer({ source: { clip }, fps: 10 });
  return {
    url: rtsp.url,
    startedAt,
    stop: async () => {
      await rtsp.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A camera that shows the loop, with slots of one loop. */
export const loopCamera = (name: string, stream: GateLoop) => ({
  name,
  position: [112.2, 31.03],
  stream: { url: stream.url },
  plan: { mode: 'fps', fps: 5 },
  zones: [{ zoneId: 'line', name: 'Line', kind: 'line', slotMs, line: trafficLine(parseTrafficUrl(url)) }],
});

/**
 * Waits for two slots in a row with the true numbers of crossings: on a loaded machine slots before them have too few frames.
 * Returns the inbound crossings of all slots, and how many loops there were.
 */
export async function loopCounts(
  server: VialogClient,
  camera: Camera,
  stream: GateLoop,
): Promise<LoopCounts> {
  const events = await until(
    `two right slots of ${camera.name} in a row`,
    () => allEvents(server, `camera:${camera.cameraId} zone:line kind:measured last:1h`),
    (all) => hasRightPair(all.toSorted((a, b) => startOf(a) - startOf(b))),
    hangGuardMs / 3,
  );
  const loops = Math.ceil((Date.now() - stream.startedAt) / slotMs);
  return { inbound: crossingsIn(events, 'inbound'), loops };
}

/** A crossing at the border of two slots can belong to the slot before or after these. */
const hasRightPair = (events: readonly CountEvent[]): boolean =>
  events.some((event, index) => {
    const next = events[index + 1];
    if (!next || startOf(next) !== startOf(event) + slotMs) return false;
    const missed = 2 * crossingsPerLoop - crossingsIn([event, next], 'inbound');
    return Math.abs(missed) <= 1 && crossingsIn([event, next], 'outbound') === 0;
  });

interface LoopCounts {
  readonly inbound: number;
  /** Loops since the stream started, also the one that has only begun. */
  readonly loops: number;
}
