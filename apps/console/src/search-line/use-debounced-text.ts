import { useEffect, useRef, useState, type RefObject } from 'react';

const debounceMs = 350;

/**
 * Whether the current text may be committed: `valid` after the debounce delay, `invalid` only by an explicit commit,
 * `unparsed` not before the text is parsed.
 */
export type Readiness = 'valid' | 'invalid' | 'unparsed';

/**
 * Text of an input whose value is stored elsewhere, e.g. in the address. Typing does not wait for the store, and nothing
 * is committed during input method composition: an incomplete Chinese word is not a search. `commit` commits without the
 * debounce delay, or as soon as the text is parsed.
 *
 * @param stored the stored value, without blanks at its ends; a change from outside replaces the text
 * @param store stores a committed text, without blanks at its ends
 * @param readiness of the text that was rendered last; without it every text is valid
 */
export function useDebouncedText(
  stored: string,
  store: (text: string) => void,
  readiness?: RefObject<Readiness>,
) {
  const [text, setText] = useState(stored);
  const [composing, setComposing] = useState(false);
  /** Stored by this input and not rendered yet, the oldest first. While these are rendered, the user goes on typing. */
  const underway = useRef<readonly string[]>([]);
  /** A text that was committed before it was parsed. */
  const pending = useRef<string>(undefined);

  useEffect(() => {
    const rendered = underway.current.indexOf(stored);
    underway.current = rendered < 0 ? [] : underway.current.slice(rendered + 1);
    if (rendered < 0) setText(stored);
  }, [stored]);

  const storeNow = (value: string) => {
    const trimmed = value.trim();
    pending.current = undefined;
    underway.current = [...underway.current, trimmed];
    store(trimmed);
  };
  useEffect(() => {
    if (composing || text.trim() === (underway.current.at(-1) ?? stored)) return;
    const isPending = pending.current === text;
    const timer = setTimeout(
      () => mayCommit(readiness?.current ?? 'valid', isPending) && storeNow(text),
      isPending ? 0 : debounceMs,
    );
    return () => clearTimeout(timer);
  });

  return {
    text,
    setText,
    composing,
    commit: (value: string = text) => {
      setText(value);
      if (value !== '' && readiness?.current === 'unparsed') pending.current = value;
      else storeNow(value);
    },
    bind: {
      onCompositionStart: () => setComposing(true),
      onCompositionEnd: () => setComposing(false),
    },
  };
}

const mayCommit = (readiness: Readiness, isPending: boolean): boolean =>
  readiness === 'valid' || (readiness === 'invalid' && isPending);
