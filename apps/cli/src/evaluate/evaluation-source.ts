import { dirname } from 'node:path';
import { UsageError } from '../command.ts';
import type { EvaluateValues } from './evaluate-options.ts';
import { numberOf, seedsOf } from './read-arguments.ts';
import { densities, suiteScenes, type Density, type SuiteScene } from './suite-scenes.ts';

/** What is evaluated. */
export type EvaluationSource =
  | { readonly kind: 'clip'; readonly clip: string; readonly truth: string }
  | {
      readonly kind: 'scenes';
      readonly name: string;
      readonly scenes: readonly SuiteScene[];
      readonly leftOut: readonly string[];
      readonly durationMs: number;
    }
  | { readonly kind: 'bays'; readonly file: string; readonly folder: string }
  | { readonly kind: 'coco'; readonly file: string; readonly folder: string };

const kinds = ['clip', 'scene', 'bays', 'coco'] as const;
const oneKind = `expected either ${kinds.map((name) => `--${name}`).join(' or ')}`;

/** Arguments that belong to one kind of source. */
const ownArguments = {
  truth: ['clip', 'the truth of scenes is known, and sets contain theirs'],
  pictures: ['bays or coco', 'the folder of the pictures of a set'],
  categories: ['coco', 'the categories of a COCO set'],
  light: ['scene', 'the lights of rendered scenes'],
  density: ['scene', 'the densities of rendered scenes'],
  seed: ['scene', 'the seeds of rendered scenes'],
  minutes: ['scene', 'the duration of rendered scenes'],
  fps: ['clip or scene', 'the frames per second of lines'],
  tolerance: ['clip or scene', 'the time between crossings of lines'],
} as const;

/** @throws {UsageError} when the arguments name no source, more than one, or an argument of another one */
export function evaluationSource(values: EvaluateValues): EvaluationSource {
  const given = kinds.filter((kind) => values[kind] !== undefined);
  const [kind] = given;
  if (kind === undefined || given.length > 1)
    throw new UsageError(`${oneKind}; found ${given.map((name) => `--${name}`).join(', ') || 'none'}`);
  checkOwners(values, kind);
  switch (kind) {
    case 'clip':
      return clipOf(values);
    case 'scene':
      return scenesOf(values);
    case 'bays':
    case 'coco':
      return setOf(kind, values);
  }
}

/** @throws {UsageError} when an argument belongs to another kind of source */
function checkOwners(values: EvaluateValues, kind: string): void {
  for (const [name, [owner, what]] of Object.entries(ownArguments))
    if (values[name as keyof typeof ownArguments] !== undefined && !owner.includes(kind))
      throw new UsageError(`--${name} is for --${owner.replace(' or ', ' or --')}: ${what}`);
}

function clipOf({ clip = '', truth, line, camera }: EvaluateValues): EvaluationSource {
  if (truth === undefined)
    throw new UsageError(
      '--truth is required with --clip: a CSV file with the columns time, class, direction',
    );
  if (line === undefined && camera === undefined)
    throw new UsageError('--line or --camera is required with --clip: where vehicles are counted');
  return { kind: 'clip', clip, truth };
}

function scenesOf({
  scene = '',
  light,
  density,
  seed = '1',
  minutes = '5',
}: EvaluateValues): EvaluationSource {
  const suite = {
    scenes: scene.split(',').map((name) => name.trim()),
    lights: light === undefined ? [] : light.split(',').map((name) => name.trim()),
    densities: density === undefined ? [] : density.split(',').map(densityOf),
    seeds: seedsOf(seed),
  };
  const durationMs = numberOf('minutes', minutes, [0.1, 600]) * 60_000;
  return { kind: 'scenes', name: scene, ...suiteScenes(suite), durationMs };
}

function densityOf(text: string): Density {
  const found = densities.find((known) => known === text.trim());
  if (found) return found;
  throw new UsageError(`--density ${text}: expected ${densities.join(' or ')}`);
}

function setOf(
  kind: 'bays' | 'coco',
  { bays, coco, pictures, line, camera }: EvaluateValues,
): EvaluationSource {
  const file = (kind === 'bays' ? bays : coco) ?? '';
  if (line !== undefined)
    throw new UsageError(`--line is for --clip and --scene: a ${kind} set has no crossings`);
  if (camera !== undefined)
    throw new UsageError(`--camera is for --clip and --scene; use --model and --threshold with --${kind}`);
  return { kind, file, folder: pictures ?? dirname(file) };
}
