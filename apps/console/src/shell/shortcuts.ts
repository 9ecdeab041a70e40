import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

export const searchInputId = 'search-line';

/** Keyboard shortcuts, inactive in text fields. `g m` is a sequence of two keys. */
export function useShortcuts({ onHelp }: { onHelp: () => void }): void {
  const router = useRouter();
  useEffect(() => {
    const actions: Readonly<Record<string, () => void>> = {
      '/': focusSearch,
      '?': onHelp,
      go: () => void router.navigate({ to: '/overview' }),
      gm: () => void router.navigate({ to: '/' }),
      gs: () => void router.navigate({ to: '/sites' }),
      gt: () => void router.navigate({ to: '/trends' }),
      gq: () => void router.navigate({ to: '/questions' }),
      ga: () => void router.navigate({ to: '/cameras/new' }),
      j: () => moveInList(1),
      k: () => moveInList(-1),
    };
    let prefix = '';
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const action = actions[prefix + event.key] ?? actions[event.key];
      prefix = event.key === 'g' ? 'g' : '';
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

/** j and k move between elements with the attribute data-list-row. */
function moveInList(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-list-row]')];
  const current = rows.indexOf(document.activeElement as HTMLElement);
  const next = current < 0 ? (step > 0 ? 0 : rows.length - 1) : current + step;
  rows[next]?.focus();
}
