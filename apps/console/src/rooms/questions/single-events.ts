import type { SpecialDay } from '@vialog/contracts';

/** Days up to which an event is one that changes something, and not a season. */
const maxDays = 7;
const dayMs = 86_400_000;

/** The first days of the events that took place once, newest first; a market day every week is none of them. */
export function singleEvents(days: readonly SpecialDay[]): readonly SpecialDay[] {
  const events = days.filter(({ kind }) => kind === 'event');
  const byEvent = Map.groupBy(events, ({ calendarId, name }) => `${calendarId} ${name.text}`);
  return [...byEvent.values()]
    .map((ofEvent) => ofEvent.toSorted((a, b) => (a.date < b.date ? -1 : 1)))
    .filter((ofEvent) => ofEvent.length <= maxDays && areConsecutive(ofEvent))
    .flatMap(([first]) => first ?? [])
    .sort((a, b) => (a.date > b.date ? -1 : 1));
}

const areConsecutive = (days: readonly SpecialDay[]): boolean =>
  days.every(({ date }, i) => i === 0 || Date.parse(date) - Date.parse(days[i - 1]?.date ?? date) === dayMs);
