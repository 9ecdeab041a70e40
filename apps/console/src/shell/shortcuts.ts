import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

export const searchInputId = 'search-line';

/** Keys that work anywhere but where somebody types. Two keys in a row (`g m`) are one chord. */
export function useShortcuts({ onHelp }: { onHelp: () => void }): void {
  const router = useRouter();
  useEffect(() => {
    const actions: Readonly<Record<string, () => void>> = {
      '/': focusSearch,
      '?': onHelp,
      gm: () => void router.navigate({ to: '/' }),
      ga: () => void router.navigate({ to: '/cameras/new' }),
      j: () => moveInList(1),
      k: () => moveInList(-1),
    };
    let before = '';
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const action = actions[before + event.key] ?? actions[event.key];
      before = event.key === 'g' ? 'g' : '';
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onHelp, router]);
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  return event.isComposing || target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function focusSearch(): void {
  document.getElementById(searchInputId)?.focus();
}

/** Rows that want j and k carry data-list-row. */
function moveInList(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-list-row]')];
  const here = rows.indexOf(document.activeElement as HTMLElement);
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step;
  rows[next]?.focus();
}
