import { useEffect, useRef, useState, type RefObject } from 'react';

const pauseMs = 350;

/**
 * Text that is typed here and kept elsewhere (the address). Typing never waits for the other side, and nothing
 * is handed over while an input method composes: half a Chinese syllable is not a search. While `hold` is set a pause
 * hands nothing over either; `commit` always does.
 */
export function useTyped(kept: string, keep: (text: string) => void, hold?: RefObject<boolean>) {
  const [text, setText] = useState(kept);
  const [composing, setComposing] = useState(false);
  const handedOver = useRef(kept);

  useEffect(() => {
    if (kept === handedOver.current) return;
    handedOver.current = kept;
    setText(kept);
  }, [kept]);

  const handOver = (value: string) => {
    handedOver.current = value;
    keep(value);
  };
  useEffect(() => {
    if (composing || text === handedOver.current) return;
    const timer = setTimeout(() => !hold?.current && handOver(text), pauseMs);
    return () => clearTimeout(timer);
  });

  return {
    text,
    setText,
    composing,
    /** At once, without waiting for a pause. */
    commit: (value: string = text) => {
      setText(value);
      handOver(value);
    },
    bind: {
      onCompositionStart: () => setComposing(true),
      onCompositionEnd: () => setComposing(false),
    },
  };
}
