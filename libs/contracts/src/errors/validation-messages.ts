import { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

/** Maximum number of names in a message. */
const maxNames = 40;

/**
 * Message of a schema issue that has no message itself: what was expected and what was found, in terms of JSON and URLs
 * rather than TypeScript. A value is repeated only if the schema lists the allowed values, so that no secret is echoed.
 * Standard Schema validation takes no message function per call, so the messages are installed once per process below.
 */
export function validationMessage(issue: Issue): string {
  const message = messagesByCode[issue.code] as ((issue: Issue) => string) | undefined;
  return message?.(issue) ?? 'invalid value; see /openapi.json for the expected format';
}

const messagesByCode: {
  readonly [Code in Issue['code']]?: (issue: Extract<Issue, { code: Code }>) => string;
} = {
  invalid_type: ({ expected, input }) => `expected ${typeName(expected)}, ${foundType(input)}`,
  invalid_value: ({ values, input }) => `expected ${oneOf(values)}, ${foundValue(input)}`,
  too_small: (issue) =>
    `expected ${boundText(issue, 'more than', 'at least')} ${issue.minimum}${sizeText(issue.input)}`,
  too_big: (issue) =>
    `expected ${boundText(issue, 'less than', 'at most')} ${issue.maximum}${sizeText(issue.input)}`,
  invalid_format: ({ format, pattern }) => `expected ${formatText(format, pattern)}`,
  unrecognized_keys: ({ keys, inst }) =>
    `unknown ${keys.length > 1 ? 'fields' : 'field'} ${names(keys.slice(0, 5).map(short))}${knownFields(inst)}`,
  invalid_union: (issue) => unionText(issue),
  invalid_key: ({ issues }) => `invalid field name: ${issues[0]?.message ?? 'use another name'}`,
};

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const typeName = (type: string): string => typeNames[type] ?? type;

function foundType(input: unknown): string {
  if (input === undefined) return 'and it is missing';
  if (input === null) return 'found null';
  if (Array.isArray(input)) return 'found a list';
  if (typeof input !== 'number') return `found ${typeName(typeof input)}`;
  return Number.isNaN(input) ? 'found NaN' : `found ${input}`;
}

const foundValue = (input: unknown): string =>
  typeof input === 'string' ? `found ${short(input)}` : foundType(input);

const short = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);

const names = (list: readonly string[]): string =>
  list.length > maxNames ? `${list.slice(0, maxNames).join(', ')}, …` : list.join(', ');

function oneOf(values: readonly unknown[]): string {
  const texts = values.map((value) => (value === '' ? '""' : String(value)));
  return texts.length === 1 ? (texts[0] ?? '') : `one of ${names(texts)}`;
}

const boundText = (bound: { inclusive?: boolean; exact?: boolean }, open: string, closed: string): string => {
  if (bound.exact) return 'exactly';
  return bound.inclusive === false ? open : closed;
};

function sizeText(input: unknown): string {
  if (typeof input === 'string') return ` characters, found ${input.length}`;
  if (Array.isArray(input)) return ` items, found ${input.length}`;
  return typeof input === 'number' ? `, found ${input}` : '';
}

function formatText(format: string, pattern: string | undefined): string {
  if (format === 'url') return 'a URL like https://example.org/notice';
  if (format === 'date') return 'a day like 2026-01-31';
  return pattern === undefined ? `a valid ${format}` : `text that matches ${pattern}`;
}

function knownFields(schema: unknown): string {
  return schema instanceof z.ZodObject ? `; known fields: ${names(Object.keys(schema.shape))}` : '';
}

function unionText({ options, errors }: Extract<Issue, { code: 'invalid_union' }>): string {
  if (Array.isArray(options) && options.length > 0) return `expected ${oneOf(options)}`;
  const branches = errors.map(([first]) => first?.message).filter((text) => text !== undefined);
  return [...new Set(branches)].join(', or ');
}

z.config({ localeError: validationMessage });
