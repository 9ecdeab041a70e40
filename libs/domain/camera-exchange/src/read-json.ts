import { UnreadableFileError, type SourceValue } from './source-file.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** @throws {UnreadableFileError} when the text is no JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = Error.isError(cause) ? cause.message.slice(0, 200) : '';
    throw new UnreadableFileError(`The file is not valid JSON: ${reason}. Export it again.`, { cause });
  }
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The plain properties of an object: text, numbers, booleans and lists of text. Other values are left out. */
export function plainValues(properties: JsonObject): Map<string, SourceValue> {
  const values = new Map<string, SourceValue>();
  for (const [name, value] of Object.entries(properties)) {
    const plain = plainValue(value);
    if (plain !== undefined) values.set(name, plain);
  }
  return values;
}

function plainValue(value: unknown): SourceValue | undefined {
  if (Array.isArray(value)) {
    return value.every((item) => typeof item === 'string') ? value : undefined;
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}
