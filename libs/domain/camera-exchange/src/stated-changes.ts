import type { Camera, CameraPatch, Position } from '@vialog/contracts';
import type { CameraRow, StatedCamera } from './camera-row.ts';

/** A move below this is rounding of a conversion between coordinate systems, degrees (about 0.2 m). */
const sameDegrees = 2e-6;

/** The part of a camera that a row changes. Fields that the row does not state stay as they are. */
export function statedChanges(stated: StatedCamera, camera: Camera, group?: string): CameraPatch {
  const changed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries<unknown>({ ...withGroup(stated, camera, group) })) {
    const key = name as keyof StatedCamera;
    const before = camera[key];
    const after = isSection(key) ? { ...(before as object), ...(value as object) } : value;
    if (!isSame(key, before, after)) changed[key] = after;
  }
  return changed;
}

/** Names of the changed fields, sections resolved: `stream.url`. */
export function changedFields(patch: CameraPatch, camera: Camera): string[] {
  return Object.entries(patch).flatMap(([key, value]) => {
    if (!isSection(key)) return [key];
    const before = camera[key] as Record<string, unknown>;
    return Object.entries(value as object)
      .filter(([name, after]) => before[name] !== after)
      .map(([name]) => `${key}.${name}`);
  });
}

/** Groups of the row, or of the camera, with the group of the import. */
export function withGroup(
  stated: CameraRow['stated'],
  camera: Pick<Camera, 'groups'> | undefined,
  group: string | undefined,
): StatedCamera {
  if (group === undefined) return stated;
  const groups = stated.groups ?? camera?.groups ?? [];
  return { ...stated, groups: groups.includes(group) ? groups : [...groups, group] };
}

const isSection = (key: string): key is 'stream' | 'governance' => key === 'stream' || key === 'governance';

function isSame(key: keyof StatedCamera, before: unknown, after: unknown): boolean {
  if (key === 'position') return isSamePosition(before as Position, after as Position);
  if (isSection(key)) return sortedJson(before as object) === sortedJson(after as object);
  return JSON.stringify(before) === JSON.stringify(after);
}

const isSamePosition = (a: Position, b: Position): boolean =>
  Math.abs(a[0] - b[0]) <= sameDegrees && Math.abs(a[1] - b[1]) <= sameDegrees;

const sortedJson = (value: object): string => JSON.stringify(Object.entries(value).sort());
