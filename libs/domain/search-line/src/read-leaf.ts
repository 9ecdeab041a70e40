import {
  chineseAmounts,
  chineseFields,
  chineseKinds,
  chineseOrigins,
  chineseReasons,
  chineseSorts,
  wordSpelled,
} from './chinese-words.ts';
import { eventKinds, eventOrigins, gapReasons } from '@vialog/contracts/vocabulary';
import {
  expected,
  read,
  readAmount,
  readDays,
  readDuration,
  readMoment,
  readRatio,
  type Expectation,
  type Read,
} from './read-values.ts';
import { readBox } from './read-box.ts';
import type { WrongCorners } from './read-corners.ts';
import { readPolygon } from './read-polygon.ts';
import { readNear } from './read-position.ts';
import { suggestWord } from './suggest-word.ts';
import { readClockRange } from './read-clock.ts';
import type { LeafBody } from './read-words.ts';
import type { Range, SearchLeaf, SearchProblem } from './syntax-tree.ts';
import type { Token, Value } from './tokenize.ts';
import {
  amountWords,
  countable,
  episodeSorts,
  fieldExamples,
  fieldWords,
  rankWords,
  type AmountWord,
  type EpisodeSort,
  type FieldWord,
} from './vocabulary.ts';

type FieldToken = Extract<Token, { kind: 'field' }>;
type CompareToken = Extract<Token, { kind: 'compare' }>;
export type LeafOrProblem =
  { readonly leaf: SearchLeaf; readonly note?: SearchProblem } | { readonly problem: SearchProblem };

interface Rejection extends Pick<SearchProblem, 'code' | 'params' | 'message'> {
  readonly suggestion?: string | undefined;
}

const problemAt = (
  { from, to }: Range,
  { suggestion, ...rejection }: Rejection,
): { readonly problem: SearchProblem } => ({
  problem: { from, to, ...rejection, ...(suggestion === undefined ? {} : { suggestion }) },
});

function rejectionOf({ expected: what, code, params }: Expectation): Rejection {
  return { code, params, message: `Expected ${what}${what.endsWith('?') ? '' : '.'}` };
}

const sameWord = <W extends string>(words: readonly W[], found: string): W | undefined =>
  words.find((word) => word.toLowerCase() === found.toLowerCase());

/** The number or field with this English or Chinese name. */
export const amountNamed = (name: string): AmountWord | undefined =>
  sameWord(amountWords, name) ?? wordSpelled(chineseAmounts, name);
export const fieldNamed = (name: string): FieldWord | undefined =>
  sameWord(fieldWords, name) ?? wordSpelled(chineseFields, name);

/** Reads name>value: a number compared with a bound. */
export function readComparison(token: CompareToken): LeafOrProblem {
  const field = amountNamed(token.name);
  if (!field) return unknownAmount(token);
  const amount = field === 'occupancy' ? readRatio(token.value.text) : readAmount(token.value.text);
  if ('expected' in amount) {
    const range = token.value.text === '' ? token : token.value;
    return problemAt(range, rejectionOf(amount));
  }
  return {
    leaf: { kind: 'amount', field, op: token.op, value: amount.value, from: token.from, to: token.to },
  };
}

function unknownAmount(token: CompareToken): LeafOrProblem {
  const name = { from: token.from, to: token.nameTo };
  const field = fieldNamed(token.name);
  if (field)
    return problemAt(token, {
      code: 'notANumber',
      params: { field, example: fieldExamples[field] },
      message: `"${field}" is not a number; write it with a colon, like ${fieldExamples[field]}.`,
    });
  const meant = suggestWord(token.name, amountWords);
  const found = token.name === '' ? 'nothing' : `"${token.name}"`;
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return problemAt(token.name === '' ? token : name, {
    code: 'unknownNumber',
    params: { found: token.name, op: token.op },
    message: `Expected a number to compare (${amountWords.join(', ')}) before ${token.op}, like car>=20, found ${found}.${hint}`,
    suggestion: meant,
  });
}

type Reader = (values: readonly Value[], token: FieldToken) => Read<LeafBody> | WrongCorners;
/** Reads name:value,…: looks up the field and reads its values. */
export function readField(token: FieldToken): LeafOrProblem {
  const field = fieldNamed(token.name);
  if (!field) return unknownField(token);
  const empty = token.values.find((value) => value.text === '');
  if (empty)
    return problemAt(token, {
      code: 'missingValue',
      params: { field, example: fieldExamples[field] },
      message: `Expected a value directly after "${field}:" and after every comma, like ${fieldExamples[field]}.`,
    });
  const result = readers[field](token.values, token);
  if ('value' in result) {
    const range = { from: token.from, to: token.to };
    const leaf = { ...result.value, ...range } as SearchLeaf;
    return result.note ? { leaf, note: { ...result.note, ...range } } : { leaf };
  }
  const at = 'at' in result ? result.at : undefined;
  return problemAt(at ?? valuesRange(token), {
    ...rejectionOf(result),
    suggestion: at && meantBy(field, at),
  });
}

const valuesRange = (token: FieldToken): { from: number; to: number } => ({
  from: token.nameTo + 1,
  to: token.to,
});

