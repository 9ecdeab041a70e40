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
 * @param stored the stored value; a change from outside replaces the text
 * @param store stores a committed text
 * @param readiness of the text that was rendered last; without it every text is valid
 */
export function useDebouncedText(
  stored: string,
  store: (text: string) => void,
  readiness?: RefObject<Readiness>,
) {
  const [text, setText] = useState(stored);
  const [composing, setComposing] = useState(false);
  const committed = useRef(stored);
  /** A text that was committed before it was parsed. */
  const pending = useRef<string>(undefined);

  useEffect(() => {
    if (stored === committed.current) return;
    committed.current = stored;
    setText(stored);
  }, [stored]);

  const storeNow = (value: string) => {
    pending.current = undefined;
    committed.current = value;
    store(value);
  };
  useEffect(() => {
    if (composing || text === committed.current) return;
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
