import { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

/** Names that are told at most; more help nobody. */
const mostNames = 40;

/**
 * What a schema says where it has no words of its own: what was expected and what was found, in the words of people
 * who write JSON and web addresses rather than TypeScript. Values are repeated only where the schema lists the allowed
 * ones, so that no secret comes back in an answer.
 */
export function issueWords(issue: Issue): string {
  const words = wordsByCode[issue.code] as ((issue: Issue) => string) | undefined;
  return words?.(issue) ?? 'does not fit what is expected here; /openapi.json describes it';
}

const wordsByCode: { readonly [Code in Issue['code']]?: (issue: Extract<Issue, { code: Code }>) => string } =
  {
    invalid_type: ({ expected, input }) => `expected ${typeWords(expected)}, ${foundType(input)}`,
    invalid_value: ({ values, input }) => `expected ${oneOf(values)}, ${foundValue(input)}`,
    too_small: (issue) =>
      `expected ${boundWords(issue, 'more than', 'at least')} ${issue.minimum}${sizeWords(issue.input)}`,
    too_big: (issue) =>
      `expected ${boundWords(issue, 'less than', 'at most')} ${issue.maximum}${sizeWords(issue.input)}`,
    invalid_format: ({ format, pattern }) => `expected ${formatWords(format, pattern)}`,
    unrecognized_keys: ({ keys, inst }) =>
      `unknown ${keys.length > 1 ? 'fields' : 'field'} ${names(keys.slice(0, 5).map(short))}${knownFields(inst)}`,
    invalid_union: (issue) => unionWords(issue),
    invalid_key: ({ issues }) => `a name of a field does not fit: ${issues[0]?.message ?? 'use another one'}`,
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

const typeWords = (type: string): string => typeNames[type] ?? type;

function foundType(input: unknown): string {
  if (input === undefined) return 'and it is missing';
  if (input === null) return 'found null';
  if (Array.isArray(input)) return 'found a list';
  if (typeof input !== 'number') return `found ${typeWords(typeof input)}`;
  return Number.isNaN(input) ? 'found something else' : `found ${input}`;
}

const foundValue = (input: unknown): string =>
  typeof input === 'string' ? `found ${short(input)}` : foundType(input);

const short = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);

const names = (list: readonly string[]): string =>
  list.length > mostNames ? `${list.slice(0, mostNames).join(', ')}, …` : list.join(', ');

function oneOf(values: readonly unknown[]): string {
  const words = values.map((value) => (value === '' ? '""' : String(value)));
  return words.length === 1 ? (words[0] ?? '') : `one of ${names(words)}`;
}

const boundWords = (
  bound: { inclusive?: boolean; exact?: boolean },
  open: string,
  closed: string,
): string => {
  if (bound.exact) return 'exactly';
  return bound.inclusive === false ? open : closed;
};

function sizeWords(input: unknown): string {
  if (typeof input === 'string') return ` characters, found ${input.length}`;
  if (Array.isArray(input)) return ` items, found ${input.length}`;
  return typeof input === 'number' ? `, found ${input}` : '';
}

function formatWords(format: string, pattern: string | undefined): string {
  if (format === 'url') return 'a URL like https://example.org/notice';
  return pattern === undefined ? `a valid ${format}` : `text that fits ${pattern}`;
}

function knownFields(schema: unknown): string {
  return schema instanceof z.ZodObject ? `; known here: ${names(Object.keys(schema.shape))}` : '';
}

function unionWords({ options, errors }: Extract<Issue, { code: 'invalid_union' }>): string {
  if (Array.isArray(options) && options.length > 0) return `expected ${oneOf(options)}`;
  const branches = errors.map(([first]) => first?.message).filter((text) => text !== undefined);
  return [...new Set(branches)].join(', or ');
}

z.config({ localeError: issueWords });
