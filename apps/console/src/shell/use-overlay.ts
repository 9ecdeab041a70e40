import { useCallback, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { paletteInputId } from '../palette/palette-input-id.ts';

/** Which overlay is open, help or command palette, and what opens and closes it. */
export function useOverlay() {
  const [overlay, setOverlay] = useState<'help' | 'palette'>();
  const before = useRef<HTMLElement>(null);
  const openHelp = useCallback(() => setOverlay('help'), []);
  const openPalette = useCallback(() => {
    before.current = focusTarget();
    setOverlay('palette');
  }, []);
  /** The next key belongs to the field of the palette: it has the focus before this returns. */
  const openPaletteByKey = useCallback(() => {
    flushSync(openPalette);
    document.getElementById(paletteInputId)?.focus();
  }, [openPalette]);
  const close = () => setOverlay(undefined);
  const closePalette = () => {
    setOverlay(undefined);
    before.current?.focus({ preventScroll: true });
  };
  return { overlay, openHelp, openPalette, openPaletteByKey, close, closePalette };
}

/** What gets the focus after the palette: the focused element; of a menu, which closes, its button. */
function focusTarget(): HTMLElement | null {
  const menu = document.activeElement?.closest('[role=menu]');
  if (menu) return document.getElementById(menu.getAttribute('aria-labelledby') ?? '');
  return document.activeElement as HTMLElement | null;
}
