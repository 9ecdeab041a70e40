import { fileURLToPath } from 'node:url';
import { lotClip, streetClip, type ClipPair } from './clips.ts';
import { ours, type FrameCost } from './frame-costs.ts';
import { model } from './machine.ts';
import type { Part, PartOptions, Row, Target } from './part.ts';
import { outputOf } from './process-cost.ts';
import { pythonVersions, pythonWithOpenCv } from './python.ts';
import { figure } from './report.ts';
import { median } from './statistics.ts';

const command = 'npm run bench -- usual-script';
const script = fileURLToPath(new URL('../python/usual.py', import.meta.url));
const fullDecode: Target = { bound: 'at most', limit: 1.05 };
const byKeyFrames: Target = { bound: 'at most', limit: 1.05, aim: 0.65 };

/** Cost of a sampled frame compared with a simple script. */
export const usualScript: Part = {
  name: 'usual-script',
  title: 'Cost of a sampled frame, compared with a typical Python script',
  method:
    '`vialog count` over a clip at 1 frame/s, against `tools/bench/python/usual.py`: OpenCV decodes, onnxruntime runs ' +
    `the same network on the same frames, one thread each (${pythonVersions}). CPU of all processes, start-up excluded. ` +
    'Key frames (one per second in the rendered clips): Vialog decodes only these, the script decodes all frames. ' +
    'Median of the rounds.',
  run: async (options) => {
    const python = await pythonWithOpenCv(options.progress);
    const street = await streetClip();
    const clips = [await lotClip(640, 360), await lotClip(1920, 1080)];
    const rows: Row[] = [];
    for (const clip of clips)
      rows.push(...(await measure(clip, { python, plans: ['fps', 'keyframes'] }, options)));
    if (street) rows.push(...(await measure(street, { python, plans: ['fps'] }, options)));
    return rows;
  },
};

interface Beside {
  readonly python: string;
  readonly plans: readonly ('fps' | 'keyframes')[];
}

async function measure(
  clip: ClipPair,
  { python, plans }: Beside,
  { quick, progress }: PartOptions,
): Promise<Row[]> {
  const rounds: { readonly usual: FrameCost; readonly mine: readonly FrameCost[] }[] = [];
  for (let round = 0; round < (quick ? 1 : 3); round += 1) {
    const mine: FrameCost[] = [];
    for (const plan of plans) mine.push(await ours(clip, plan));
    const usual = await usualCost(python, clip);
    progress(
      `${clip.name}: ${mine.map(({ cpuMs }) => figure(cpuMs)).join(', ')} ms against ${figure(usual.cpuMs)} ms`,
    );
    rounds.push({ usual, mine });
  }
  return plans.map((plan, i) => {
    const of = (cost: readonly FrameCost[]): number => cost[i]?.cpuMs ?? NaN;
    return {
      what: `${clip.name}: CPU of a frame, ${plan === 'fps' ? 'full decode' : 'by key frames'}`,
      value: median(rounds.map(({ mine }) => of(mine))),
      unit: 'ms',
      against: `${figure(median(rounds.map(({ usual }) => usual.cpuMs)))} ms`,
      ratio: median(rounds.map(({ mine, usual }) => of(mine) / usual.cpuMs)),
      target: plan === 'fps' ? fullDecode : byKeyFrames,
      command,
    };
  });
}

/** The script measures itself after its start, so loading Python and the model is excluded. */
async function usualCost(python: string, clip: ClipPair): Promise<FrameCost> {
  const line = await outputOf(python, [script, clip.long, model, '1']);
  const said = JSON.parse(line) as { sampled: number; cpuMs: number; wallMs: number };
  return { cpuMs: said.cpuMs / said.sampled, wallMs: said.wallMs / said.sampled };
}
