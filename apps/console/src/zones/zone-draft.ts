import type {
  Camera,
  CountClass,
  LineDirections,
  PicturePoint,
  StoppedRule,
  Zone,
  ZoneInput,
  ZoneKind,
} from '@vialog/contracts';

export interface DraftBay {
  readonly bayId: string;
  readonly polygon: readonly PicturePoint[];
}

/** A zone that is being edited. It is not validated here: the server validates it when it is saved. */
export interface DraftZone {
  readonly zoneId: string;
  /** Not saved yet: only then the id can be changed. */
  readonly isNew: boolean;
  readonly name: string;
  readonly kind: ZoneKind;
  readonly role: 'main' | 'detail';
  readonly siteId: string | undefined;
  /** undefined: the server's default for the kind of zone. */
  readonly classes: readonly CountClass[] | undefined;
  readonly slotMs: number | undefined;
  /** Names of the directions of a line; undefined: the words for in and out. */
  readonly directions: Partial<LineDirections> | undefined;
  /** Counting of stopped vehicles in an area; undefined: they are not counted separately. */
  readonly stopped: StoppedRule | undefined;
  /** One outline for an area, one per parking space for a bays zone, the points of a line. */
  readonly shapes: readonly DraftBay[];
}

export const viewId = 'view';

/** The editable zones of a camera: all but the `view` zone, which is the whole frame. */
export const draftsOf = (camera: Camera): DraftZone[] =>
  camera.zones.filter((zone) => zone.zoneId !== viewId).map(draftOf);

const draftOf = (zone: Zone): DraftZone => draftOfInput(zone, [zone.zoneId]);

/** A zone of a request or a file; `savedIds` are the zones that the camera has. */
export function draftOfInput(zone: ZoneInput, savedIds: readonly string[]): DraftZone {
  const { zoneId, name, siteId, classes, slotMs } = zone;
  return {
    zoneId,
    isNew: !savedIds.includes(zoneId),
    name,
    kind: zone.kind,
    role: zone.role ?? 'main',
    siteId,
    classes,
    slotMs,
    directions: zone.directions,
    stopped: zone.stopped,
    shapes: shapesOf(zone),
  };
}

function shapesOf({ kind, bays = [], line, polygon }: ZoneInput): readonly DraftBay[] {
  if (kind === 'bays') return bays;
  return [{ bayId: '', polygon: (kind === 'line' ? line : polygon) ?? [] }];
}

/** The request body for a zone. */
export function inputOf(draft: DraftZone): ZoneInput {
  const { zoneId, name, kind, role, siteId, classes, slotMs } = draft;
  const shapes = draft.shapes.map(({ bayId, polygon }) => ({
    bayId,
    polygon: polygon.map(([x, y]): [number, number] => [x, y]),
  }));
  const input: ZoneInput = { zoneId, name, kind, role };
  if (siteId) input.siteId = siteId;
  if (classes) input.classes = [...classes];
  if (slotMs) input.slotMs = slotMs;
  const outline = shapes[0]?.polygon ?? [];
  if (kind === 'bays') return { ...input, bays: shapes };
  if (kind === 'line') return { ...input, line: outline, ...directionsOf(draft) };
  return { ...input, polygon: outline, ...(draft.stopped ? { stopped: draft.stopped } : {}) };
}

/** Names of both directions, or none: a name that is missing is the word of the reader. */
function directionsOf({ directions }: DraftZone): Pick<ZoneInput, 'directions'> {
  const [inbound = '', outbound = ''] = [directions?.inbound?.trim(), directions?.outbound?.trim()];
  return inbound === '' && outbound === '' ? {} : { directions: { inbound, outbound } };
}

/** The zones as JSON, in the form of the request that sets them. */
export const zonesAsJson = (zones: readonly DraftZone[]): string =>
  `${JSON.stringify({ zones: zones.map(inputOf) }, null, 2)}\n`;

const rectangle = (left: number, top: number, right: number, bottom: number): PicturePoint[] => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];
const newArea = rectangle(0.35, 0.35, 0.65, 0.65);
const newSpace = rectangle(0.1, 0.4, 0.2, 0.6);

const newLine: PicturePoint[] = [
  [0.2, 0.6],
  [0.8, 0.6],
];

/** Outline of a new zone, before it is moved to a free place. */
export const newOutline = (kind: ZoneKind): PicturePoint[] =>
  ({ area: newArea, bays: newSpace, line: newLine })[kind];

/** Ids of new zones are this word and a number. */
export const idPrefix = { area: 'area', bays: 'lot', line: 'line' } as const satisfies Record<
  ZoneKind,
  string
>;

/** Minimum and maximum number of points of an outline. */
export const pointLimits = { area: [3, 64], bays: [3, 64], line: [2, 16] } as const satisfies Record<
  ZoneKind,
  readonly [min: number, max: number]
>;

/** A new zone with an id that no zone of this camera has or had. */
export function newDraft(
  kind: DraftZone['kind'],
  name: string,
  usedIds: readonly string[],
  polygons: readonly (readonly PicturePoint[])[] = [newOutline(kind)],
): DraftZone {
  const shapes = polygons.map((polygon, index) => ({
    bayId: kind === 'bays' ? String(index + 1) : '',
    polygon,
  }));
  const zoneId = nextFreeId(idPrefix[kind], usedIds);
  return {
    zoneId,
    isNew: true,
    name,
    kind,
    role: 'main',
    siteId: undefined,
    classes: undefined,
    slotMs: undefined,
    directions: undefined,
    stopped: undefined,
    shapes,
  };
}

/** The first of prefix1, prefix2, … that is not used. */
export function nextFreeId(prefix: string, usedIds: readonly string[]): string {
  let number = 1;
  while (usedIds.includes(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}

/** Divides a space with four corners into `count` spaces of equal width along its first edge. */
export function divide(polygon: readonly PicturePoint[], count: number): PicturePoint[][] {
  const [a, b, c, d] = polygon;
  if (!a || !b || !c || !d || polygon.length !== 4) return [[...polygon]];
  return Array.from({ length: count }, (_, i) => [
    interpolate(a, b, i / count),
    interpolate(a, b, (i + 1) / count),
    interpolate(d, c, (i + 1) / count),
    interpolate(d, c, i / count),
  ]);
}

const interpolate = ([ax, ay]: PicturePoint, [bx, by]: PicturePoint, share: number): PicturePoint =>
  insidePicture([ax + (bx - ax) * share, ay + (by - ay) * share]);

/** Limits a point to the picture and rounds it to four decimals (a fifth of a pixel at 1080p). */
export const insidePicture = ([x, y]: PicturePoint): PicturePoint => [limit(x), limit(y)];

const limit = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4;
