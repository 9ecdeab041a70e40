import ICAL from 'ical.js';
import { shown, type ContentLine } from './content-lines.ts';

/** A property of an event: its parameters in small letters, and its values as text. */
export interface Property {
  readonly line: number;
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Value type, like date or date-time. */
  readonly type: string;
  readonly values: readonly string[];
  /** The value as the file has it. */
  readonly raw: string;
}

/** What is wrong with a line of the file. */
export class LineError extends Error {
  override readonly name = 'LineError';
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/**
 * Reads the parameters and values of a property (RFC 5545, 3.2 and 3.3).
 * @throws {LineError} when the line cannot be parsed
 */
export function readProperty({ line, text, name }: ContentLine): Property {
  let parsed: unknown[];
  try {
    parsed = ICAL.parse.property(text) as unknown[];
  } catch (error) {
    const reason = Error.isError(error) ? error.message : String(error);
    throw new LineError(
      line,
      `${name}: "${shown(text)}" cannot be read (${shown(reason)}); expected ${name}:value.`,
    );
  }
  const [, parameters, type, ...values] = parsed;
  return {
    line,
    name,
    parameters: parameters as Record<string, string>,
    type: String(type),
    values: values.map((value) => (typeof value === 'string' ? value : '')),
    raw: text.slice(text.lastIndexOf(':') + 1).trim(),
  };
}
