import type { PicturePoint } from '@vialog/contracts';
import { divide, freeId, inPicture, newDraft, type DraftBay, type DraftZone } from './zone-draft.ts';

export interface EditorState {
  readonly zones: readonly DraftZone[];
  /** Index of the chosen zone, its shape and corner; -1 where nothing is chosen. */
  readonly zone: number;
  readonly shape: number;
  readonly corner: number;
  readonly changed: boolean;
}

export type EditorAction =
  | { readonly do: 'load'; readonly zones: readonly DraftZone[] }
  | { readonly do: 'choose'; readonly zone: number; readonly shape?: number; readonly corner?: number }
  | {
      readonly do: 'addZone';
      readonly kind: DraftZone['kind'];
      readonly name: string;
      readonly usedIds: readonly string[];
    }
  | { readonly do: 'removeZone' }
  | { readonly do: 'change'; readonly fields: Partial<DraftZone> }
  | { readonly do: 'moveCorner'; readonly corner: number; readonly to: PicturePoint }
  | { readonly do: 'moveShape'; readonly by: PicturePoint }
  | { readonly do: 'addCorner'; readonly after: number }
  | { readonly do: 'removeCorner'; readonly corner: number }
  | { readonly do: 'renameBay'; readonly bayId: string }
  | { readonly do: 'addBay' }
  | { readonly do: 'removeBay' }
  | { readonly do: 'divideBay'; readonly count: number };

export const emptyEditor: EditorState = { zones: [], zone: -1, shape: 0, corner: -1, changed: false };

/** Every change of the drawing. Corners stay in the picture and a polygon keeps three of them. */
export function editorReducer(state: EditorState, action: EditorAction): EditorState {
  switch (action.do) {
    case 'load':
      return { ...emptyEditor, zones: action.zones, zone: action.zones.length > 0 ? 0 : -1 };
    case 'choose':
      return { ...state, zone: action.zone, shape: action.shape ?? 0, corner: action.corner ?? -1 };
    case 'addZone':
      return addZone(state, action);
    case 'removeZone':
      return removeZone(state);
    case 'change':
      return withZone(state, (zone) => ({ ...zone, ...action.fields }));
    default:
      return changeShapes(state, action);
  }
}

type ShapeAction = Exclude<EditorAction, { do: 'load' | 'choose' | 'addZone' | 'removeZone' | 'change' }>;

function changeShapes(state: EditorState, action: ShapeAction): EditorState {
  switch (action.do) {
    case 'renameBay':
      return withShape(state, (shape) => ({ ...shape, bayId: action.bayId }));
    case 'addBay':
    case 'removeBay':
    case 'divideBay':
      return changeBays(state, action);
    default:
      return withShape(changeCorner(state, action), (shape) => ({
        ...shape,
        polygon: changePolygon(shape.polygon, action),
      }));
  }
}

function addZone(state: EditorState, action: Extract<EditorAction, { do: 'addZone' }>): EditorState {
  const usedIds = [...action.usedIds, ...state.zones.map((zone) => zone.zoneId)];
  const zones = [...state.zones, newDraft(action.kind, action.name, usedIds)];
  return { zones, zone: zones.length - 1, shape: 0, corner: -1, changed: true };
}

function removeZone(state: EditorState): EditorState {
  const zones = state.zones.toSpliced(state.zone, 1);
  return { ...emptyEditor, zones, zone: Math.min(state.zone, zones.length - 1), changed: true };
}

type CornerAction = Extract<EditorAction, { do: 'moveCorner' | 'moveShape' | 'addCorner' | 'removeCorner' }>;

function changeCorner(state: EditorState, action: CornerAction): EditorState {
  if (action.do === 'addCorner') return { ...state, corner: action.after + 1 };
  if (action.do === 'moveCorner') return { ...state, corner: action.corner };
  return { ...state, corner: -1 };
}

function changePolygon(polygon: readonly PicturePoint[], action: CornerAction): readonly PicturePoint[] {
  switch (action.do) {
    case 'moveCorner':
      return polygon.with(action.corner, inPicture(action.to));
    case 'moveShape':
      return moved(polygon, action.by);
    case 'addCorner':
      return polygon.toSpliced(action.after + 1, 0, middle(polygon, action.after));
    case 'removeCorner':
      return polygon.length <= 3 ? polygon : polygon.toSpliced(action.corner, 1);
  }
}

/** Moved as a whole, as far as the picture's edges let it. */
function moved(polygon: readonly PicturePoint[], [dx, dy]: PicturePoint): PicturePoint[] {
  const room = (values: readonly number[], step: number) =>
    Math.min(1 - Math.max(...values), Math.max(-Math.min(...values), step));
  const [x, y] = [
    room(
      polygon.map((point) => point[0]),
      dx,
    ),
    room(
      polygon.map((point) => point[1]),
      dy,
    ),
  ];
  return polygon.map((point) => inPicture([point[0] + x, point[1] + y]));
}

function middle(polygon: readonly PicturePoint[], after: number): PicturePoint {
  const [a, b] = [polygon[after] ?? [0, 0], polygon[(after + 1) % polygon.length] ?? [1, 1]];
  return inPicture([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
}

function changeBays(
  state: EditorState,
  action: Extract<EditorAction, { do: 'addBay' | 'removeBay' | 'divideBay' }>,
): EditorState {
  const zone = state.zones[state.zone];
  const shape = zone?.shapes[state.shape];
  if (!zone || !shape || (action.do === 'removeBay' && zone.shapes.length === 1)) return state;
  const at = action.do === 'addBay' ? zone.shapes.length : state.shape;
  const shapes =
    action.do === 'addBay'
      ? [...zone.shapes, besides(shape, zone)]
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
  action: { do: 'removeBay' } | { do: 'divideBay'; count: number },
): DraftBay[] {
  if (action.do === 'removeBay') return [];
  const taken = zone.shapes.map((each) => each.bayId);
  return divide(shape.polygon, action.count).map((polygon, index) => {
    const bayId = index === 0 ? shape.bayId : freeId('', taken);
    taken.push(bayId);
    return { bayId, polygon };
  });
}

/** A copy one width to the right of a space, or as far as there is room. */
function besides(shape: DraftBay, zone: DraftZone): DraftBay {
  const xs = shape.polygon.map((point) => point[0]);
  const width = Math.max(...xs) - Math.min(...xs);
  return {
    bayId: freeId(
      '',
      zone.shapes.map((each) => each.bayId),
    ),
    polygon: moved(shape.polygon, [width, 0]),
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