function unknownField(token: FieldToken): LeafOrProblem {
  const name = { from: token.from, to: token.nameTo };
  const amount = amountNamed(token.name);
  if (amount)
    return problemAt(token, {
      code: 'isANumber',
      params: { field: amount },
      message: `"${amount}" is a number; compare it, like ${amount}>=20, or write class:car.`,
    });
  const meant = suggestWord(token.name, fieldWords);
  const hint =
    meant === undefined
      ? ' To look for a name with a colon in it, put it in quotation marks.'
      : ` Did you mean ${meant}:, like ${fieldExamples[meant as FieldWord]}?`;
  return problemAt(token.name === '' ? token : name, {
    code: 'unknownField',
    params: { found: token.name },
    message: `There is no field "${token.name}:". Expected one of ${fieldWords.join(', ')}.${hint}`,
    suggestion: meant,
  });
}

const wordLists: Readonly<Partial<Record<FieldWord, readonly string[]>>> = {
  class: countable,
  kind: eventKinds,
  reason: gapReasons,
  origin: eventOrigins,
  sort: episodeSorts,
};
const meantBy = (field: FieldWord, value: Value): string | undefined =>
  suggestWord(value.text, wordLists[field] ?? []);

/** Reads words of a closed vocabulary, without duplicates. */
function wordsOf<W extends string, B extends LeafBody>(
  {
    words,
    what,
    chinese,
  }: { words: readonly W[]; what: string; chinese: Parameters<typeof wordSpelled<W>>[0] },
  body: (found: W[]) => B,
): Reader {
  return (values) => {
    const found: W[] = [];
    for (const value of values) {
      const word = sameWord(words, value.text) ?? wordSpelled(chinese, value.text);
      if (!word) {
        const meant = suggestWord(value.text, words);
        const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
        const message = `a ${what} (${words.join(', ')}), found "${value.text}"${hint}`;
        return { at: value, ...expected('unknownWord', message, { field: what, found: value.text }) };
      }
      if (!found.includes(word)) found.push(word);
    }
    return { value: body(found) };
  };
}

/** Reads exactly one value with `readOne`. */
function single<T>(
  example: string,
  readOne: (text: string) => Read<T>,
  body: (value: T) => LeafBody,
): Reader {
  return ([value, ...more]) => {
    if (!value || more.length > 0) return expected('oneValue', `one value, like ${example}`, { example });
    const result = readOne(value.text);
    return 'expected' in result ? { at: value, ...result } : { value: body(result.value) };
  };
}

const namesOf = (values: readonly Value[]): string[] => [...new Set(values.map((value) => value.text))];
const named =
  (field: 'site' | 'camera' | 'zone' | 'group'): Reader =>
  (values) => ({ value: { kind: 'name', field, names: namesOf(values) } });

const readModels: Reader = (values) => {
  const wrong = values.find((value) => !/^[a-z0-9][a-z0-9.-]{0,63}$/.test(value.text));
  if (wrong)
    return {
      at: wrong,
      ...expected(
        'invalidModel',
        `a model id of a-z 0-9 . -, like ${fieldExamples.model}, found "${wrong.text}"`,
        { found: wrong.text },
      ),
    };
  return { value: { kind: 'model', models: namesOf(values) } };
};

const readOn: Reader = (values) => {
  const days = new Set<number>();
  for (const value of values) {
    const result = readDays(value.text);
    if ('expected' in result) return { at: value, ...result };
    for (const day of result.value) days.add(day);
  }
  return { value: { kind: 'on', days: [...days].sort((a, b) => a - b) } };
};

function readSort(text: string): Read<EpisodeSort> {
  const by =
    sameWord(episodeSorts, text) ??
    episodeSorts.find((sort) => rankWords[sort] === text.toLowerCase()) ??
    wordSpelled(chineseSorts, text) ??
    wordSpelled({ count: chineseAmounts.count, occupancy: chineseAmounts.occupancy }, text);
  if (by) return read(by);
  return expected('unknownOrder', `an order of episodes (${episodeSorts.join(', ')}), found "${text}"`, {
    found: text,
  });
}

const readers: Readonly<Record<FieldWord, Reader>> = {
  class: wordsOf({ words: countable, what: 'class', chinese: chineseAmounts }, (classes) => ({
    kind: 'class',
    classes,
  })),
  kind: wordsOf({ words: eventKinds, what: 'kind', chinese: chineseKinds }, (kinds) => ({
    kind: 'kind',
    kinds,
  })),
  reason: wordsOf({ words: gapReasons, what: 'reason', chinese: chineseReasons }, (reasons) => ({
    kind: 'reason',
    reasons,
  })),
  origin: wordsOf({ words: eventOrigins, what: 'origin', chinese: chineseOrigins }, (origins) => ({
    kind: 'origin',
    origins,
  })),
  site: named('site'),
  camera: named('camera'),
  zone: named('zone'),
  group: named('group'),
  model: readModels,
  near: readNear,
  bbox: readBox,
  polygon: readPolygon,
  last: single(
    fieldExamples.last,
    (text) => readDuration(text, 'last:2h'),
    (ms) => ({ kind: 'last', ms }),
  ),
  for: single(
    fieldExamples.for,
    (text) => readDuration(text, 'for:10m'),
    (ms) => ({ kind: 'for', ms }),
  ),
  from: single(
    fieldExamples.from,
    (text) => readMoment(text, 'from'),
    (moment) => ({ kind: 'from', moment }),
  ),
  to: single(
    fieldExamples.to,
    (text) => readMoment(text, 'to'),
    (moment) => ({ kind: 'to', moment }),
  ),
  on: readOn,
  at: single(fieldExamples.at, readClockRange, (range) => ({ kind: 'at', ...range })),
  sort: single(fieldExamples.sort, readSort, (by) => ({ kind: 'sort', by })),
};
