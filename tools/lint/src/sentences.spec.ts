import { describe, expect, test } from '@jest/globals';
import { sentences } from '@vialog/contracts/sentences';
import ts from 'typescript';
import { read, repositoryFiles } from './repository.ts';

/**
 * Sentences that the console shows exist in both languages: a complete sentence in one of these places has an entry in
 * libs/contracts/src/sentences (docs/errors.md).
 */
const calls =
  /^(?:invalid|offline|undecodable|noFrame|unreachable|tlsFailed|deliveryFailed|ingestFailure|invalidParameter|detectorDown)$/;
const classes = /^(?:VialogError|LineError|UnreadableFileError)$/;
const properties = /^(?:detail|message|problem)$/;

const sources =
  /^libs\/(?:contracts|delivery\/http-api|domain\/(?:access|alerting|attention|calendars|camera-exchange|capture|events|ingest|measuring|models|onvif|registry|reports|stream-probe|network-guard)|adapters\/(?:alerting|capture|onvif)[\w-]*)\/src\/(?!.*(?:\.spec|\.fixture|\.fake|\.conformance)\.ts$).*\.ts$/;

/** Not shown in the console, or shown by another code: search lines, hand-made texts and lines of the log. */
const exempt = [
  'libs/contracts/src/errors/error-catalogue.ts',
  'libs/contracts/src/errors/server-errors.ts',
  'libs/contracts/src/records/count-event.ts',
  'libs/contracts/src/messages/message-codec.ts',
  'libs/contracts/src/errors/validation-messages.ts',
  'libs/domain/events/src/query/separate-origins.ts',
  'libs/domain/events/src/query/resolve-names.ts',
  'libs/domain/events/src/import-events.ts',
  'libs/domain/models/src/check-tensors.ts',
  'libs/domain/models/src/propose-card.ts',
  // Composed of parts, whose whole sentences are tested in libs/contracts/src/sentences.
  'libs/adapters/capture-ffmpeg/src/missing-key-frames.ts',
  'libs/adapters/capture-http/src/hls-fetch.ts',
  'libs/adapters/alerting-email/src/judge-smtp.ts',
];

const patterns = Object.values(sentences).map(
  ([english]) =>
    new RegExp(
      `^${english
        .split(/\{\{@?\w+\}\}/)
        .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`))
        .join('.+?')}\\.?$`,
      'isu',
    ),
);
const isKnown = (text: string) => patterns.some((pattern) => pattern.test(text));

/** The text of a literal with `7` for each value; undefined for anything else. */
function textOf(node: ts.Expression): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => `7${literal.text}`).join('');
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [textOf(node.left), textOf(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}

const isSentence = (text: string) => (text.match(/[a-z]{2,}/g) ?? []).length >= 3 && text.includes(' ');

function expressionsOf(node: ts.Node): readonly ts.Expression[] {
  if (ts.isCallExpression(node) && calls.test(node.expression.getText())) return node.arguments;
  if (ts.isNewExpression(node) && classes.test(node.expression.getText())) return node.arguments ?? [];
  return ts.isPropertyAssignment(node) && properties.test(node.name.getText()) ? [node.initializer] : [];
}

function unknownSentences(path: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    for (const expression of expressionsOf(node)) {
      const text = textOf(expression);
      if (text !== undefined && isSentence(text) && !isKnown(text)) found.push(`${path}: ${text}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true));
  return found;
}

describe('sentences of responses in both languages', () => {
  test('every sentence of an error, warning or fault has a code and a Chinese sentence', () => {
    const paths = repositoryFiles().filter((path) => sources.test(path) && !exempt.includes(path));
    expect(paths.length).toBeGreaterThan(300);
    expect(paths.flatMap((path) => unknownSentences(path, read(path)))).toEqual([]);
  });

  test('the check finds a sentence without a code', () => {
    const found = unknownSentences(
      'probe.ts',
      "throw new VialogError('INTERNAL', `No code for ${name} yet.`);",
    );
    expect(found).toEqual(['probe.ts: No code for 7 yet.']);
    expect(unknownSentences('probe.ts', "offline('the stream ended')")).toEqual([]);
  });
});
