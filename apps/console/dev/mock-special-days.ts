import { specialDaysQuery, type Calendar, type SeriesSpecialDay, type SpecialDay } from '@vialog/contracts';
import { invalid, ok, type MockResponse, type MockRouteRequest } from './mock-responses.ts';

type Fixed = Pick<SeriesSpecialDay, 'kind' | 'name'> & { readonly day: string };

const calendarId = '00000000000h';

/** Month and day of the holidays and events of the mock town. */
const fixedDays: readonly Fixed[] = [
  ...['10-01', '10-02', '10-03'].map((day): Fixed => ({
    day,
    kind: 'holiday',
    name: { text: '国庆节', en: 'National Day', zh: '国庆节' },
  })),
  { day: '01-01', kind: 'holiday', name: { text: '元旦', en: "New Year's Day", zh: '元旦' } },
  {
    day: '01-04',
    kind: 'working_day',
    name: { text: '元旦调休上班', en: "New Year's Day (adjusted working day)", zh: '元旦调休上班' },
  },
  { day: '11-28', kind: 'event', name: { text: '夜市', en: null, zh: null } },
];

/** Special days of a window, with what the parameter `holidays` does to them. */
export function mockSpecialDays(
  { from, to }: { readonly from: number; readonly to: number },
  holidays: string | undefined,
): SeriesSpecialDay[] {
  const years = [new Date(from).getUTCFullYear(), new Date(to).getUTCFullYear()];
  return [...new Set(years)]
    .flatMap((year) =>
      fixedDays.map(({ day, kind, name }) => ({
        date: `${year}-${day}`,
        kind,
        name,
        calendarId,
        leftOut: holidays === 'only' ? kind !== 'holiday' : holidays !== 'with' && kind !== 'event',
      })),
    )
    .filter(({ date }) => Date.parse(date) >= from && Date.parse(date) < to)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** The calendar of the mock town. */
export const townCalendar: Calendar = {
  calendarId,
  name: 'Holidays and markets',
  sites: null,
  source: { kind: 'file', dayKind: 'event', events: fixedDays.length },
  createdAt: '2026-01-01T00:00:00.000Z',
  changedAt: '2026-01-01T00:00:00.000Z',
};

/** The first and last day of every range have an event and nothing else, so that tests find the same today on every date. */
export const specialDayRoutes = {
  respond({ url }: MockRouteRequest): MockResponse {
    const query = specialDaysQuery.safeParse(Object.fromEntries(url.searchParams));
    if (!query.success) return invalid(query.error);
    const range = { from: Date.parse(query.data.from), to: Date.parse(query.data.to) + 86_400_000 };
    const days = mockSpecialDays(range, 'with').map(({ leftOut: _, ...day }): SpecialDay => day);
    const ends = new Set([query.data.from, query.data.to]);
    return ok({ items: [...[...ends].map(marketOn), ...days.filter(({ date }) => !ends.has(date))] });
  },
};

const marketOn = (date: string): SpecialDay => ({
  date,
  kind: 'event',
  name: { text: '夜市', en: 'Night market', zh: '夜市' },
  calendarId,
});
