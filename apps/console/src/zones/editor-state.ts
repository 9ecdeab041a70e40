import type { PicturePoint } from '@vialog/contracts';
import { freeRectangle, notOnTop } from './placement.ts';
import {
  divide,
  idPrefix,
  insidePicture,
  newDraft,
  newOutline,
  nextFreeId,
  pointLimits,
  type DraftBay,
  type DraftZone,
} from './zone-draft.ts';

export interface EditorState {
  readonly zones: readonly DraftZone[];
  /** Indexes of the selected zone, shape and corner; -1 where none is selected. */
  readonly zone: number;
  readonly shape: number;
  readonly corner: number;
  readonly changed: boolean;
}

export type EditorAction =
  | { readonly kind: 'load'; readonly zones: readonly DraftZone[] }
  | { readonly kind: 'select'; readonly zone: number; readonly shape?: number; readonly corner?: number }
  | {
      readonly kind: 'addZone';
      readonly zoneKind: DraftZone['kind'];
      readonly name: string;
      readonly usedIds: readonly string[];
      /** One outline for an area, one per parking space; absent: a rectangle at a free place. */
      readonly polygons?: readonly (readonly PicturePoint[])[];
    }
  | { readonly kind: 'paste'; readonly zones: readonly DraftZone[]; readonly usedIds: readonly string[] }
  | { readonly kind: 'replaceAll'; readonly zones: readonly DraftZone[] }
  | { readonly kind: 'removeZone' }
  | { readonly kind: 'change'; readonly fields: Partial<DraftZone> }
  | { readonly kind: 'moveCorner'; readonly corner: number; readonly to: PicturePoint }
  /** A corner that was typed: it is not corrected, and the server rejects one outside of the picture. */
  | { readonly kind: 'setCorner'; readonly corner: number; readonly to: PicturePoint }
  | { readonly kind: 'moveShape'; readonly by: PicturePoint }
  | { readonly kind: 'addCorner'; readonly after: number }
  | { readonly kind: 'removeCorner'; readonly corner: number }
  /** Reverses the points of a line, which swaps its directions. */
  | { readonly kind: 'reverseLine' }
  | { readonly kind: 'renameBay'; readonly bayId: string }
  | { readonly kind: 'addBay' }
  | { readonly kind: 'removeBay' }
  | { readonly kind: 'divideBay'; readonly count: number };

export const emptyEditor: EditorState = { zones: [], zone: -1, shape: 0, corner: -1, changed: false };

/** Applies a change to the drawing. Corners stay inside the picture; a polygon keeps at least three, a line two. */
export function editorReducer(state: EditorState, action: EditorAction): EditorState {
  switch (action.kind) {
    case 'load':
      return { ...emptyEditor, zones: action.zones, zone: action.zones.length > 0 ? 0 : -1 };
    case 'select':
      return { ...state, zone: action.zone, shape: action.shape ?? 0, corner: action.corner ?? -1 };
    case 'change':
      return withZone(state, (zone) => ({ ...zone, ...action.fields }));
    default:
      return changeZones(state, action);
  }
}

type ZoneAction = Exclude<EditorAction, { kind: 'load' | 'select' | 'change' }>;

function changeZones(state: EditorState, action: ZoneAction): EditorState {
  switch (action.kind) {
    case 'addZone':
      return addZone(state, action);
    case 'paste':
      return pasteZones(state, action);
    case 'replaceAll':
      return { ...emptyEditor, zones: action.zones, zone: action.zones.length > 0 ? 0 : -1, changed: true };
    case 'removeZone':
      return removeZone(state);
    default:
      return changeShapes(state, action);
  }
}

type ShapeAction = Exclude<ZoneAction, { kind: 'addZone' | 'paste' | 'replaceAll' | 'removeZone' }>;

function changeShapes(state: EditorState, action: ShapeAction): EditorState {
  switch (action.kind) {
    case 'renameBay':
      return withShape(state, (shape) => ({ ...shape, bayId: action.bayId }));
    case 'addBay':
    case 'removeBay':
    case 'divideBay':
      return changeBays(state, action);
    default:
      return withShape(changeCorner(state, action), (shape) => ({
        ...shape,
        polygon: changePolygon(shape.polygon, action, state.zones[state.zone]?.kind ?? 'area'),
      }));
  }
}

function addZone(state: EditorState, action: Extract<EditorAction, { kind: 'addZone' }>): EditorState {
  const usedIds = [...action.usedIds, ...state.zones.map((zone) => zone.zoneId)];
  const polygons = action.polygons ?? [freeOutline(action.zoneKind, outlinesOf(state.zones))];
  const zones = [...state.zones, newDraft(action.zoneKind, action.name, usedIds, polygons)];
  return { zones, zone: zones.length - 1, shape: 0, corner: -1, changed: true };
}

/** Heights at which a new line is placed, as shares of the picture. */
const lineHeights = [0.6, 0.45, 0.75, 0.3, 0.9, 0.15] as const;

/** A line may cross other zones; it is only not exactly on another line. */
function freeOutline(
  kind: DraftZone['kind'],
  taken: readonly (readonly PicturePoint[])[],
): readonly PicturePoint[] {
  if (kind !== 'line') return freeRectangle(newOutline(kind), taken);
  const known = new Set(taken.map((outline) => outline.join()));
  const lines = lineHeights.map((y) => newOutline(kind).map(([x]): PicturePoint => [x, y]));
  return lines.find((line) => !known.has(line.join())) ?? newOutline(kind);
}

const outlinesOf = (zones: readonly DraftZone[]): (readonly PicturePoint[])[] =>
  zones.flatMap((zone) => zone.shapes.map((shape) => shape.polygon));

