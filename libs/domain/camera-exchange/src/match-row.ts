import {
  missingStreamUrl,
  recognisableStream,
  streamIdentity,
  type Camera,
  type ImportRow,
  type Position,
} from '@vialog/contracts';
import { foldName } from '@vialog/registry';
import { distanceBetween, type CameraIndex } from './camera-index.ts';
import type { CameraRow } from './camera-row.ts';

export interface RowMatch {
  readonly camera?: Camera;
  readonly by?: NonNullable<ImportRow['matchedBy']>;
  readonly duplicates: ImportRow['duplicates'];
  readonly problems: readonly string[];
}

/**
 * Finds the registered camera that a row describes: by the id of this registry, the code, the stream URL, and for the same
 * name by position. A camera that only shares the URL or the position is reported as a possible duplicate.
 */
export function matchRow(row: CameraRow, index: CameraIndex): RowMatch {
  const certain = byKey(row, index);
  const sameUrl = camerasWithUrl(row, index);
  if (certain) return { ...certain, duplicates: othersWithUrl(row, certain.camera, sameUrl), problems: [] };
  const open = sameUrl.filter((camera) => !hasOtherCode(row, camera));
  const named = open.filter((camera) => sameName(row, camera));
  const candidates = named.length > 0 ? named : open;
  if (candidates.length > 1) return { duplicates: [], problems: [ambiguous(candidates)] };
  if (candidates[0]) return { camera: candidates[0], by: 'url', duplicates: [], problems: [] };
  return byPosition(row, index, sameUrl);
}

function byKey(row: CameraRow, index: CameraIndex): Required<Pick<RowMatch, 'camera' | 'by'>> | undefined {
  const own = row.cameraId === undefined ? undefined : index.byId.get(row.cameraId);
  if (own) return { camera: own, by: 'cameraId' };
  const coded = row.stated.code === undefined ? undefined : index.byCode.get(row.stated.code);
  return coded && { camera: coded, by: 'code' };
}

function byPosition(row: CameraRow, index: CameraIndex, sameUrl: readonly Camera[]): RowMatch {
  const { position } = row.stated;
  if (!position) return { duplicates: [], problems: [] };
  const near = index.positions.near({ position, heading: row.stated.heading });
  const same = near.find(
    ({ item }) => sameName(row, item) && !hasOtherCode(row, item) && !hasOtherUrl(row, item),
  );
  if (same) return { camera: same.item, by: 'position', duplicates: [], problems: [] };
  const byUrl = duplicatesByUrl(sameUrl, position);
  const byDistance = near
    .filter(({ item }) => !sameUrl.includes(item))
    .map(({ item, distanceM }) => ({
      by: 'position' as const,
      cameraId: item.cameraId,
      distanceM: rounded(distanceM),
    }));
  return { duplicates: [...byUrl, ...byDistance].slice(0, 5), problems: [] };
}

/** Other cameras with the stream that the row gives to its camera; a stream that it keeps is not reported at every import. */
function othersWithUrl(row: CameraRow, camera: Camera, sameUrl: readonly Camera[]): ImportRow['duplicates'] {
  if (sameUrl.includes(camera)) return [];
  return duplicatesByUrl(sameUrl, row.stated.position ?? camera.position).slice(0, 5);
}

const duplicatesByUrl = (sameUrl: readonly Camera[], position: Position): ImportRow['duplicates'] =>
  sameUrl.map((camera) => ({
    by: 'url' as const,
    cameraId: camera.cameraId,
    distanceM: rounded(distanceBetween(camera.position, position)),
  }));

export const rounded = (metres: number): number => Math.round(metres * 10) / 10;

function camerasWithUrl(row: CameraRow, index: CameraIndex): readonly Camera[] {
  const url = row.stated.stream?.url;
  const stream = url === undefined ? undefined : recognisableStream(url);
  return stream === undefined ? [] : (index.byUrl.get(stream) ?? []);
}

const sameName = (row: CameraRow, camera: Camera): boolean =>
  foldName(row.stated.name ?? '') === foldName(camera.name);

const hasOtherCode = (row: CameraRow, camera: Camera): boolean =>
  row.stated.code !== undefined && Boolean(camera.code) && camera.code !== row.stated.code;

const hasOtherUrl = (row: CameraRow, camera: Camera): boolean =>
  row.stated.stream?.url !== undefined &&
  camera.stream.url !== missingStreamUrl &&
  streamIdentity(row.stated.stream.url) !== streamIdentity(camera.stream.url);

const ambiguous = (cameras: readonly Camera[]): string =>
  `The stream URL belongs to ${cameras.length} registered cameras (${cameras
    .slice(0, 3)
    .map((camera) => camera.cameraId)
    .join(', ')}): expected one. Add the column cameraId or code.`;
