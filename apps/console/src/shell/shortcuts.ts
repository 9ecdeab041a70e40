import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { isPaletteKey } from '../palette/palette-key.ts';
import { undoButtonId } from '../undo/undo-button-id.ts';
import { areSingleKeysOn } from './shortcut-choice.ts';

export const searchInputId = 'search-line';

interface ShortcutTargets {
  readonly onHelp: () => void;
  readonly onPalette: () => void;
  /** While the command palette is open, keys are its text. */
  readonly inPalette: boolean;
}

/**
 * Keyboard shortcuts. Those of single keys are inactive in text fields and can be switched off; `g m` is a sequence of two keys.
 */
export function useShortcuts({ onHelp, onPalette, inPalette }: ShortcutTargets): void {
  const router = useRouter();
  useEffect(() => {
    const actions: Readonly<Record<string, () => void>> = {
      '/': focusSearch,
      '?': onHelp,
      u: focusUndo,
      go: () => void router.navigate({ to: '/overview' }),
      gm: () => void router.navigate({ to: '/' }),
      gs: () => void router.navigate({ to: '/sites' }),
      gt: () => void router.navigate({ to: '/trends' }),
      gq: () => void router.navigate({ to: '/questions' }),
      gl: () => void router.navigate({ to: '/alerts' }),
      gd: () => void router.navigate({ to: '/models' }),
      gr: () => void router.navigate({ to: '/reports' }),
      ga: () => void router.navigate({ to: '/cameras/new' }),
      j: () => moveInList(1),
      k: () => moveInList(-1),
    };
    let prefix = '';
    const onKey = (event: KeyboardEvent) => {
      if (isPaletteKey(event, isApple)) {
        event.preventDefault();
        if (!inPalette) onPalette();
        return;
      }
      if (inPalette || !isSingleKey(event)) return;
      const action = actions[prefix + event.key] ?? actions[event.key];
      prefix = event.key === 'g' ? 'g' : '';
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onHelp, onPalette, inPalette, router]);
}

const isApple = /mac|iphone|ipad/i.test(navigator.userAgent);

function isSingleKey(event: KeyboardEvent): boolean {
  return areSingleKeysOn() && !isTyping(event) && !event.ctrlKey && !event.metaKey && !event.altKey;
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  return event.isComposing || target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function focusSearch(): void {
  document.getElementById(searchInputId)?.focus();
}

function focusUndo(): void {
  document.getElementById(undoButtonId)?.focus();
}

/** j and k move between elements with the attribute data-list-row. */
function moveInList(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-list-row]')];
  const current = rows.indexOf(document.activeElement as HTMLElement);
  const next = current < 0 ? (step > 0 ? 0 : rows.length - 1) : current + step;
  rows[next]?.focus();
}
