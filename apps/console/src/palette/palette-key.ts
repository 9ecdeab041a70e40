type PressedKey = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'defaultPrevented'
>;

/**
 * Whether a key opens the command palette: Ctrl+K, on Apple computers Command+K. Ctrl+K deletes to the end of the line in text
 * fields of Apple computers, and input methods use keys while they compose: both keep their keys.
 */
export function isPaletteKey(event: PressedKey, isApple: boolean): boolean {
  if (event.isComposing || event.defaultPrevented || event.altKey || event.shiftKey) return false;
  const isModified = isApple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  return isModified && event.key.toLowerCase() === 'k';
}
