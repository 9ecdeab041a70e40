import { editorReducer, emptyEditor, type EditorAction, type EditorState } from './editor-state.ts';
import type { DraftZone } from './zone-draft.ts';

/** The drawing with its earlier and undone states. */
export interface EditorHistory {
  readonly past: readonly EditorState[];
  readonly present: EditorState;
  readonly future: readonly EditorState[];
  /** The gesture that changed the drawing last; equal gestures are one step. undefined after a pause. */
  readonly gesture: string | undefined;
}

export type HistoryAction =
  | EditorAction
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  /** The pointer was released or a field left: the next change is a new step. */
  | { readonly kind: 'rest' };

const maxSteps = 200;

export const openHistory = (zones: readonly DraftZone[]): EditorHistory => ({
  past: [],
  present: editorReducer(emptyEditor, { kind: 'load', zones }),
  future: [],
  gesture: undefined,
});

/** Applies an action and remembers the state before it. A drag or typing in one field is one step. */
export function historyReducer(history: EditorHistory, action: HistoryAction): EditorHistory {
  const { past, present, future } = history;
  switch (action.kind) {
    case 'undo': {
      const before = past.at(-1);
      if (!before) return history;
      return { past: past.slice(0, -1), present: before, future: [present, ...future], gesture: undefined };
    }
    case 'redo': {
      const [after, ...rest] = future;
      return after ? { past: [...past, present], present: after, future: rest, gesture: undefined } : history;
    }
    case 'rest':
      return { ...history, gesture: undefined };
    case 'select':
      return { ...history, present: editorReducer(present, action), gesture: undefined };
    case 'load':
      return openHistory(action.zones);
    default:
      return changed(history, action);
  }
}

function changed(history: EditorHistory, action: EditorAction): EditorHistory {
  const present = editorReducer(history.present, action);
  if (present === history.present) return history;
  const gesture = gestureOf(action);
  if (gesture !== undefined && gesture === history.gesture) return { ...history, present, future: [] };
  return { past: [...history.past, history.present].slice(-maxSteps), present, future: [], gesture };
}

/** Repeatable actions that are one step; undefined for actions that are a step each. */
function gestureOf(action: EditorAction): string | undefined {
  switch (action.kind) {
    case 'moveCorner':
    case 'setCorner':
      return `corner ${action.corner}`;
    case 'moveShape':
    case 'renameBay':
      return action.kind;
    case 'change':
      return `change ${Object.keys(action.fields).join()}`;
    default:
      return undefined;
  }
}
