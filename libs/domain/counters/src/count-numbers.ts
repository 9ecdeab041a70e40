import type { ClassCounts, CountClass, Zone } from '@vialog/contracts';
import type { ExternalNumbers } from '@vialog/measuring';
import type { CountRow } from './count-row.ts';

type Sides = Pick<CountRow, 'inbound' | 'outbound' | 'present'>;

/** A value that is wrong, in words. */
export interface WrongNumber {
  readonly field: string;
  readonly message: string;
}

export type FoundNumbers = { readonly numbers: ExternalNumbers } | { readonly wrong: WrongNumber };

const wrong = (field: string, message: string): FoundNumbers => ({ wrong: { field, message } });

/** The numbers of a row for a zone: crossings of a line, what is present in an area. */
export function countNumbers(zone: Zone, row: CountRow): FoundNumbers {
  const sides = withDirections(zone, row);
  if ('message' in sides) return { wrong: sides };
  return zone.kind === 'line' ? ofLine(zone, sides) : ofArea(zone, sides);
}

function ofLine(zone: Zone, sides: Sides): FoundNumbers {
  if (sides.present !== undefined)
    return wrong('present', `zone "${zone.zoneId}" is a line: expected inbound and outbound crossings`);
  if (sides.inbound === undefined && sides.outbound === undefined)
    return wrong('inbound', 'the row has no count: expected inbound or outbound crossings');
  return byClasses(zone, sides);
}

function ofArea(zone: Zone, sides: Sides): FoundNumbers {
  if (sides.inbound !== undefined || sides.outbound !== undefined)
    return wrong('inbound', `zone "${zone.zoneId}" is an area: expected the vehicles present`);
  if (sides.present === undefined)
    return wrong('present', 'the row has no count: expected the vehicles present');
  return byClasses(zone, sides);
}

function byClasses(zone: Zone, sides: Sides): FoundNumbers {
  const numbers: { -readonly [K in keyof ExternalNumbers]: ExternalNumbers[K] } = {};
  for (const field of ['inbound', 'outbound', 'present'] as const) {
    const value = sides[field];
    if (value === undefined) continue;
    const other = Object.keys(typeof value === 'number' ? {} : value).find(
      (name) => !zone.classes.includes(name as CountClass),
    );
    if (other !== undefined)
      return wrong(
        `${field}.${other}`,
        `zone "${zone.zoneId}" does not count ${other}: expected ${zone.classes.join(', ')}`,
      );
    numbers[field] = typeof value === 'number' ? ofUnknownClass(zone, value) : value;
  }
  return { numbers };
}

/** A loop without classes counts vehicles: they are stored as cars, or as the first class of the zone. */
function ofUnknownClass({ classes }: Zone, count: number): ClassCounts {
  const [first = 'car'] = classes;
  return { [classes.includes('car') ? 'car' : first]: count };
}

const inboundWords = new Set(['in', 'inbound', 'entry', 'ein', 'einfahrt', '进', '入', '驶入']);
const outboundWords = new Set(['out', 'outbound', 'exit', 'aus', 'ausfahrt', '出', '驶出']);

/** Adds the counts that the row states by a word for their direction. A count without a word is inbound, or present. */
function withDirections(zone: Zone, row: CountRow): Sides | WrongNumber {
  const { inbound, outbound, present, byDirection } = row;
  if (!byDirection) return { inbound, outbound, present };
  const found: { -readonly [K in keyof Sides]: Sides[K] } = {};
  for (const [word, count] of byDirection) {
    const side = sideOf(zone, word);
    if (side === undefined)
      return {
        field: 'direction',
        message: `unknown direction "${word.slice(0, 40)}": expected in, out or the name of a direction of zone "${zone.zoneId}"`,
      };
    if (found[side] !== undefined)
      return { field: 'direction', message: 'the slot has two counts of the same direction' };
    found[side] = count;
  }
  return found;
}

function sideOf({ kind, directions }: Zone, word: string): keyof Sides | undefined {
  if (kind !== 'line') return word === '' ? 'present' : undefined;
  const folded = word.trim().toLowerCase();
  if (folded === '' || inboundWords.has(folded) || directions?.inbound.toLowerCase() === folded)
    return 'inbound';
  return outboundWords.has(folded) || directions?.outbound.toLowerCase() === folded ? 'outbound' : undefined;
}
