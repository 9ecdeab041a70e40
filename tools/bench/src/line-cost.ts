import { lotClip, streetClip, type ClipPair } from './clips.ts';
import { bareFfmpeg, bareOnnx, oursWithLine, type FrameCost } from './frame-costs.ts';
import type { Part, PartOptions, Row } from './part.ts';
import { figure } from './report.ts';
import { median } from './statistics.ts';
import { trackerCost, type TrackerCost } from './tracker-cost.ts';

const command = 'npm run bench -- line-cost';
const fps = 5;

/** Cost of following vehicles: the tracker within a frame, and streams with a line on one core. */
export const lineCost: Part = {
  name: 'line-cost',
  title: 'Cost of a camera with a line',
  method:
    'Tracker: the frames of a clip at 5 frames/s are counted in one process with the shipped model; the time of following the ' +
    'objects and counting crossings, against the whole time of a frame in the detector (scaling, network, decoding, tracker). ' +
    'Streams: `vialog evaluate` over a clip at 5 frames/s, against ffmpeg that decodes and scales the same frames into ' +
    'nothing plus onnxruntime that runs the same network as often on one tensor; CPU of all processes, start-up excluded. ' +
    'Streams per core are derived: 1000 / (5 × CPU of a frame). Median of the rounds.',
  run: async (options) => {
    const clip = (await streetClip()) ?? (await lotClip(640, 360));
    return [trackerRow(clip, await trackerRounds(clip, options)), ...(await streamRows(clip, options))];
  },
};

async function trackerRounds(clip: ClipPair, { quick, progress }: PartOptions): Promise<TrackerCost[]> {
  const rounds: TrackerCost[] = [];
  for (let round = 0; round < (quick ? 1 : 3); round += 1) {
    const cost = await trackerCost(clip.short, fps);
    progress(`${clip.name}: tracker ${figure(cost.trackerMs)} of ${figure(cost.frameMs)} ms`);
    rounds.push(cost);
  }
  return rounds;
}

const trackerRow = (clip: ClipPair, rounds: readonly TrackerCost[]): Row => ({
  what: `${clip.name}: tracker in a frame`,
  value: median(rounds.map(({ trackerMs }) => trackerMs)),
  unit: 'ms',
  against: `the whole frame: ${figure(median(rounds.map(({ frameMs }) => frameMs)))} ms`,
  ratio: median(rounds.map(({ trackerMs, frameMs }) => trackerMs / frameMs)),
  target: { bound: 'at most', limit: 0.03 },
  command,
});

async function streamRows(clip: ClipPair, { quick, progress }: PartOptions): Promise<Row[]> {
  const rounds: Record<'whole' | 'decode' | 'network', FrameCost>[] = [];
  for (let round = 0; round < (quick ? 1 : 3); round += 1) {
    const [whole, decode, network] = [
      await oursWithLine(clip, fps),
      await bareFfmpeg(clip, fps),
      await bareOnnx(60),
    ];
    progress(
      `${clip.name}: ${figure(whole.cpuMs)} ms against ${figure(decode.cpuMs)} + ${figure(network.cpuMs)} ms`,
    );
    rounds.push({ whole, decode, network });
  }
  const whole = median(rounds.map((round) => round.whole.cpuMs));
  const bare = median(rounds.map(({ decode, network }) => decode.cpuMs + network.cpuMs));
  const ratio = median(rounds.map((round) => round.whole.cpuMs / (round.decode.cpuMs + round.network.cpuMs)));
  const streams = (cpuMs: number): number => 1000 / (fps * cpuMs);
  return [
    {
      what: `${clip.name}: CPU of a frame with a line, ${fps} frames/s`,
      value: whole,
      unit: 'ms',
      against: `bare ffmpeg + bare ONNX: ${figure(bare)} ms`,
      ratio,
      target: { bound: 'at most', limit: 1.2, aim: 1.08 },
      command,
    },
    {
      what: `${clip.name}: streams with a line per core, ${fps} frames/s each`,
      value: streams(whole),
      unit: 'streams',
      against: `${figure(streams(bare))} streams`,
      ratio: 1 / ratio,
      command,
    },
  ];
}
