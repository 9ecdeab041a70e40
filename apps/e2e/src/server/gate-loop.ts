import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTrafficUrl, trafficCrossings, trafficLine } from '@vialog/capture-synthetic';
import type { Camera, CountEvent } from '@vialog/contracts';
import { startRtspServer } from '@vialog/testkit';
import { allEvents, until, type VialogClient } from './queries.ts';
import { momentsOf, writeSceneClip } from './scene-clip.ts';
import { crossingsIn, runsOf, startOf } from './traffic-counts.ts';

/** A gate with an empty picture at the beginning and at the end of the loop, so that no vehicle jumps. */
const url = 'synthetic:gate?seed=7&ways=inbound';
const from = 91_000;
const seconds = 20;
const slotMs = seconds * 1000;

/** True crossings of each loop, all inbound. A slot is as long as the loop, so it has as many at any phase. */
export const crossingsPerSlot = trafficCrossings(parseTrafficUrl(url), { from, to: from + slotMs }).length;

export interface GateLoop {
  readonly url: string;
  stop(): Promise<void>;
}

/** A real RTSP camera that shows a rendered gate over and over. */
export async function startGateLoop(): Promise<GateLoop> {
  const folder = await mkdtemp(join(tmpdir(), 'vialog-gate-'));
  const clip = join(folder, 'gate.mp4');
  await writeSceneClip(clip, { url, width: 640, moments: momentsOf(from, seconds) });
  const rtsp = await startRtspServer({ source: { clip }, fps: 10 });
  return {
    url: rtsp.url,
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

/** Waits for slots in a row with enough frames to count every vehicle, and returns their crossings. */
export async function loopSlots(server: VialogClient, camera: Camera, slots: number): Promise<LoopCount> {
  const isGood = ({ framesUsed, trackingRestarts }: CountEvent) =>
    framesUsed >= 3 * seconds && trackingRestarts === undefined;
  const run = await until(
    `${slots} slots of ${camera.name} in a row`,
    async () => {
      const events = await allEvents(server, `camera:${camera.cameraId} zone:line kind:measured last:1h`);
      const runs = runsOf(
        events.toSorted((a, b) => startOf(a) - startOf(b)),
        isGood,
        slotMs,
      );
      return runs.find((each) => each.length >= slots)?.slice(0, slots) ?? [];
    },
    (found) => found.length > 0,
  );
  return { inbound: crossingsIn(run, 'inbound'), outbound: crossingsIn(run, 'outbound') };
}

interface LoopCount {
  readonly inbound: number;
  readonly outbound: number;
}
