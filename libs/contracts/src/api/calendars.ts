import { z } from 'zod';
import { cameraId, siteId } from '../records/ids.ts';
import { instant } from '../records/instant.ts';
import { readableText } from '../records/readable-text.ts';
import { timeZone } from '../records/time-zone.ts';
import { list } from './query-list.ts';

/** Maximum number of calendars of an installation. */
export const maxCalendars = 100;
/** Largest iCalendar file, bytes. */
export const maxCalendarBytes = 1024 * 1024;
/** Maximum number of events of an iCalendar file. */
export const maxCalendarEvents = 2_000;
/** Maximum number of problems of a file that a report lists. */
export const maxCalendarProblems = 100;

/** Years of special days: rules of holidays are neither known nor computed for others. */
export const [minCalendarYear, maxCalendarYear] = [1970, 2100];

export const calendarId = cameraId.describe('Id of the calendar, 12 characters of 0-9 a-z');

export const specialDayKind = z
  .enum(['holiday', 'working_day', 'event'])
  .describe(
    'holiday: treated apart by statistics; working_day: a day of the weekend that is worked instead of a holiday, also treated apart; event: marked only',
  );
export type SpecialDayKind = z.infer<typeof specialDayKind>;

export const holidayType = z
  .enum(['public', 'bank', 'school', 'optional', 'observance'])
  .describe(
    'public: no work by law; bank: banks and offices are closed; school: schools are closed; optional: most people take a day off; observance: no day off',
  );
export type HolidayType = z.infer<typeof holidayType>;

export const holidayRegionCode = z
  .string()
  .regex(
    /^[A-Z]{2}(-[A-Za-z0-9]{1,10}){0,2}$/,
    'expected a country, or a country with its state and region, like DE, DE-BY or DE-BY-A',
  )
  .describe('Country (ISO 3166-1), or country-state (ISO 3166-2), or country-state-region, like DE-BY');

const fields = {
  name: readableText(
    z.string().trim().min(1, 'expected 1 to 120 characters').max(120, 'expected 1 to 120 characters'),
  ).describe('Name of the calendar'),
  sites: z
    .array(siteId)
    .min(1, 'expected null for all sites, or at least one site')
    .max(100, 'expected at most 100 sites, or null for all')
    .nullable()
    .describe('Sites for which its days apply; null: all'),
};

const holidayTypes = z
  .array(holidayType)
  .min(1, 'expected at least one type of holiday')
  .max(holidayType.options.length)
  .overwrite((types) => [...new Set(types)]);

const regionSource = z
  .strictObject({
    kind: z.literal('region').describe('Kind of source'),
    region: holidayRegionCode,
    types: holidayTypes.describe('Types of holidays that the calendar has'),
  })
  .describe('Holidays of a country or region, by rules');

const fileSource = z
  .strictObject({
    kind: z.literal('file').describe('Kind of source'),
    dayKind: specialDayKind.exclude(['working_day']).describe('Kind of its days'),
    events: z.int().min(1).describe('Events in the file, number; a series counts once'),
  })
  .describe('Events of an iCalendar file');

export const calendarSource = z.discriminatedUnion('kind', [regionSource, fileSource]);
export type CalendarSource = z.infer<typeof calendarSource>;

export const calendar = z
  .strictObject({
    calendarId,
    ...fields,
    source: calendarSource.describe('Where its days come from'),
    createdAt: instant.describe('When the calendar was added'),
    changedAt: instant.describe('When the calendar or its file was changed last'),
  })
  .describe('A calendar of holidays or events');
export type Calendar = z.infer<typeof calendar>;

export const calendarInput = z
  .strictObject({
    ...fields,
    sites: fields.sites.default(null),
    region: holidayRegionCode,
    types: holidayTypes.default(['public']).describe('Types of holidays that the calendar has'),
  })
  .describe('The holidays of a country or region');
export type CalendarInput = z.infer<typeof calendarInput>;

export const calendarPatch = z
  .strictObject({ name: fields.name.optional(), sites: fields.sites.optional() })
  .describe('The fields of a calendar that change');
export type CalendarPatch = z.infer<typeof calendarPatch>;

export const calendarsResponse = z
  .strictObject({ items: z.array(calendar).describe('By name, then by id') })
  .describe('All calendars');
export type CalendarsResponse = z.infer<typeof calendarsResponse>;

export const calendarImportQuery = z.strictObject({
  dryRun: z.enum(['true', 'false']).default('false').describe('true: the file is checked only'),
  calendarId: calendarId
    .optional()
    .describe('Calendar whose events the file replaces; default: a new calendar'),
  name: fields.name.optional().describe('Name of the calendar; default: the name in the file'),
  kind: specialDayKind
    .exclude(['working_day'])
    .default('event')
    .describe('Kind of the days: holiday or event; a calendar that exists keeps its kind'),
  sites: list(siteId)
    .optional()
    .describe('Sites for which its days apply, comma-separated; default: all. Only for a new calendar'),
});
export type CalendarImportQuery = z.infer<typeof calendarImportQuery>;

