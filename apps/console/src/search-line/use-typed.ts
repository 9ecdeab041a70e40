import { useEffect, useRef, useState, type RefObject } from 'react';

const pauseMs = 350;

/** free: to be handed over after a pause; doubtful: only when asked for; unread: not even then, until it is read. */
export type Readiness = 'free' | 'doubtful' | 'unread';

/**
 * Text that is typed here and kept elsewhere (the address). Typing never waits for the other side, and nothing
 * is handed over while an input method composes: half a Chinese syllable is not a search. `readiness` is of the text as
 * it was last drawn; `commit` hands over at once, or as soon as the text is read.
 */
export function useTyped(kept: string, keep: (text: string) => void, readiness?: RefObject<Readiness>) {
  const [text, setText] = useState(kept);
  const [composing, setComposing] = useState(false);
  const handedOver = useRef(kept);
  /** What was committed before it was read. */
  const awaited = useRef<string>(undefined);

  useEffect(() => {
    if (kept === handedOver.current) return;
    handedOver.current = kept;
    setText(kept);
  }, [kept]);

  const handOver = (value: string) => {
    awaited.current = undefined;
    handedOver.current = value;
    keep(value);
  };
  useEffect(() => {
    if (composing || text === handedOver.current) return;
    const isAwaited = awaited.current === text;
    const timer = setTimeout(
      () => mayPass(readiness?.current ?? 'free', isAwaited) && handOver(text),
      isAwaited ? 0 : pauseMs,
    );
    return () => clearTimeout(timer);
  });

  return {
    text,
    setText,
    composing,
    /** Without waiting for a pause. */
    commit: (value: string = text) => {
      setText(value);
      if (value !== '' && readiness?.current === 'unread') awaited.current = value;
      else handOver(value);
    },
    bind: {
      onCompositionStart: () => setComposing(true),
      onCompositionEnd: () => setComposing(false),
    },
  };
}

const mayPass = (readiness: Readiness, isAwaited: boolean): boolean =>
  readiness === 'free' || (readiness === 'doubtful' && isAwaited);
