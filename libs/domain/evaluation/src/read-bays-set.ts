import { picturePolygon, type PicturePoint } from '@vialog/contracts';
import { z } from 'zod';
import { SetError, type SetProblem } from './set-error.ts';

/** A parking space in a picture, with its true state. */
export interface LabelledSpace {
  readonly id: string;
  /** Picture points 0..1. */
  readonly polygon: readonly PicturePoint[];
  readonly occupied: boolean;
}

/** A picture of a parking lot with the true state of its spaces. */
export interface BaysPicture {
  /** Path of the picture as the set names it. */
  readonly image: string;
  /** Line of the set, from 1. */
  readonly line: number;
  /** Size of the picture, px, if the set names it. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
  readonly spaces: readonly LabelledSpace[];
}

const pixels = z.int('expected a whole number of px').min(1, 'expected at least 1 px');

const bayLine = z.object({
  image: z.string('expected the path of a picture').min(1, 'expected the path of a picture'),
  width: pixels.optional(),
  height: pixels.optional(),
  bays: z
    .array(
      z.object({
        id: z.string('expected an id as text'),
        polygon: picturePolygon,
        occupied: z.boolean('expected true or false'),
      }),
      'expected a list of spaces',
    )
    .min(1, 'expected at least one space')
    .max(200, 'expected at most 200 spaces'),
});

/**
 * Reads labelled bays: one JSON object per line with `image`, `bays` (each with `id`, `polygon` in 0..1 and `occupied`) and
 * optionally `width` and `height`. Empty lines are ignored.
 *
 * @param file path for messages
 * @throws {SetError} when a line is invalid or the set is empty
 */
export function readBaysSet(text: string, file: string): BaysPicture[] {
  const problems: SetProblem[] = [];
  const pictures: BaysPicture[] = [];
  // Editors on Windows write a byte order mark.
  for (const [index, row] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    if (row.trim() === '') continue;
    const read = pictureOf(row, index + 1);
    if (Array.isArray(read)) problems.push(...read);
    else pictures.push(read);
  }
  problems.push(...repeatedImages(pictures));
  if (problems.length === 0 && pictures.length === 0)
    problems.push({ message: 'expected one JSON object per line and found an empty file' });
  if (problems.length > 0) throw new SetError(file, problems);
  return pictures;
}

function pictureOf(row: string, line: number): BaysPicture | SetProblem[] {
  let content: unknown;
  try {
    content = JSON.parse(row);
  } catch (error) {
    const reason = Error.isError(error) ? error.message : String(error);
    return [{ line, message: `expected one JSON object per line; ${reason}` }];
  }
  const read = bayLine.safeParse(content);
  if (!read.success)
    return read.error.issues.map(({ path, message }) => ({ line, message: `${pathOf(path)}${message}` }));
  const { image, width, height, bays } = read.data;
  const twice = bays.find(({ id }, i) => bays.findIndex((other) => other.id === id) !== i);
  if (twice) return [{ line, message: `bays: expected unique ids and found "${twice.id}" twice` }];
  const size = width !== undefined && height !== undefined ? { width, height } : undefined;
  return { image, line, size, spaces: bays };
}

/** `bays[3].polygon[0]: ` */
export const pathOf = (path: readonly PropertyKey[]): string =>
  path.length === 0
    ? ''
    : `${path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${String(key)}`)).join('')}: `;

function repeatedImages(pictures: readonly BaysPicture[]): SetProblem[] {
  const first = new Map<string, number>();
  return pictures.flatMap(({ image, line }) => {
    const known = first.get(image);
    if (known === undefined) first.set(image, line);
    return known === undefined
      ? []
      : [{ line, message: `${image} is already in line ${known}; it would count twice` }];
  });
}
