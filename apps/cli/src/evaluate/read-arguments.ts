import { countClass, pictureLine, type PicturePoint } from '@vialog/contracts';
import type { CategoryMap } from '@vialog/evaluation';
import { trackingRateIssues } from '@vialog/measuring';
import { UsageError } from '../command.ts';
import { lineZone } from './count-crossings.ts';

/** `7` or `1..20`. */
export function seedsOf(text: string): number[] {
  const [, first, last = first] = /^(\d+)(?:\.\.(\d+))?$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (!(from >= 1) || to < from || to - from >= 1000)
    throw new UsageError(`--seed ${text}: expected a number from 1 like 7, or a range like 1..20`);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** `0.1,0.5 0.9,0.5` */
export function lineOf(text: string): PicturePoint[] {
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

/** `van=truck,lorry=truck` */
export function categoriesOf(text: string): CategoryMap {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [category = '', name = '', ...others] = part.split('=').map((side) => side.trim());
      const read = countClass.safeParse(name);
      if (category === '' || !read.success || others.length > 0)
        throw new UsageError(
          `--categories "${part}": expected a category and a class like van=truck; classes: ${countClass.options.join(', ')}`,
        );
      return [category, read.data];
    }),
  );
}

/** Highest sampling rate of the command, frames per second. */
const maxFps = 15;
const anyLine: PicturePoint[] = [
  [0, 0.5],
  [1, 0.5],
];

/** Frames per second at which a camera with a line is accepted. */
export function rateOf(text: string): number {
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

export function numberOf(
  name: string,
  text: string,
  [min, max]: readonly [min: number, max: number],
): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= min && value <= max) return value;
  throw new UsageError(`--${name} ${text}: expected a number from ${min} to ${max}`);
}
