import { useBlocker } from '@tanstack/react-router';

/** What is not saved is minutes of work: no link, key or closed tab throws it away unasked. */
export function useAskBeforeLeaving(changed: boolean, question: string): void {
  useBlocker({
    shouldBlockFn: () => changed && !globalThis.confirm(question),
    enableBeforeUnload: changed,
  });
}