/** Adds copies with new ids, beside the existing shapes and never exactly on one. */
function pasteZones(state: EditorState, action: Extract<EditorAction, { kind: 'paste' }>): EditorState {
  let zones = state.zones;
  for (const copied of action.zones) {
    const usedIds = [...action.usedIds, ...zones.map((zone) => zone.zoneId)];
    const outlines = notOnTop(outlinesOf([copied]), outlinesOf(zones));
    const shapes = copied.shapes.map((shape, at) => ({ ...shape, polygon: outlines[at] ?? shape.polygon }));
    const zoneId = nextFreeId(idPrefix[copied.kind], usedIds);
    zones = [...zones, { ...copied, zoneId, isNew: true, shapes }];
  }
  return { zones, zone: zones.length - 1, shape: 0, corner: -1, changed: true };
}

function removeZone(state: EditorState): EditorState {
  const zones = state.zones.toSpliced(state.zone, 1);
  return { ...emptyEditor, zones, zone: Math.min(state.zone, zones.length - 1), changed: true };
}

type CornerAction = Extract<
  EditorAction,
  { kind: 'moveCorner' | 'setCorner' | 'moveShape' | 'addCorner' | 'removeCorner' | 'reverseLine' }
>;

function changeCorner(state: EditorState, action: CornerAction): EditorState {
  if (action.kind === 'addCorner') return { ...state, corner: action.after + 1 };
  if (action.kind === 'moveCorner' || action.kind === 'setCorner') return { ...state, corner: action.corner };
  return { ...state, corner: -1 };
}

function changePolygon(
  polygon: readonly PicturePoint[],
  action: CornerAction,
  kind: DraftZone['kind'],
): readonly PicturePoint[] {
  const [min, max] = pointLimits[kind];
  switch (action.kind) {
    case 'moveCorner':
      return polygon.with(action.corner, insidePicture(action.to));
    case 'setCorner':
      return polygon.with(action.corner, action.to);
    case 'moveShape':
      return movePolygon(polygon, action.by);
    case 'addCorner':
      return polygon.length >= max
        ? polygon
        : polygon.toSpliced(action.after + 1, 0, middle(polygon, action.after));
    case 'removeCorner':
      return polygon.length <= min ? polygon : polygon.toSpliced(action.corner, 1);
    case 'reverseLine':
      return polygon.toReversed();
  }
}

/** Moves a polygon without changing its shape, at most to the edges of the picture. */
function movePolygon(polygon: readonly PicturePoint[], [dx, dy]: PicturePoint): PicturePoint[] {
  const limit = (values: readonly number[], step: number) =>
    Math.min(1 - Math.max(...values), Math.max(-Math.min(...values), step));
  const xs = polygon.map((point) => point[0]);
  const ys = polygon.map((point) => point[1]);
  const [x, y] = [limit(xs, dx), limit(ys, dy)];
  return polygon.map((point) => insidePicture([point[0] + x, point[1] + y]));
}

function middle(polygon: readonly PicturePoint[], after: number): PicturePoint {
  const [a, b] = [polygon[after] ?? [0, 0], polygon[(after + 1) % polygon.length] ?? [1, 1]];
  return insidePicture([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
}

function changeBays(
  state: EditorState,
  action: Extract<EditorAction, { kind: 'addBay' | 'removeBay' | 'divideBay' }>,
): EditorState {
  const zone = state.zones[state.zone];
  const shape = zone?.shapes[state.shape];
  if (!zone || !shape || (action.kind === 'removeBay' && zone.shapes.length === 1)) return state;
  const at = action.kind === 'addBay' ? zone.shapes.length : state.shape;
  const shapes =
    action.kind === 'addBay'
      ? [...zone.shapes, copyBeside(shape, zone, outlinesOf(state.zones))]
      : zone.shapes.toSpliced(state.shape, 1, ...replacement(zone, shape, action));
  return {
    ...withZone(state, (each) => ({ ...each, shapes })),
    shape: Math.min(at, shapes.length - 1),
    corner: -1,
  };
}

function replacement(
  zone: DraftZone,
  shape: DraftBay,
  action: { kind: 'removeBay' } | { kind: 'divideBay'; count: number },
): DraftBay[] {
  if (action.kind === 'removeBay') return [];
  const usedIds = zone.shapes.map((each) => each.bayId);
  return divide(shape.polygon, action.count).map((polygon, index) => {
    const bayId = index === 0 ? shape.bayId : nextFreeId('', usedIds);
    usedIds.push(bayId);
    return { bayId, polygon };
  });
}

/** A copy of a space, beside it where there is room, and never exactly on another shape of any zone. */
function copyBeside(shape: DraftBay, zone: DraftZone, taken: readonly (readonly PicturePoint[])[]): DraftBay {
  const usedIds = zone.shapes.map((each) => each.bayId);
  return {
    bayId: nextFreeId('', usedIds),
    polygon: notOnTop([shape.polygon], taken)[0] ?? shape.polygon,
  };
}

function withZone(state: EditorState, change: (zone: DraftZone) => DraftZone): EditorState {
  const zone = state.zones[state.zone];
  return zone ? { ...state, zones: state.zones.with(state.zone, change(zone)), changed: true } : state;
}

const withShape = (state: EditorState, change: (shape: DraftBay) => DraftBay): EditorState =>
  withZone(state, (zone) => {
    const shape = zone.shapes[state.shape];
    return shape ? { ...zone, shapes: zone.shapes.with(state.shape, change(shape)) } : zone;
  });
