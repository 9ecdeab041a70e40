import { dayMs } from '@vialog/contracts';
import { offsetAt } from '@vialog/measuring';
import ICAL from 'ical.js';
import type { Component } from './components.ts';

/** Steps of all searches of a file: comparisons of an offset, and years of a rule. A few seconds. */
const maxSteps = 300_000;
/** Longest definition that is compared, characters. Those of Outlook have about 500. */
const maxLength = 20_000;
/** Rules of clocks begin in 1601 in files of Outlook. */
const yearsOfRule = 500;

interface Budget {
  steps: number;
}

/**
 * Finds the IANA time zone of a TZID. Names that are not IANA names, like those of Outlook, are recognised by the offsets
 * of their VTIMEZONE: the first zone with the same offsets on every day of two years is taken. The steps of all searches of a
 * file are limited: after that, such names are not known.
 */
export class FileTimeZones {
  readonly #definitions: ReadonlyMap<string, Component>;
  readonly #found = new Map<string, string | undefined>();
  readonly #budget: Budget;

  constructor(calendars: readonly Component[], steps = maxSteps) {
    this.#budget = { steps };
    const zones = calendars.flatMap(({ components }) =>
      components.filter(({ name }) => name === 'VTIMEZONE'),
    );
    this.#definitions = new Map(zones.map((zone) => [valueOf(zone, 'TZID'), zone]));
  }

  /** Whether time zones are unknown because their definitions take too many steps to compare. */
  get isExhausted(): boolean {
    return this.#budget.steps <= 0;
  }

  /** Undefined if the time zone is not known. `year`: a year of the event. */
  find(tzid: string, year: number): string | undefined {
    const key = `${tzid} ${year}`;
    if (!this.#found.has(key)) this.#found.set(key, this.#search(tzid, year));
    return this.#found.get(key);
  }

  #search(tzid: string, year: number): string | undefined {
    const definition = this.#definitions.get(tzid);
    const location = definition ? valueOf(definition, 'X-LIC-LOCATION') : '';
    const named = namesIn(tzid).concat(location).find(isIanaZone);
    if (named !== undefined || !definition) return named;
    return zoneLike(definition, year, this.#budget);
  }
}

/** IANA names that a TZID may contain: "/example.org/Europe/Berlin" has Europe/Berlin. */
function namesIn(tzid: string): string[] {
  const parts = tzid.split('/');
  return [tzid, ...[3, 2].map((count) => parts.slice(-count).join('/'))];
}

function isIanaZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name) || (!name.includes('/') && name !== 'UTC')) return false;
  try {
    offsetAt(0, name);
    return true;
  } catch {
    return false;
  }
}

const valueOf = ({ properties }: Component, name: string): string =>
  properties
    .find((property) => property.name === name)
    ?.text.replace(/^[^:]*:/, '')
    .trim() ?? '';

/** Rules of clocks that are changed once a year. Others are not expanded: the library would search without an end. */
const yearlyRule =
  /^FREQ=YEARLY(;(BYMONTH=\d{1,2}|BYDAY=[+-]?[1-5](SU|MO|TU|WE|TH|FR|SA)|INTERVAL=1|UNTIL=\d{8}(T\d{6}Z?)?|WKST=[A-Z]{2}))*$/;

function zoneLike(definition: Component, year: number, budget: Budget): string | undefined {
  const rules = definition.components.map((part) => valueOf(part, 'RRULE')).filter((rule) => rule !== '');
  if (!rules.every((rule) => yearlyRule.test(rule.toUpperCase()))) return undefined;
  const component = definition.text.join('\r\n');
  budget.steps -= rules.length * yearsOfRule;
  if (component.length > maxLength || budget.steps <= 0) return undefined;
  try {
    const zone = ICAL.Timezone.fromData({ component, tzid: 'file' });
    return Intl.supportedValuesOf('timeZone').find((name) => hasSameOffsets(zone, { name, year }, budget));
  } catch {
    return undefined;
  }
}

function hasSameOffsets(
  zone: ICAL.Timezone,
  { name, year }: { readonly name: string; readonly year: number },
  budget: Budget,
): boolean {
  const noon = Date.UTC(year, 0, 1, 12);
  // Winter and summer first: most zones differ there.
  const days = [0, 182, ...Array.from({ length: 730 }, (_, day) => day)];
  return days.every((day) => {
    budget.steps -= 1;
    if (budget.steps <= 0) return false;
    const at = noon + day * dayMs;
    const offset = offsetAt(at, name);
    const wall = new Date(at + offset).toISOString().slice(0, 19);
    return zone.utcOffset(ICAL.Time.fromDateTimeString(wall)) * 1000 === offset;
  });
}
