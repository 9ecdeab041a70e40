import { useState, type KeyboardEvent } from 'react';
import type { LineSuggestion } from './use-suggestions.ts';

interface Choosing {
  readonly suggestions: readonly LineSuggestion[];
  readonly onPick: (suggestion: LineSuggestion) => void;
  readonly onClose: () => void;
}

/**
 * The chosen suggestion and the keys of the list: arrows choose, Tab inserts the chosen or the first one, Enter inserts the
 * chosen one, Escape closes. `handle` returns whether the key was used.
 */
export function useSuggestionKeys({ suggestions, onPick, onClose }: Choosing) {
  const [chosen, setChosen] = useState(-1);
  const active = Math.min(chosen, suggestions.length - 1);
  const move = (step: 1 | -1) => {
    const count = suggestions.length + 1;
    setChosen(((active + 1 + step + count) % count) - 1);
  };
  const pick = (index: number): boolean => {
    const suggestion = suggestions[index];
    if (!suggestion) return false;
    setChosen(-1);
    onPick(suggestion);
    return true;
  };
  const actions: Readonly<Record<string, () => boolean>> = {
    ArrowDown: () => (move(1), true),
    ArrowUp: () => (move(-1), true),
    Tab: () => pick(Math.max(0, active)),
    Enter: () => pick(active),
    Escape: () => (setChosen(-1), onClose(), true),
  };
  const handle = (event: KeyboardEvent): boolean => {
    if (suggestions.length === 0 || event.shiftKey || event.nativeEvent.isComposing) return false;
    const isUsed = actions[event.key]?.() ?? false;
    if (isUsed) event.preventDefault();
    return isUsed;
  };
  return { active, handle, reset: () => setChosen(-1) };
}
