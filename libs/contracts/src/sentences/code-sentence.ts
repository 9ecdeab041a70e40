import { sentences, type SentenceCode } from './all-sentences.ts';

/** A sentence without its language: what it says and with which values. */
export interface CodedSentence {
  readonly code: SentenceCode;
  /** Values of the placeholders; a value that is itself a sentence is in English. */
  readonly params: Readonly<Record<string, string>>;
}

/** Longer texts are reports of programs. */
const maxLength = 1_000;
/** A text of more sentences is a report of a program. */
const maxSentences = 6;
/** Sentences within sentences. */
const maxDepth = 3;
const placeholder = /\{\{(@?)(\w+)\}\}/;
/** Values that are numbers: other text in their place belongs to a sentence that is not in the table. */
const numbers: ReadonlySet<string> = new Set(['bytes', 'count', 'days', 'ms', 'percent', 'seconds']);
const number = /^[-\d.,]+$/;

interface Value {
  readonly name: string;
  /** The value is a sentence itself. */
  readonly isNested: boolean;
}

interface Template {
  readonly code: SentenceCode;
  /** The text around the values: one more than values. */
  readonly literals: readonly string[];
  readonly values: readonly Value[];
}

const lengthOf = ({ literals }: Template): number => literals.join('').length;

/** The one with the longest literals is the most specific. */
const templates: readonly Template[] = (Object.keys(sentences) as SentenceCode[])
  .filter((code) => code !== 'text.two')
  .map(templateOf)
  .sort((a, b) => lengthOf(b) - lengthOf(a));

function templateOf(code: SentenceCode): Template {
  const parts = sentences[code][0].split(placeholder);
  const names = parts.filter((_, i) => i % 3 === 2);
  return {
    code,
    literals: parts.filter((_, i) => i % 3 === 0),
    values: names.map((name, i) => ({ name, isNested: parts[i * 3 + 1] === '@' })),
  };
}

/**
 * The code and the values of an English sentence; undefined for an unknown one. A template with a nested sentence matches
 * only if the nested one is known, so that a translation is never half English. Texts contain what users typed: the work is bounded
 * for any text.
 */
export const codeSentence = (text: string): CodedSentence | undefined =>
  text.length > maxLength ? undefined : coded(text, maxDepth);

const coded = (text: string, depth: number): CodedSentence | undefined =>
  single(text, depth) ?? joined(text, depth);

function single(text: string, depth: number): CodedSentence | undefined {
  const sentence = text.replace(/\.$/, '');
  for (const template of templates) {
    const params = paramsIn(sentence, template);
    if (params && isKnown(params, template, depth)) return { code: template.code, params };
  }
  return undefined;
}

const isKnown = (params: CodedSentence['params'], { values }: Template, depth: number): boolean =>
  values.every(
    ({ name, isNested }) => !isNested || (depth > 0 && coded(params[name] ?? '', depth - 1) !== undefined),
  );

/** The values of a template; undefined if the text does not match. */
function paramsIn(text: string, { literals, values }: Template): Record<string, string> | undefined {
  const edges = edgesIn(text, literals);
  if (!edges) return undefined;
  const found = values.map((value, i) => {
    const [from, to] = edges[i] ?? [0, 0];
    return { ...value, text: text.slice(from, to) };
  });
  const isNumber = found.every(
    (value) => value.isNested || !numbers.has(value.name) || number.test(value.text),
  );
  return isNumber ? Object.fromEntries(found.map((value) => [value.name, value.text])) : undefined;
}

/**
 * Start and end of each value, which are as short as possible; undefined if the text does not match. It never goes back after a
 * literal was found: an earlier place of a literal leaves more text for the rest.
 */
function edgesIn(text: string, [first = '', ...others]: readonly string[]): [number, number][] | undefined {
  if (!startsWith(text, first)) return undefined;
  const edges: [number, number][] = [];
  let from = first.length;
  for (const [i, literal] of others.entries()) {
    const to = i === others.length - 1 ? startOfEnd(text, literal) : text.indexOf(literal, from + 1);
    if (to <= from) return undefined;
    edges.push([from, to]);
    from = to + literal.length;
  }
  return from === text.length ? edges : undefined;
}

const startOfEnd = (text: string, end: string): number =>
  text.endsWith(end) ? text.length - end.length : -1;

/** Fragments are written with a small letter and start sentences with a capital one. */
const startsWith = (text: string, literal: string): boolean =>
  literal === '' ||
  (text.startsWith(literal.slice(1), 1) &&
    text.slice(0, 1).toLowerCase() === literal.slice(0, 1).toLowerCase());

function joined(text: string, depth: number): CodedSentence | undefined {
  const ends = [...text.matchAll(/\. /g)].map(({ index }) => index);
  if (depth === 0 || ends.length >= maxSentences) return undefined;
  for (const end of ends) {
    const params = { first: text.slice(0, end), rest: text.slice(end + 2) };
    if (single(params.first, depth - 1) && coded(params.rest, depth - 1)) return { code: 'text.two', params };
  }
  return undefined;
}
