import { describe, expect, test } from '@jest/globals';
import { read, repositoryFiles } from './repository.ts';

/**
 * Words and phrases that do not belong in code or documents, with what to write instead. A reader should understand
 * every sentence at the first reading and find its terms on the web (CONTRIBUTING.md, Language).
 */
const discouraged: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [/nobody|somebody|anybody|everybody/gi, 'name the actor: the caller, the user, another process'],
  [/whoever|whatever/gi, 'name the actor or the value'],
  [/\banew\b/gi, 'again, newly'],
  [/\b(?:is|are|be|been|being|was|were) told\b|\btold as\b/gi, 'is reported, is logged, is shown, receives'],
  [/\bfor want of\b/gi, 'because … is missing'],
  [/\bfor ever\b/gi, 'indefinitely'],
  [/\bfor good\b/gi, 'permanently'],
  [/\bby itself\b/gi, 'automatically'],
  [/\bso many\b/gi, 'give the number or its name'],
  [/\bwhat is no [a-z]/gi, 'is not a …'],
  [
    /barked|epitaph|lastwords|farewell|notyourturn|patientconnection|changebell|keephouse|keep house/gi,
    'the term of the field',
  ],
  [/(?<!econn|[a-z]_|connections? (?:is |was |are |))refus(?:e|al|ing)/gi, 'reject, rejected, rejection'],
  // Names on the wire, like `vialog.v1.answers` and the label of a metric, stay.
  [
    /(?<![\w.'`])answer(?:s|ed|ing)?\b(?!: reply\.kind)|Answer/g,
    'a reply, a response, a result; replies, responds, returns',
  ],
  [
    /(?<!\|)\bask(?:s|ed|ing)?\b(?! for (?:confirmation|sign-in)| what|$)/gim,
    'requests, requires; the request, the query',
  ],
  [/\bbeliev/gi, 'trust'],
  [/prettier-ignore/g, 'let Prettier format it; split the expression if it is too long'],
  [
    /\bDESIGN(?:\.md)? ?\d+\b|shared\/(?:DESIGN|STYLE|reference)/g,
    'refer to documents of this repository only',
  ],
  [/^\s*\*?\s*(?:Throws|Errors:)\s|@throws (?!\{)/gm, '@throws {Name} when …'],
];

const self = ['tools/lint/src/language.spec.ts', 'CHANGELOG.md', 'package-lock.json'];
const texts = repositoryFiles().filter(
  (path) => /\.(?:ts|tsx|mjs|js|md|yml|yaml|json|html|py)$/.test(path) && !self.includes(path),
);

/** `path:line: match (advice)` for every discouraged phrase in the text. */
function findings(path: string, text: string): string[] {
  return discouraged.flatMap(([pattern, advice]) =>
    [...text.matchAll(pattern)].map(({ 0: match, index }) => {
      const line = text.slice(0, index).split('\n').length + (/^\n/.test(match) ? 1 : 0);
      return `${path}:${line}: "${match.trim()}" → ${advice}`;
    }),
  );
}

describe('language', () => {
  test('code and documents use plain professional English', () => {
    expect(texts.length).toBeGreaterThan(500);
    expect(texts.flatMap((path) => findings(path, read(path)))).toEqual([]);
  });

  test.each([
    'Nobody knows',
    'the camera answers with 401',
    'readAnswer',
    'the days that were asked for',
    'is told anew',
    'whoeverHolds',
    'the guard refused the address',
    'refuseSecrets',
    '// prettier-ignore',
    ' * Throws RangeError',
    ' * @throws <RangeError> past its end',
    'see DESIGN 10',
  ])('the language check finds %j', (text) => {
    expect(findings('probe.ts', text)).not.toEqual([]);
  });
});
