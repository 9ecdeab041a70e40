import type { ReportLanguage, ReportSpecialDay, ReportTable, SeriesSpecialDay } from '@vialog/contracts';
import type { ReportTexts } from '../texts/report-texts.ts';

/** Special days of all series that a report lists. */
const maxDays = 500;

/** The special days of all series, each once, in the language of the report. */
export function reportSpecialDays(
  days: readonly SeriesSpecialDay[],
  language: ReportLanguage,
): ReportSpecialDay[] {
  const distinct = new Map(
    days.map(({ date, kind, name, leftOut }) => {
      const text = name[language] ?? name.text;
      return [`${date} ${kind} ${text}`, { date, kind, name: text, leftOut }];
    }),
  );
  return [...distinct]
    .sort(([a], [b]) => Number(a > b) - Number(a < b))
    .slice(0, maxDays)
    .map(([, day]) => day);
}

/** A table of the special days; none without them. */
export function specialDayTables(days: readonly ReportSpecialDay[], { tables }: ReportTexts): ReportTable[] {
  if (days.length === 0) return [];
  const { columns, specialDayKinds, yes, no } = tables;
  return [
    {
      title: tables.specialDays,
      columns: [columns.day, columns.kind, columns.dayName, columns.dayLeftOut].map((label) => ({
        label,
        kind: 'text',
      })),
      rows: days.map(({ date, kind, name, leftOut }) => [
        date,
        specialDayKinds[kind],
        name,
        leftOut ? yes : no,
      ]),
    },
  ];
}
