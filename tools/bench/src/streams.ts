import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { VialogServer } from '@vialog/testkit';
import { lotClip } from './clips.ts';
import { bareFfmpeg, bareOnnx } from './frame-costs.ts';
import { cache } from './machine.ts';
import { metricIn } from './metrics.ts';
import type { Part, PartOptions, Row } from './part.ts';
import { outputOf } from './process-cost.ts';
import { coresOf, cpuBetween, treeCpuMs, treeOf } from './process-tree.ts';
import { figure } from './report.ts';

const command = 'npm run bench -- streams';
/** Minimum share of the due frames that must be counted. */
const keptUp = 0.97;
const settleMs = 5_000;

/** Result with a number of streams. */
interface Step {
  readonly streams: number;
  /** Frames counted / frames due. */
  readonly coverage: number;
  /** CPU time of the whole server per counted frame, ms; includes time spent on frames that came too late. */
  readonly cpuMs: number;
}

/** Number of live streams that one core can count. */
export const streams: Part = {
  name: 'streams',
  title: 'Live streams on one core',
  method:
    'A standalone server with all its processes held on one core, one detector, and live 640×360 streams of 24 frames/s ' +
    `(files in real time), one frame per second counted. Streams are added while ${keptUp * 100} % of the due frames are ` +
    'counted. Against 1000 / (ms to decode a second of stream by bare ffmpeg + ms of a run of bare ONNX).',
  run: async (options) => {
    const clip = await lotClip(640, 360);
    const [decode, network] = [await bareFfmpeg(clip), await bareOnnx(60)];
    const bare = 1000 / (decode.cpuMs + network.cpuMs);
    options.progress(`bare: ${figure(decode.cpuMs)} + ${figure(network.cpuMs)} ms, ${figure(bare)} streams`);
    return rowsOf(await ramp(basename(clip.short), bare, options), bare);
  },
};

async function ramp(clip: string, bare: number, { quick, progress }: PartOptions): Promise<readonly Step[]> {
  // Processes started from now on stay on this core, including children that start before the server listens.
  await holdOn('0', process.pid);
  const server = await VialogServer.start({ env: { VIALOG_MEDIA_DIR: cache, VIALOG_DETECTORS: '1' } });
  try {
    await holdOn('1', process.pid);
    const steps: Step[] = [];
    const stride = Math.max(1, Math.round(bare / (quick ? 6 : 10)));
    let running = 0;
    for (let wanted = Math.round(bare * 0.4); wanted < bare * 1.2; wanted += stride) {
      for (; running < wanted; running += 1) await server.post('/v1/cameras', cameraOf(running, clip));
      const step = await measure(server, running, quick ? 10_000 : 20_000);
      progress(
        `${running} streams: ${figure(step.coverage * 100)} % counted, ${figure(step.cpuMs)} ms a frame`,
      );
      steps.push(step);
      if (step.coverage < keptUp) break;
    }
    return steps;
  } finally {
    await server.remove();
    await holdOn('0-1023', process.pid).catch(() => undefined);
  }
}

const cameraOf = (i: number, clip: string): object => ({
  name: `Bench ${i}`,
  position: [112.2 + i / 1000, 31.03],
  stream: { url: `file:///${clip}` },
  plan: { mode: 'fps', fps: 1 },
});

async function measure(server: VialogServer, running: number, forMs: number): Promise<Step> {
  await allOnline(server, running);
  await wait(settleMs);
  const [counted, cpu, began] = [await countedBy(server), treeCpuMs(server.pid), performance.now()];
  await wait(forMs);
  checkHeld(server.pid);
  const [frames, cpuMs] = [(await countedBy(server)) - counted, cpuBetween(cpu, treeCpuMs(server.pid))];
  const streamSeconds = (running * (performance.now() - began)) / 1000;
  return { streams: running, coverage: frames / streamSeconds, cpuMs: cpuMs / frames };
}

/** Streams start one after the other on one core; measuring begins when all run. */
async function allOnline(server: VialogServer, running: number): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    if ((await metric(server, 'vialog_cameras_online')) >= running) return;
    await wait(1_000);
  }
  throw new Error(`expected ${running} cameras to be online within a minute:\n${server.log.slice(-2_000)}`);
}

const countedBy = (server: VialogServer): Promise<number> => metric(server, 'vialog_detector_counted_total');

async function metric(server: VialogServer, name: string): Promise<number> {
  return metricIn(await (await server.fetch('/metrics')).text(), name);
}

/** Rejects the run if any process used another core. */
function checkHeld(pid: number): void {
  const elsewhere = treeOf(pid).filter((member) => !['0', undefined].includes(coresOf(member)));
  if (elsewhere.length > 0)
    throw new Error(`expected all processes of the server on core 0; found others: ${elsewhere.join(', ')}`);
}

/** Restricts a process and its future children to some cores. */
const holdOn = (cores: string, pid: number): Promise<string> =>
  outputOf('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, String(pid)]);

function rowsOf(steps: readonly Step[], bare: number): Row[] {
  const kept = steps.filter((step) => step.coverage >= keptUp);
  const most = kept.at(-1);
  const against = `${figure(bare)} streams`;
  const each = most?.cpuMs ?? steps[0]?.cpuMs ?? NaN;
  return [
    {
      what: 'streams kept up on one core',
      value: most?.streams ?? 0,
      unit: 'streams',
      against,
      ratio: (most?.streams ?? 0) / bare,
      target: { bound: 'at least', limit: 0.8, aim: 0.9 },
      command,
    },
    {
      what: `streams per core derived from ${figure(each)} ms of CPU per counted frame`,
      value: 1000 / each,
      unit: 'streams',
      against,
      ratio: 1000 / each / bare,
      command,
    },
  ];
}
