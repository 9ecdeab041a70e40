import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

export const REPOSITORY = resolve(import.meta.dirname, '../../..');

/** Development pictures lie beside the repository and are not part of it. */
export const MEDIA = resolve(REPOSITORY, '../shared/media');

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The pictures named, or the development pictures: bus.jpg and all frames of lot-dev. */
export function picturesOf(named: readonly string[]): string[] {
  if (named.length > 0) return [...named];
  if (!existsSync(MEDIA))
    throw new Error(`no pictures: expected some as arguments, or development media at ../shared/media`);
  const lots = readdirSync(join(MEDIA, 'lot-dev')).filter((name) => name.endsWith('.jpg'));
  return [join(MEDIA, 'bus.jpg'), ...lots.sort().map((name) => join(MEDIA, 'lot-dev', name))];
}

export function named(path: string): { name: string; sha256: string } {
  return { name: basename(path), sha256: sha256Of(readFileSync(path)) };
}
