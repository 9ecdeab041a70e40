import { recognisableStream, type ImportRow } from '@vialog/contracts';
import { foldName } from '@vialog/registry';
import { PositionIndex, type Positioned } from './camera-index.ts';
import type { CameraRow } from './camera-row.ts';
import { rounded } from './match-row.ts';

export interface Repetition {
  /** The row is identical to this earlier row. */
  readonly of?: number;
  readonly problems: readonly string[];
  readonly duplicates: ImportRow['duplicates'];
}

interface PositionedRow extends Positioned {
  readonly row: number;
}

/** Finds rows of one file that describe the same camera. Call it once per row, in the order of the file. */
export class RepeatedRows {
  readonly #firstByKey = new Map<string, CameraRow>();
  readonly #positions = new PositionIndex<PositionedRow>();

  add(row: CameraRow): Repetition {
    const keys = keysOf(row);
    for (const { key, name } of keys) {
      const first = this.#firstByKey.get(key);
      if (!first) continue;
      if (sameContent(first, row)) return { of: first.row, problems: [], duplicates: [] };
      if (name === undefined) continue;
      const problem = `The row has the same ${name} as row ${first.row}, with other values: expected one row per camera. Remove one of them or correct the ${name}.`;
      return { problems: [problem], duplicates: [] };
    }
    const duplicates = this.#duplicates(row, keys);
    for (const { key } of keys) if (!this.#firstByKey.has(key)) this.#firstByKey.set(key, row);
    if (row.stated.position)
      this.#positions.add({ position: row.stated.position, heading: row.stated.heading, row: row.row });
    return { problems: [], duplicates };
  }

  #duplicates(row: CameraRow, keys: readonly RowKey[]): ImportRow['duplicates'] {
    const { position, heading } = row.stated;
    if (!position) return [];
    const sharedUrl = keys.find(({ key, name }) => name === undefined && this.#firstByKey.has(key));
    const other = sharedUrl && this.#firstByKey.get(sharedUrl.key);
    const near = this.#positions
      .near({ position, heading })
      .filter(({ item }) => item.row !== other?.row)
      .slice(0, 3)
      .map(({ item, distanceM }) => ({
        by: 'position' as const,
        row: item.row,
        distanceM: rounded(distanceM),
      }));
    return other ? [{ by: 'url', row: other.row, distanceM: 0 }, ...near] : near;
  }
}

interface RowKey {
  readonly key: string;
  /** How a problem names the key; undefined for a key that two rows may share. */
  readonly name: string | undefined;
}

/** Keys by which rows match cameras. Two rows with different codes may share a stream URL. */
function keysOf({ stated, cameraId }: CameraRow): RowKey[] {
  const { code } = stated;
  const keys: RowKey[] = [];
  if (cameraId !== undefined) keys.push({ key: `id ${cameraId}`, name: 'cameraId' });
  if (code !== undefined) keys.push({ key: `code ${code}`, name: 'code' });
  const url = stated.stream?.url;
  const isOnlyKey = keys.length === 0;
  const stream = url === undefined ? undefined : recognisableStream(url);
  if (stream !== undefined) keys.push({ key: `url ${stream}`, name: isOnlyKey ? 'stream URL' : undefined });
  return keys.length > 0 ? keys : positionKeys(stated);
}

function positionKeys({ name, position, heading }: CameraRow['stated']): RowKey[] {
  if (!position || name === undefined) return [];
  const key = `position ${position.join(' ')} ${heading ?? ''} ${foldName(name)}`;
  return [{ key, name: 'name and position' }];
}

const sameContent = (a: CameraRow, b: CameraRow): boolean =>
  a.cameraId === b.cameraId &&
  a.lifecycle === b.lifecycle &&
  JSON.stringify(a.stated) === JSON.stringify(b.stated);
