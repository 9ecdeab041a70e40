import { useState } from 'react';

/** The value of a number field: a number, or text that is not complete yet. */
type Typed = string | number;

/** Parses the value of a number field; undefined for text that is not a number. */
export function parseNumber(typed: Typed): number | undefined {
  if (typeof typed === 'number') return typed;
  const number = Number(typed);
  return typed.trim() === '' || !Number.isFinite(number) ? undefined : number;
}

/**
 * State of a number field that does not reformat text while the user types: "31.0" on the way to 31.05 is the number 31
 * and stays "31.0". `onNumber` receives every number and returns the accepted value. A value that changes elsewhere
 * replaces the text.
 */
export function useNumberText(
  value: number | undefined,
  onNumber: (number: number | undefined) => number | undefined,
) {
  const [last, setLast] = useState<{ typed: Typed; value: number | undefined }>({
    typed: value ?? '',
    value,
  });
  return {
    value: Object.is(last.value, value) ? last.typed : (value ?? ''),
    onChange: (typed: Typed) => setLast({ typed, value: onNumber(parseNumber(typed)) }),
  };
}
