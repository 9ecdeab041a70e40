import type { SeriesSpecialDay } from '@vialog/contracts';

type Fixed = Pick<SeriesSpecialDay, 'kind' | 'name'> & { readonly day: string };

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
        calendarId: '00000000000h',
        leftOut: holidays === 'only' ? kind !== 'holiday' : holidays !== 'with' && kind !== 'event',
      })),
    )
    .filter(({ date }) => Date.parse(date) >= from && Date.parse(date) < to)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}
