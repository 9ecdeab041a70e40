import { useState } from 'react';

/** What a number field holds: a number, or the text on the way to one. */
type Typed = string | number;

/** The number a text says; undefined while it says none yet. */
export function numberOf(typed: Typed): number | undefined {
  if (typeof typed === 'number') return typed;
  const number = Number(typed);
  return typed.trim() === '' || !Number.isFinite(number) ? undefined : number;
}

/**
 * A number field that leaves alone what is typed: "31.0" on the way to 31.05 is the number 31, and stays "31.0" to the
 * eye. `take` is told every number and returns the value that holds from then on; when it changes elsewhere, it is shown.
 */
export function useTypedNumber(
  value: number | undefined,
  take: (number: number | undefined) => number | undefined,
) {
  const [last, setLast] = useState<{ typed: Typed; value: number | undefined }>({
    typed: value ?? '',
    value,
  });
  return {
    value: Object.is(last.value, value) ? last.typed : (value ?? ''),
    onChange: (typed: Typed) => setLast({ typed, value: take(numberOf(typed)) }),
  };
}
