import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { shippedModel, type ShippedModel } from '../src/model-sources.ts';

export const repositoryFolder = resolve(import.meta.dirname, '../../..');

/** Development pictures are in a folder next to the repository and are not part of it. */
export const mediaFolder = resolve(repositoryFolder, '../shared/media');

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The given pictures, or the development pictures: bus.jpg and all frames of lot-dev. */
export function picturesOf(named: readonly string[]): string[] {
  if (named.length > 0) return [...named];
  if (!existsSync(mediaFolder))
    throw new Error(`no pictures: expected some as arguments, or development media at ../shared/media`);
  const lots = readdirSync(join(mediaFolder, 'lot-dev')).filter((name) => name.endsWith('.jpg'));
  return [join(mediaFolder, 'bus.jpg'), ...lots.sort().map((name) => join(mediaFolder, 'lot-dev', name))];
}

export function named(path: string): { name: string; sha256: string } {
  return { name: basename(path), sha256: sha256Of(readFileSync(path)) };
}

export interface Arguments {
  readonly id: ShippedModel;
  readonly positionals: readonly string[];
  readonly isWritten: boolean;
  /** The options that name the model, for a record of the command. */
  readonly options: string;
}

/** Reads `[--model <id>] [--write] [arguments …]`; the default model if none is named. */
export function readArguments(): Arguments {
  const { values, positionals } = parseArgs({
    options: { model: { type: 'string' }, write: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const id = shippedModel(values.model ?? 'nanodet-g-416');
  const options = values.model === undefined ? '' : ` --model ${id}`;
  return { id, positionals, isWritten: values.write, options };
}
