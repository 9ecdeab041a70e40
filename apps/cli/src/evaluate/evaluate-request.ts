import { extname } from 'node:path';
import type { PicturePoint } from '@vialog/contracts';
import type { CategoryMap } from '@vialog/evaluation';
import { UsageError } from '../command.ts';
import { parseEvaluateOptions, type EvaluateValues } from './evaluate-options.ts';
import { evaluationSource, type EvaluationSource } from './evaluation-source.ts';
import { categoriesOf, lineOf, numberOf, rateOf } from './read-arguments.ts';
import { readRequirements, type Requirement } from './requirements.ts';

export interface EvaluateRequest {
  readonly source: EvaluationSource;
  /** Models that are compared; empty: the one of the camera file, or the default. `all`: every model of the folder. */
  readonly modelIds: readonly string[];
  /** Confidence threshold instead of that of the card or camera, 0..1. */
  readonly threshold: number | undefined;
  /** Categories of a COCO set with other names. */
  readonly categories: CategoryMap;
  /** Line in the picture; undefined: of the camera file or of the scene. */
  readonly line: readonly PicturePoint[] | undefined;
  readonly cameraFile: string | undefined;
  /** Frames per second, one run each. */
  readonly rates: readonly number[];
  readonly toleranceMs: number;
  /** Largest error of a run that is accepted, percent of the true crossings; undefined: any. */
  readonly maxError: number | undefined;
  readonly requirements: readonly Requirement[];
  /** Files to which the report is written. */
  readonly reports: readonly string[];
  readonly json: boolean;
  readonly models: string;
}

/**
 * Reads the arguments of `vialog evaluate`.
 * @throws {UsageError} when an argument is missing or invalid
 */
export function readEvaluateRequest(args: readonly string[], modelsDir: string): EvaluateRequest {
  const values = parseEvaluateOptions(args);
  if (values.line !== undefined && values.camera !== undefined)
    throw new UsageError('expected either --line or --camera and found both');
  const source = evaluationSource(values);
  return {
    source,
    ...limitsOf(values, source),
    ...modelsOf(values),
    categories: values.categories === undefined ? {} : categoriesOf(values.categories),
    line: values.line === undefined ? undefined : lineOf(values.line),
    cameraFile: values.camera,
    rates: (values.fps ?? '5').split(',').map(rateOf),
    toleranceMs: numberOf('tolerance', values.tolerance ?? '2', [0.1, 60]) * 1000,
    reports: (values.report ?? []).map(reportPath),
    json: values.json,
    models: values.models ?? modelsDir,
  };
}

function limitsOf(
  { 'max-error': maxError, require }: EvaluateValues,
  { kind }: EvaluationSource,
): Pick<EvaluateRequest, 'maxError' | 'requirements'> {
  if (maxError !== undefined && kind !== 'clip' && kind !== 'scenes')
    throw new UsageError('--max-error is for lines; use --require, for example --require "judged>=95"');
  return {
    maxError: maxError === undefined ? undefined : numberOf('max-error', maxError, [0, 100]),
    requirements: require === undefined ? [] : readRequirements(require),
  };
}

function modelsOf({ model, threshold }: EvaluateValues): Pick<EvaluateRequest, 'modelIds' | 'threshold'> {
  const modelIds = model === undefined ? [] : model.split(',').map((id) => id.trim());
  if (modelIds.includes(''))
    throw new UsageError(`--model ${model}: expected model ids like "a,b", or "all"`);
  if (new Set(modelIds).size < modelIds.length)
    throw new UsageError(`--model ${model}: expected each model once`);
  if (threshold === undefined) return { modelIds, threshold: undefined };
  if (modelIds.length > 1 || modelIds.includes('all'))
    throw new UsageError('--threshold is for one model: the scores of models are not comparable');
  return { modelIds, threshold: numberOf('threshold', threshold, [0.05, 0.95]) };
}

/** Formats of reports, by the extension of the file. */
export const reportFormats = ['.json', '.md', '.html'] as const;

function reportPath(path: string): string {
  if ((reportFormats as readonly string[]).includes(extname(path))) return path;
  throw new UsageError(`--report ${path}: expected a file that ends in ${reportFormats.join(', ')}`);
}
