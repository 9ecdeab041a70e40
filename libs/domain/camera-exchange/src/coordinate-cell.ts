import { numberOf, type CellValue } from './cell-values.ts';
import type { SourceValue } from './source-file.ts';

export type Axis = 'longitude' | 'latitude';

/** Sign of the hemisphere letters. `O` is left out: it means east in German and west in French and Spanish. */
const hemispheres: Readonly<Record<Axis, Readonly<Record<string, 1 | -1>>>> = {
  longitude: { e: 1, w: -1 },
  latitude: { n: 1, s: -1 },
};

/**
 * Degrees of a coordinate: decimal, also with a decimal comma, or degrees, minutes and seconds (`31°1'48"`); a letter of the
 * hemisphere may follow. The comma is always a decimal comma, because no coordinate has thousands.
 */
export function coordinateCell(found: SourceValue, axis: Axis): CellValue<number> {
  if (typeof found === 'number') return { kind: 'value', value: found };
  const value = degreesOf(String(found).trim(), axis);
  if (value !== undefined) return { kind: 'value', value };
  return { kind: 'invalid', expected: `the ${axis} in degrees, like 31.03 or 31°1'48"` };
}

function degreesOf(text: string, axis: Axis): number | undefined {
  const letter = /[a-z]$/i.exec(text)?.[0] ?? '';
  const unsigned = text.slice(0, text.length - letter.length).trim();
  const degrees = sexagesimal(unsigned) ?? numberOf(unsigned.replace(/\s*°$/, ''));
  if (letter === '' || degrees === undefined) return degrees;
  const sign = hemispheres[axis][letter.toLowerCase()];
  return sign === undefined || /^[+-]/.test(unsigned) ? undefined : sign * degrees;
}

/** Degrees, minutes and, if there are, seconds; undefined for another form and for 60 minutes or seconds and more. */
function sexagesimal(text: string): number | undefined {
  const form =
    /^([+-]?)(\d{1,3})\s*[°º]\s*(\d{1,2}(?:[.,]\d+)?)\s*['′’]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["″”]|''|′′))?$/;
  const match = form.exec(text);
  if (match === null) return undefined;
  const [, sign = '', degrees = '', minutes = '', seconds = '0'] = match;
  const [m, s] = [minutes, seconds].map((part) => Number(part.replace(',', '.'))) as [number, number];
  if (m >= 60 || s >= 60) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(degrees) + m / 60 + s / 3_600);
}
