import { useEffect, useReducer } from 'react';
import { historyReducer, openHistory } from './editor-history.ts';
import { copiedZones, copyZones } from './zone-session.ts';
import type { DraftZone } from './zone-draft.ts';

/** State of a zone editor with undo, redo, copy and paste. `usedIds`: ids that new zones may not have. */
export function useZoneEditor(initial: readonly DraftZone[], usedIds: readonly string[]) {
  const [history, dispatch] = useReducer(historyReducer, initial, openHistory);
  const { present: state } = history;
  const selected = state.zones[state.zone];
  return {
    state,
    dispatch,
    selected,
    usedIds,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    copy: () => selected && copyZones([selected]),
    paste: () => {
      const zones = copiedZones();
      if (zones.length > 0) dispatch({ kind: 'paste', zones, usedIds });
    },
  };
}
export type ZoneEditorModel = ReturnType<typeof useZoneEditor>;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

/** Ctrl+Z, Ctrl+Shift+Z, Ctrl+Y, Ctrl+C and Ctrl+V outside of text fields; a pasted picture becomes the background. */
export function useEditorKeys(editor: ZoneEditorModel, onPicture: (file: File) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTyping(event.target) || !(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      editor.dispatch({ kind: key === 'y' || event.shiftKey ? 'redo' : 'undo' });
    };
    const onCopy = (event: ClipboardEvent) => {
      if (isTyping(event.target) || String(getSelection()) !== '') return;
      editor.copy();
    };
    const onPaste = (event: ClipboardEvent) => {
      const file = [...(event.clipboardData?.files ?? [])].find((each) => each.type.startsWith('image/'));
      if (file) onPicture(file);
      else if (!isTyping(event.target)) editor.paste();
    };
    const onPointerUp = () => editor.dispatch({ kind: 'rest' });
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('copy', onCopy);
    document.addEventListener('paste', onPaste);
    document.addEventListener('pointerup', onPointerUp);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('paste', onPaste);
      document.removeEventListener('pointerup', onPointerUp);
    };
  });
}
