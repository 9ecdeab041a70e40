import { useSyncExternalStore } from 'react';

const key = 'vialog.singleKeys';
const listeners = new Set<() => void>();

/** Whether shortcuts of single keys are on; they are by default. Speech input and tremor press keys unintentionally (WCAG 2.1.4). */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(key) !== 'off';
  } catch {
    return true;
  }
}

export function switchSingleKeys(isOn: boolean): void {
  try {
    localStorage.setItem(key, isOn ? 'on' : 'off');
  } catch {
    // Storage may be disabled; the shortcuts stay as they are.
  }
  for (const listener of listeners) listener();
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, areSingleKeysOn);
}
