import { sentences, type SentenceCode } from './all-sentences.ts';

/** A sentence without its language: what it says and with which values. */
export interface CodedSentence {
  readonly code: SentenceCode;
  /** Values of the placeholders; a value that is itself a sentence is in English. */
  readonly params: Readonly<Record<string, string>>;
}

/** Longer texts are reports of programs. The limit also bounds the time of the search. */
const maxLength = 1_000;
/** Up to this length a text may consist of several sentences. */
const maxJoinedLength = 600;
const placeholder = /\{\{(@?)(\w+)\}\}/;
/** Values that are numbers: other text in their place belongs to a sentence that is not in the table. */
const numbers: ReadonlySet<string> = new Set(['bytes', 'count', 'days', 'ms', 'percent', 'seconds']);

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

/** Fragments are written with a small letter and start sentences with a capital one. */
const anyCase = (letter: string): string => `[${letter.toLowerCase()}${letter.toUpperCase()}]`;

interface Template {
  readonly code: SentenceCode;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** Names of values that are sentences. */
  readonly nested: readonly string[];
  /** Characters outside of placeholders: the longest template that matches is the most specific. */
  readonly literals: number;
}

const templates: readonly Template[] = (Object.keys(sentences) as SentenceCode[])
  .filter((code) => code !== 'text.two')
  .map(templateOf)
  .sort((a, b) => b.literals - a.literals);

function templateOf(code: SentenceCode): Template {
  const parts = sentences[code][0].split(placeholder);
  const texts = parts.filter((_, i) => i % 3 === 0);
  const names = parts.filter((_, i) => i % 3 === 2);
  const nested = names.filter((_, i) => parts[i * 3 + 1] === '@');
  const values = names.map((name) =>
    numbers.has(name) && !nested.includes(name) ? String.raw`([-\d.,]+)` : '(.+?)',
  );
  const pattern = texts
    .map((text, i) => `${escaped(text)}${values[i] ?? ''}`)
    .join('')
    .replace(/^[a-z]/i, anyCase);
  const literals = texts.join('').length;
  return { code, pattern: new RegExp(`^${pattern}\\.?$`, 'su'), names, nested, literals };
}

/**
 * The code and the values of an English sentence; undefined for an unknown one. A template with a nested sentence matches
 * only if the nested one is known, so that a translation is never half English.
 */
export function codeSentence(text: string): CodedSentence | undefined {
  if (text.length > maxLength) return undefined;
  for (const template of templates) {
    const coded = matched(template, text);
    if (coded) return coded;
  }
  return text.length > maxJoinedLength ? undefined : joined(text);
}

function matched({ code, pattern, names, nested }: Template, text: string): CodedSentence | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const params = Object.fromEntries(names.map((name, i) => [name, match[i + 1] ?? '']));
  return nested.every((name) => codeSentence(params[name] ?? '')) ? { code, params } : undefined;
}

function joined(text: string): CodedSentence | undefined {
  for (const { index } of text.matchAll(/\. /g)) {
    const params = { first: text.slice(0, index), rest: text.slice(index + 2) };
    if (codeSentence(params.first) && codeSentence(params.rest)) return { code: 'text.two', params };
  }
  return undefined;
}
