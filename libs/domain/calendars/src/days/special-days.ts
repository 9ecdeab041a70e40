import {
  dayMs,
  maxCalendarYear,
  minCalendarYear,
  type Calendar,
  type SpecialDay,
  type SpecialDayKind,
  type SpecialDayName,
} from '@vialog/contracts';
import { dateOfLocalDay } from '@vialog/measuring';
import type { CalendarEvent } from '../calendar-event.ts';
import type { HolidayRules } from '../holiday-rules.port.ts';
import type { CalendarStore } from '../registry/calendar-store.port.ts';
import { daysOfEvent } from './days-of-event.ts';
import type { DayRange, Place, SpecialDayReader, SpecialDaysOfPlace } from './special-days.port.ts';

interface FoundDay {
  readonly day: number;
  readonly kind: SpecialDayKind;
  readonly name: SpecialDayName;
}

/** Years of all calendars and time zones that are remembered. */
const maxRememberedYears = 5_000;

/** Special days of the calendars of a store. Computed years are remembered until their calendar changes. */
export class SpecialDays implements SpecialDayReader {
  readonly #calendars: Pick<CalendarStore, 'list' | 'eventsOf'>;
  readonly #rules: HolidayRules;
  readonly #events = new Map<string, readonly CalendarEvent[]>();
  readonly #years = new Map<string, readonly FoundDay[]>();

  constructor(calendars: Pick<CalendarStore, 'list' | 'eventsOf'>, rules: HolidayRules) {
    this.#calendars = calendars;
    this.#rules = rules;
  }

  async between(range: DayRange): Promise<SpecialDaysOfPlace> {
    const calendars = await this.#calendars.list();
    this.#forgetOthers(calendars.map(keyOf));
    const withEvents = await Promise.all(
      calendars.map(async (calendar) => ({ calendar, events: await this.#eventsOf(calendar) })),
    );
    return (place) =>
      withEvents
        .filter(({ calendar }) => appliesTo(calendar, place))
        .flatMap((source) => this.#daysOf(source, place.timeZone, range))
        .sort(compareDays);
  }

  /** Forgets what is known of calendars that were changed or deleted. */
  #forgetOthers(keys: readonly string[]): void {
    const current = new Set(keys);
    for (const remembered of [this.#events, this.#years])
      for (const key of remembered.keys())
        if (!current.has(key.split(' ', 2).join(' '))) remembered.delete(key);
  }

  async #eventsOf(calendar: Calendar): Promise<readonly CalendarEvent[]> {
    if (calendar.source.kind === 'region') return [];
    const key = keyOf(calendar);
    const known = this.#events.get(key);
    if (known) return known;
    const events = await this.#calendars.eventsOf(calendar.calendarId);
    this.#events.set(key, events);
    return events;
  }

  #daysOf(source: Source, timeZone: string, { from, to }: DayRange): SpecialDay[] {
    const first = Math.max(yearOf(from), minCalendarYear);
    const last = Math.min(yearOf(to), maxCalendarYear);
    const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
    return years
      .flatMap((year) => this.#yearOf(source, timeZone, year))
      .filter(({ day }) => day >= from && day <= to)
      .map(({ day, kind, name }) => ({
        date: dateOfLocalDay(day),
        kind,
        name,
        calendarId: source.calendar.calendarId,
      }));
  }

  #yearOf(source: Source, timeZone: string, year: number): readonly FoundDay[] {
    const key = `${keyOf(source.calendar)} ${timeZone} ${year}`;
    let days = this.#years.get(key);
    if (!days) {
      days = this.#compute(source, timeZone, year);
      if (this.#years.size >= maxRememberedYears) this.#years.clear();
      this.#years.set(key, days);
    }
    return days;
  }

  #compute({ calendar: { source }, events }: Source, timeZone: string, year: number): readonly FoundDay[] {
    if (source.kind === 'region') return this.#rules.daysOf(source.region, year, source.types);
    const [from, to] = [Date.UTC(year, 0, 1) / dayMs, Date.UTC(year + 1, 0, 1) / dayMs - 1];
    return events.flatMap((event) =>
      daysOfEvent(event, { from, to, timeZone }).map((day) => ({
        day,
        kind: source.dayKind,
        name: { text: event.name, en: null, zh: null },
      })),
    );
  }
}

interface Source {
  readonly calendar: Calendar;
  readonly events: readonly CalendarEvent[];
}

const keyOf = ({ calendarId, changedAt }: Calendar): string => `${calendarId} ${changedAt}`;

const appliesTo = ({ sites }: Calendar, place: Place): boolean =>
  sites === null || sites.some((site) => place.sites.includes(site));

const yearOf = (day: number): number => new Date(day * dayMs).getUTCFullYear();

const kindOrder: Readonly<Record<SpecialDayKind, number>> = { holiday: 0, working_day: 1, event: 2 };

const compareDays = (a: SpecialDay, b: SpecialDay): number =>
  compare(a.date, b.date) || kindOrder[a.kind] - kindOrder[b.kind] || compare(a.name.text, b.name.text);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