export const calendarImportReport = z
  .object({
    dryRun: z.boolean().describe('true: nothing was stored'),
    calendar: calendar.nullable().describe('The stored calendar; null if nothing was stored'),
    name: z.string().describe('Name of the calendar'),
    events: z.int().min(0).describe('Events, number; a series counts once'),
    firstDay: z.iso.date().nullable().describe('First day of the first event, in the time zone of the file'),
    problems: z
      .array(
        z
          .object({
            line: z.int().min(1).describe('Line of the file'),
            message: z.string().describe('What is wrong, and what was expected'),
          })
          .describe('A reason why the file is rejected'),
      )
      .describe('Why the file is rejected, by line, at most 100; empty if it is valid'),
    warnings: z.array(z.string()).describe('What was ignored'),
  })
  .describe('Outcome of an import');
export type CalendarImportReport = z.infer<typeof calendarImportReport>;

export const holidayRegionsQuery = z.strictObject({
  within: holidayRegionCode
    .optional()
    .describe('Country or state whose parts are listed; default: all countries'),
});
export type HolidayRegionsQuery = z.infer<typeof holidayRegionsQuery>;

export const holidayRegionsResponse = z
  .strictObject({
    items: z
      .array(
        z
          .strictObject({
            code: holidayRegionCode,
            name: z.string().describe('Name in English'),
            nameZh: z.string().nullable().describe('Name in Chinese; null if it is not known'),
            hasParts: z.boolean().describe('Whether states or regions have other holidays'),
          })
          .describe('A country or region'),
      )
      .describe('By code'),
  })
  .describe('Countries and regions whose holidays are known');
export type HolidayRegionsResponse = z.infer<typeof holidayRegionsResponse>;

/** Name of a special day. */
export const specialDayName = z
  .strictObject({
    text: z.string().min(1).max(200).describe('Name as its calendar has it'),
    en: z.string().nullable().describe('Name in English; null if the calendar has none'),
    zh: z.string().nullable().describe('Name in Chinese; null if the calendar has none'),
  })
  .describe('Name of a holiday or event');
export type SpecialDayName = z.infer<typeof specialDayName>;

export const specialDay = z
  .strictObject({
    date: z.iso.date().describe('Local day'),
    kind: specialDayKind,
    name: specialDayName,
    calendarId,
  })
  .describe('A local day that is a holiday, a worked day of the weekend, or has an event');
export type SpecialDay = z.infer<typeof specialDay>;

export const holidayTreatment = z
  .enum(['apart', 'with', 'only'])
  .describe(
    'apart: holidays and working days of the weekend are left out; with: they count like other days; only: only holidays count',
  );
export type HolidayTreatment = z.infer<typeof holidayTreatment>;

/** Which local days a statistic uses. */
export const dayRules = {
  holidays: holidayTreatment.default('apart'),
  excludeDays: list(z.iso.date())
    .default([])
    .describe('Further local days that are left out, comma-separated, like 2026-05-01'),
};

/** A special day of a series. */
export const seriesSpecialDay = specialDay
  .extend({ leftOut: z.boolean().describe('Whether the day is left out because of `holidays`') })
  .describe('A holiday or event of a series');
export type SeriesSpecialDay = z.infer<typeof seriesSpecialDay>;

/** The days that were left out of the figures of a series, and why. */
export const seriesDays = {
  leftOutDays: z
    .int()
    .min(0)
    .describe(
      'Local days with expected hours that are left out because of `holidays` or `excludeDays`, number',
    ),
  specialDays: z
    .array(seriesSpecialDay)
    .describe('Holidays and events within the periods, oldest first, at most 500'),
};

export const specialDaysQuery = z.strictObject({
  from: z.iso.date().describe('First local day'),
  to: z.iso.date().describe('Last local day; at most 1,200 days after `from`'),
  timeZone: timeZone.default('UTC').describe('IANA time zone whose local days are meant'),
  sites: list(siteId)
    .optional()
    .describe('Sites, comma-separated: calendars of at least one of them; default: calendars of all sites'),
});
export type SpecialDaysQuery = z.infer<typeof specialDaysQuery>;

export const specialDaysResponse = z
  .strictObject({ items: z.array(specialDay).describe('By day, then by kind and name') })
  .describe('Holidays and events');
export type SpecialDaysResponse = z.infer<typeof specialDaysResponse>;
