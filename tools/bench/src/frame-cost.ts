import { lotClip, streetClip, type ClipPair } from './clips.ts';
import { bareFfmpeg, bareOnnx, ours, type FrameCost } from './frame-costs.ts';
import type { Part, PartOptions, Row } from './part.ts';
import { figure } from './report.ts';
import { median } from './statistics.ts';

const command = 'npm run bench -- frame-cost';

/** Cost of a sampled frame compared with its bare parts. */
export const frameCost: Part = {
  name: 'frame-cost',
  title: 'Cost of a sampled frame, against bare ffmpeg + bare ONNX',
  method:
    '`vialog count --fps 1` over a clip, against ffmpeg that decodes and scales the same frames into nothing plus ' +
    'onnxruntime that runs the same network as often on one tensor. CPU: user and system time of all processes. ' +
    'Start-up is excluded: only the additional cost of a clip three times as long counts. Median of the rounds.',
  run: async (options) => {
    const street = await streetClip();
    const clips = [await lotClip(640, 360), ...(street ? [street] : [])];
    const rows: Row[] = [];
    for (const clip of clips) rows.push(...(await measure(clip, options)));
    return rows;
  },
};

async function measure(clip: ClipPair, { quick, progress }: PartOptions): Promise<Row[]> {
  const rounds: Record<'whole' | 'decode' | 'network', FrameCost>[] = [];
  for (let round = 0; round < (quick ? 1 : 5); round += 1) {
    const [whole, decode, network] = [await ours(clip, 'fps'), await bareFfmpeg(clip), await bareOnnx(60)];
    progress(
      `${clip.name}: ${figure(whole.cpuMs)} ms against ${figure(decode.cpuMs)} + ${figure(network.cpuMs)} ms`,
    );
    rounds.push({ whole, decode, network });
  }
  const row = (of: 'cpuMs' | 'wallMs', what: string): Row => ({
    what: `${clip.name}: ${what} of a frame`,
    value: median(rounds.map(({ whole }) => whole[of])),
    unit: 'ms',
    against: `${figure(median(rounds.map((r) => r.decode[of])))} + ${figure(median(rounds.map((r) => r.network[of])))} ms`,
    ratio: median(rounds.map(({ whole, decode, network }) => whole[of] / (decode[of] + network[of]))),
    command,
  });
  return [
    { ...row('cpuMs', 'CPU'), target: { bound: 'at most', limit: 1.2, aim: 1.08 } },
    row('wallMs', 'time'),
  ];
}
