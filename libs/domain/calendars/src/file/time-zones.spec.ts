import { expect, test } from '@jest/globals';
import { readComponents } from './components.ts';
import { contentLines } from './content-lines.ts';
import { icalendar } from './icalendar.fixture.ts';
import { FileTimeZones } from './time-zones.ts';

/** A time zone of one offset, which Outlook would name. */
const zone = (name: string, offset: string): string[] => [
  'BEGIN:VTIMEZONE',
  `TZID:${name}`,
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  `TZOFFSETFROM:${offset}`,
  `TZOFFSETTO:${offset}`,
  'END:STANDARD',
  'END:VTIMEZONE',
];
const calendarsOf = (...parts: readonly (readonly string[])[]) =>
  readComponents(contentLines(new TextEncoder().encode(icalendar(...parts)))).calendars;

test('offsets that no zone has are compared with all zones, until the steps of the file are used up', () => {
  // About 420 zones, one comparison each.
  const zones = new FileTimeZones(
    calendarsOf(zone('Office', '+0123'), zone('Quito Standard Time', '-0500')),
    2_000,
  );
  expect(zones.find('Quito Standard Time', 2026)).toBeDefined();
  expect(zones.isExhausted).toBe(false);
  for (const year of [2026, 2027, 2028]) expect(zones.find('Office', year)).toBeUndefined();
  expect(zones.isExhausted).toBe(true);
  // What was found before stays known, and IANA names need no comparison.
  expect(zones.find('Quito Standard Time', 2026)).toBeDefined();
  expect(zones.find('Europe/Berlin', 2029)).toBe('Europe/Berlin');
  expect(zones.find('Quito Standard Time', 2030)).toBeUndefined();
});

test('a definition that is longer than any of a calendar program is not compared', () => {
  const long = zone('Office', '+0100').toSpliced(2, 0, `COMMENT:${'x'.repeat(20_000)}`);
  expect(new FileTimeZones(calendarsOf(long)).find('Office', 2026)).toBeUndefined();
});
