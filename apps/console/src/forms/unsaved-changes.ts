import { useBlocker } from '@tanstack/react-router';

/** Asks for confirmation before a link, a key or a closed tab discards unsaved changes. */
export function useUnsavedChangesPrompt(changed: boolean, question: string): void {
  useBlocker({
    shouldBlockFn: () => changed && !globalThis.confirm(question),
    enableBeforeUnload: changed,
  });
}
