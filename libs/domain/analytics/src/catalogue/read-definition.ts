import { analyticId, type DefinitionFault } from '@vialog/contracts';
import { isMap, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { z } from 'zod';
import { analyticDefinition, type AnalyticDefinition } from './analytic-definition.ts';

/** A definition file. */
export interface DefinitionFile {
  /** Name with its extension, without a folder. */
  readonly name: string;
  readonly text: string;
}

/** An analytic of the catalogue. */
export interface Analytic {
  readonly id: string;
  readonly definition: AnalyticDefinition;
}

export type ReadDefinition =
  | { readonly kind: 'read'; readonly analytic: Analytic }
  | { readonly kind: 'rejected'; readonly faults: readonly DefinitionFault[] };

const extension = /\.ya?ml$/;

export const isDefinitionName = (name: string): boolean => extension.test(name);

/** Id of the analytic of a file. */
export const idOfName = (name: string): string => name.replace(extension, '');

/** Reads the definition of a file; its name without the extension is the id of the analytic. */
export function readDefinition({ name, text }: DefinitionFile): ReadDefinition {
  const lines = new LineCounter();
  const faultAt = (offset: number, message: string): DefinitionFault => ({
    file: name,
    line: Math.max(1, lines.linePos(offset).line),
    message,
  });
  const id = analyticId.safeParse(idOfName(name));
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0)
    return rejected(document.errors.map(({ pos, message }) => faultAt(pos[0], `invalid YAML: ${message}`)));
  if (!id.success)
    return rejected([
      faultAt(0, `invalid file name: expected lower-case letters, digits and hyphens, found "${name}"`),
    ]);
  if (!isMap(document.contents))
    return rejected([faultAt(0, 'expected fields like "question: …" and "measure: …", one per line')]);
  const value = valueOf(document);
  if (Error.isError(value)) return rejected([faultAt(0, `invalid YAML: ${value.message}`)]);
  const result = analyticDefinition.safeParse(value);
  if (result.success) return { kind: 'read', analytic: { id: id.data, definition: result.data } };
  return rejected(result.error.issues.flatMap((issue) => faultsOf(document, issue, faultAt)));
}

/** An error if aliases would expand to a huge value. */
function valueOf(document: Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    return Error.isError(error) ? error : new Error(String(error));
  }
}

const rejected = (faults: readonly DefinitionFault[]): ReadDefinition => ({
  kind: 'rejected',
  faults: [...faults].sort((a, b) => a.line - b.line),
});

type FaultAt = (offset: number, message: string) => DefinitionFault;

function faultsOf(document: Document, issue: z.core.$ZodIssue, faultAt: FaultAt): DefinitionFault[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      faultAt(
        offsetOf(document, [...path, key]),
        `${[...path, key].join('.')}: unknown field; expected one of ${fieldNames(path)}`,
      ),
    );
  const where = path.length === 0 ? '' : `${path.join('.')}: `;
  return [faultAt(offsetOf(document, path), `${where}${expectation(issue)}${foundIn(document, path)}`)];
}

const fieldNames = (path: readonly string[]): string =>
  path.length === 0 ? Object.keys(analyticDefinition.shape).join(', ') : 'en, zh';

/** What was expected, in words. */
function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `expected one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_type':
      return `expected ${typeNames[issue.expected] ?? issue.expected}`;
    default:
      return issue.message;
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  array: 'a list',
  object: 'a text, or the fields en and zh',
};

function foundIn(document: Document, path: readonly string[]): string {
  const node = document.getIn(path, true);
  if (node === undefined) return ', found nothing';
  return isScalar(node) ? `, found ${JSON.stringify(node.value)}` : '';
}

/** Offset of the field of a path, or of the nearest field around it. */
function offsetOf(document: Document, path: readonly string[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && item.key.value === key)
      : undefined;
    if (pair) return (pair.key as Node).range?.[0] ?? 0;
  }
  return document.contents?.range?.[0] ?? 0;
}
