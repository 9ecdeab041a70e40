import type { SearchLeaf, SearchNode } from './syntax-tree.ts';
import { printBox, printPoint } from './print-coordinates.ts';
import { dayWords } from './vocabulary.ts';

/** Prints a tree as a line. Parsing the line returns the same tree, except for positions. */
export function printSearchLine(node: SearchNode): string {
  switch (node.kind) {
    case 'everything':
      return '';
    case 'and':
      return node.of.map((part) => wrapped(part, part.kind === 'and' || part.kind === 'or')).join(' ');
    case 'or':
      return node.of.map((part) => wrapped(part, part.kind === 'or')).join(' OR ');
    case 'not':
      return `-${wrapped(node.of, ['and', 'or', 'not'].includes(node.of.kind))}`;
    default:
      return printLeaf(node);
  }
}

const wrapped = (node: SearchNode, inParentheses: boolean): string =>
  inParentheses ? `(${printSearchLine(node)})` : printSearchLine(node);

type Printer<K extends SearchLeaf['kind']> = (leaf: Extract<SearchLeaf, { kind: K }>) => string;

const printers: { readonly [K in SearchLeaf['kind']]: Printer<K> } = {
  word: ({ text }) => quotedWord(text),
  amount: ({ field, op, value }) => `${field}${op}${field === 'occupancy' ? percent(value) : value}`,
  class: ({ classes }) => `class:${classes.join(',')}`,
  name: ({ field, names }) => `${field}:${names.map(quotedValue).join(',')}`,
  model: ({ models }) => `model:${models.join(',')}`,
  kind: ({ kinds }) => `kind:${kinds.join(',')}`,
  reason: ({ reasons }) => `reason:${reasons.join(',')}`,
  origin: ({ origins }) => `origin:${origins.join(',')}`,
  near: ({ radiusM, ...center }) => `near:${printPoint(center)},${distance(radiusM)}`,
  nearPlace: ({ place, radiusM }) => `near:${quoted(place)},${distance(radiusM)}`,
  bbox: printBox,
  polygon: ({ corners }) => `polygon:${corners.map(printPoint).join(';')}`,
  last: ({ ms }) => `last:${duration(ms)}`,
  for: ({ ms }) => `for:${duration(ms)}`,
  from: ({ at }) => `from:${new Date(at).toISOString()}`,
  to: ({ at }) => `to:${new Date(at).toISOString()}`,
  on: ({ days }) => `on:${days.map((day) => dayWords[day - 1]).join(',')}`,
  at: ({ start, end }) => `at:${clock(start)}-${clock(end)}`,
};

function printLeaf(leaf: SearchLeaf): string {
  const print = printers[leaf.kind] as Printer<SearchLeaf['kind']>;
  return print(leaf);
}

const quoted = (text: string): string => `"${text.replaceAll(/["\\“”„‟＂]/g, '\\$&')}"`;
const plainWord = /^[\p{L}\p{N}_.][\p{L}\p{N}_.-]*$/u;
const keywords = ['OR', 'AND', 'NOT'];
const isPlain = (text: string): boolean => plainWord.test(text) && text === text.normalize('NFKC');
const quotedWord = (text: string): string =>
  isPlain(text) && !keywords.includes(text) ? text : quoted(text);
const quotedValue = (text: string): string => (isPlain(text) ? text : quoted(text));

/** 0.85 → 85%. */
function percent(ratio: number): string {
  const hundredths = Math.round(ratio * 1e6) / 1e4;
  return `${hundredths}%`;
}

const distance = (metres: number): string => (metres % 1000 === 0 ? `${metres / 1000}km` : `${metres}m`);

const units = [
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
] as const;

function duration(ms: number): string {
  const unit = units.find(([, length]) => ms % length === 0);
  return unit ? `${ms / unit[1]}${unit[0]}` : `${ms / 1000}s`;
}

const two = (value: number): string => String(value).padStart(2, '0');
const clock = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
