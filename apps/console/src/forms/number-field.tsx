import { TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { isImpossible } from './number-text.ts';

interface NumberFieldProps {
  readonly label: string;
  /** Hides the label from sight, not from screen readers. */
  readonly hidesLabel?: boolean;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly range: readonly [min: number, max: number];
  /** Shown when the text is no number within the range. */
  readonly hint: string;
  readonly help?: string | undefined;
  /** An error of the server. */
  readonly error?: ReactNode;
  readonly size?: 'xs' | 'sm';
  readonly required?: boolean;
  readonly placeholder?: string;
}

/**
 * A number that is typed as text. An impossible number is marked, stays as it was typed, and is never corrected:
 * number inputs of browsers and libraries drop letters and commas, so that "31,5" would become 315.
 */
export function NumberField({
  text,
  onText,
  range,
  hint,
  hidesLabel,
  label,
  help,
  error,
  ...rest
}: NumberFieldProps) {
  const [typing, setTyping] = useState(false);
  const impossible = isImpossible(text, range);
  return (
    <TextInput
      {...rest}
      {...(hidesLabel ? { 'aria-label': label } : { label })}
      description={help}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      error={impossible && !typing ? hint : error}
      data-impossible={impossible || undefined}
      onBlur={() => setTyping(false)}
      onChange={(event) => {
        setTyping(true);
        onText(event.currentTarget.value);
      }}
    />
  );
}

/** Focuses the first impossible number within an element; false where there is none. */
export function focusImpossibleNumber(within: ParentNode = document): boolean {
  const field = within.querySelector<HTMLElement>('[data-impossible]');
  field?.focus();
  return field !== null;
}
