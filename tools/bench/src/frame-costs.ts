import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { cache, model, root } from './machine.ts';
import { costOf, outputOf } from './process-cost.ts';
import type { ClipPair } from './clips.ts';

/** Cost of one sampled frame. */
export interface FrameCost {
  readonly cpuMs: number;
  readonly wallMs: number;
}

interface Total extends FrameCost {
  readonly frames: number;
}

/** Cost of a frame without start-up: the additional cost of the long clip over the short one. */
async function perFrame(
  { short, long }: ClipPair,
  measure: (clip: string) => Promise<Total>,
): Promise<FrameCost> {
  const [less, more] = [await measure(short), await measure(long)];
  const frames = more.frames - less.frames;
  if (!(frames > 0))
    throw new Error(`expected more frames of ${long} (${more.frames}) than of ${short} (${less.frames})`);
  return { cpuMs: (more.cpuMs - less.cpuMs) / frames, wallMs: (more.wallMs - less.wallMs) / frames };
}

/** `vialog count` with Node.js, ffmpeg, the detector process, slots and events. */
export function ours(clip: ClipPair, plan: 'fps' | 'keyframes'): Promise<FrameCost> {
  const sampling = plan === 'fps' ? ['--fps', '1'] : ['--keyframes'];
  const start = ['--start', '2026-01-31T08:00:00+08:00'];
  return perFrame(clip, async (path) => {
    const main = `${root}apps/cli/dist/main.js`;
    const cost = await costOf(process.execPath, [main, 'count', path, ...start, ...sampling]);
    return { ...cost, frames: framesIn(cost.stdout) };
  });
}

/** `vialog evaluate` with a line: the same with the tracker, without slots and events. */
export async function oursWithLine(clip: ClipPair, fps: number): Promise<FrameCost> {
  const truth = `${cache}no-crossings.csv`;
  await writeFile(truth, 'time,class,direction\n');
  return perFrame(clip, async (path) => {
    const given = ['--clip', path, '--truth', truth, '--line', '0.36,0.62 0.72,0.62', '--fps', String(fps)];
    const main = `${root}apps/cli/dist/main.js`;
    const cost = await costOf(process.execPath, [main, 'evaluate', ...given, '--json']);
    const [run] = (JSON.parse(cost.stdout) as { runs: readonly { frames: number }[] }).runs;
    return { ...cost, frames: run?.frames ?? 0 };
  });
}

/** Number of frames used for the events of a run over the whole picture. */
function framesIn(lines: string): number {
  const events = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { framesUsed?: number });
  return events.reduce((sum, { framesUsed = 0 }) => sum + framesUsed, 0);
}

/** ffmpeg alone: decodes everything, scales some frames per second for the model and discards them. */
export function bareFfmpeg(clip: ClipPair, fps = 1): Promise<FrameCost> {
  const filter = `fps=${fps},scale=416:-2:flags=bilinear`;
  const output = [
    '-pix_fmt',
    'rgb24',
    '-c:v',
    'rawvideo',
    '-threads:v',
    '1',
    '-f',
    'rawvideo',
    '-y',
    '/dev/null',
  ];
  return perFrame(clip, async (path) => {
    const args = [
      '-nostdin',
      '-v',
      'error',
      '-progress',
      'pipe:1',
      '-threads',
      '1',
      '-i',
      path,
      '-vf',
      filter,
    ];
    const cost = await costOf('ffmpeg', [...args, ...output]);
    const frames = Number([...cost.stdout.matchAll(/^frame=\s*(\d+)/gm)].at(-1)?.[1]);
    return { ...cost, frames };
  });
}

/** onnxruntime alone, one thread, the same network. */
export async function bareOnnx(frames: number): Promise<FrameCost> {
  const script = fileURLToPath(new URL('./bare-onnx.ts', import.meta.url));
  return JSON.parse(await outputOf(process.execPath, [script, model, String(frames)])) as FrameCost;
}
