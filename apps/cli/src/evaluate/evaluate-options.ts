import { parseArgs } from 'node:util';
import { UsageError } from '../command.ts';

const options = {
  clip: { type: 'string' },
  truth: { type: 'string' },
  bays: { type: 'string' },
  coco: { type: 'string' },
  pictures: { type: 'string' },
  categories: { type: 'string' },
  scene: { type: 'string' },
  light: { type: 'string' },
  density: { type: 'string' },
  seed: { type: 'string' },
  minutes: { type: 'string' },
  line: { type: 'string' },
  camera: { type: 'string' },
  model: { type: 'string' },
  threshold: { type: 'string' },
  fps: { type: 'string' },
  tolerance: { type: 'string' },
  'max-error': { type: 'string' },
  require: { type: 'string' },
  report: { type: 'string', multiple: true },
  json: { type: 'boolean', default: false },
  models: { type: 'string' },
} as const;

export type EvaluateValues = ReturnType<typeof parseEvaluateOptions>;

/** @throws {UsageError} when an option is unknown or has no value */
export function parseEvaluateOptions(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}
