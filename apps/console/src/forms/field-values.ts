import { instantOfLocalTime, localTimeText } from '../format/times.ts';
import type { FieldSpec } from './camera-form-fields.ts';
import { numberText, parseNumber } from './number-text.ts';

/** Text of a flag that is set; a flag that is not set is empty. */
export const flagSet = 'yes';

/**
 * The request value of a typed text; undefined for an empty optional one. Text that is not a number or a time is sent as
 * it was typed: the server rejects it, and nothing is corrected silently.
 */
export function valueOfText(spec: FieldSpec, text: string, timeZone: string): unknown {
  switch (spec.kind) {
    case 'number':
      return numberValue(text, spec.factor ?? 1);
    case 'flag':
      return text === flagSet;
    case 'list':
      return listOf(text);
    case 'time':
      return text === '' ? undefined : instantOfLocalTime(text, timeZone);
    case 'classMap':
      return text.trim() === '' ? undefined : classMapOf(text);
    default:
      return spec.path === 'code' ? text.trim() : text;
  }
}

function numberValue(text: string, factor: number): number | string | undefined {
  if (text.trim() === '') return undefined;
  const number = parseNumber(text);
  return number === undefined ? text : Number((number * factor).toFixed(6));
}

const separators = /[,;，；、\n]/;

/** The entries of a typed list. */
export const listOf = (text: string): string[] =>
  text
    .split(separators)
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** "cell phone = car" per line. A repeated label is sent with both classes, which the server rejects. */
function classMapOf(text: string): Record<string, string> {
  const map: Record<string, string> = {};
  for (const entry of listOf(text)) {
    const at = entry.lastIndexOf('=');
    const label = (at < 0 ? entry : entry.slice(0, at)).trim();
    const countClass = at < 0 ? '' : entry.slice(at + 1).trim();
    const before = map[label];
    map[label] = before === undefined ? countClass : `${before}, ${countClass}`;
  }
  return map;
}

/** The text of a stored value in its field. */
export function textOfValue(spec: FieldSpec, value: unknown, timeZone: string): string {
  if (typeof value === 'number') return numberText(value / (spec.factor ?? 1));
  if (typeof value === 'string')
    return spec.kind === 'time' ? localTimeText(Date.parse(value), timeZone) : value;
  if (Array.isArray(value)) return value.join(', ');
  if (spec.kind === 'classMap') return classMapText(value as Record<string, string> | undefined);
  return value === true ? flagSet : '';
}

const classMapText = (map: Record<string, string> = {}): string =>
  Object.entries(map)
    .map(([label, countClass]) => `${label} = ${countClass}`)
    .join('\n');
