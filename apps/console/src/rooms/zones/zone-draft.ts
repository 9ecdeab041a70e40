import type { Camera, CountClass, PicturePoint, Zone, ZoneInput } from '@vialog/contracts';

export interface DraftBay {
  readonly bayId: string;
  readonly polygon: readonly PicturePoint[];
}

/** A zone while it is being drawn: nothing is checked here, the server says what does not fit. */
export interface DraftZone {
  readonly zoneId: string;
  /** Not known to the server yet: its id may still be changed. */
  readonly isNew: boolean;
  readonly name: string;
  readonly kind: 'area' | 'bays';
  readonly role: 'main' | 'detail';
  readonly siteId: string | undefined;
  /** undefined: what the server thinks fit for the kind. */
  readonly classes: readonly CountClass[] | undefined;
  readonly slotMs: number | undefined;
  /** The outline of an area is the only shape; a bays zone has one per space. */
  readonly shapes: readonly DraftBay[];
}

export const viewId = 'view';

/** What is drawn of a camera; the whole picture is always there and not drawn. */
export const draftsOf = (camera: Camera): DraftZone[] =>
  camera.zones.filter((zone) => zone.zoneId !== viewId && zone.kind !== 'line').map(draftOf);

function draftOf(zone: Zone): DraftZone {
  const { zoneId, name, role, siteId, classes, slotMs } = zone;
  const shapes = zone.kind === 'bays' ? (zone.bays ?? []) : [{ bayId: '', polygon: zone.polygon ?? [] }];
  return {
    zoneId,
    isNew: false,
    name,
    kind: zone.kind === 'bays' ? 'bays' : 'area',
    role,
    siteId,
    classes,
    slotMs,
    shapes,
  };
}

/** What the server is sent. */
export function inputOf(draft: DraftZone): ZoneInput {
  const shapes = draft.shapes.map(({ bayId, polygon }) => ({
    bayId,
    polygon: polygon.map(([x, y]): [number, number] => [x, y]),
  }));
  return {
    zoneId: draft.zoneId,
    name: draft.name,
    kind: draft.kind,
    role: draft.role,
    ...(draft.siteId ? { siteId: draft.siteId } : {}),
    ...(draft.classes ? { classes: [...draft.classes] } : {}),
    ...(draft.slotMs ? { slotMs: draft.slotMs } : {}),
    ...(draft.kind === 'area' ? { polygon: shapes[0]?.polygon ?? [] } : { bays: shapes }),
  };
}

const square: readonly PicturePoint[] = [[0.35, 0.35], [0.65, 0.35], [0.65, 0.65], [0.35, 0.65]]; // prettier-ignore
const space: readonly PicturePoint[] = [[0.1, 0.4], [0.2, 0.4], [0.2, 0.6], [0.1, 0.6]]; // prettier-ignore

/** A new zone in the middle of the picture, with an id no zone of this camera has or had. */
export function newDraft(kind: DraftZone['kind'], name: string, usedIds: readonly string[]): DraftZone {
  const shapes = kind === 'area' ? [{ bayId: '', polygon: square }] : [{ bayId: '1', polygon: space }];
  const zoneId = freeId(kind === 'area' ? 'area' : 'lot', usedIds);
  return {
    zoneId,
    isNew: true,
    name,
    kind,
    role: 'main',
    siteId: undefined,
    classes: undefined,
    slotMs: undefined,
    shapes,
  };
}

/** stem1, stem2, …: the first that is not used. */
export function freeId(stem: string, usedIds: readonly string[]): string {
  let number = 1;
  while (usedIds.includes(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}

/** Cuts a four-cornered space into `count` of equal width along its first edge. */
export function divide(polygon: readonly PicturePoint[], count: number): PicturePoint[][] {
  const [a, b, c, d] = polygon;
  if (!a || !b || !c || !d || polygon.length !== 4) return [[...polygon]];
  return Array.from({ length: count }, (_, i) => [
    between(a, b, i / count),
    between(a, b, (i + 1) / count),
    between(d, c, (i + 1) / count),
    between(d, c, i / count),
  ]);
}

const between = ([ax, ay]: PicturePoint, [bx, by]: PicturePoint, share: number): PicturePoint =>
  inPicture([ax + (bx - ax) * share, ay + (by - ay) * share]);

/** Kept inside the picture and to four decimals (a fifth of a pixel at 1080p). */
export const inPicture = ([x, y]: PicturePoint): PicturePoint => [tidy(x), tidy(y)];

const tidy = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4;
