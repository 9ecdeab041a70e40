import { describe, expect, test } from '@jest/globals';
import { maxCalendarBytes, maxCalendarEvents } from '@vialog/contracts';
import { daysOfEvent } from '../days/days-of-event.ts';
import { icalendar, vevent } from './icalendar.fixture.ts';
import { readICalendar } from './read-icalendar.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const read = (text: string) => readICalendar(new TextEncoder().encode(text), now);
const dayMs = 86_400_000;
const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / dayMs;

/** Local days of all events of a file. */
function daysIn(text: string, timeZone: string, [from, to]: readonly [string, string]): string[] {
  const { events, problems } = read(text);
  expect(problems).toEqual([]);
  return events
    .flatMap((event) => daysOfEvent(event, { from: dayOf(from), to: dayOf(to), timeZone }))
    .map((day) => new Date(day * dayMs).toISOString().slice(0, 10));
}
const year = ['2026-01-01', '2026-12-31'] as const;

describe('days of an iCalendar file', () => {
  test('an event of dates is on the same days in every time zone, without its end', () => {
    const file = icalendar(vevent('DTSTART;VALUE=DATE:20260501', 'DTEND;VALUE=DATE:20260504'));
    for (const timeZone of ['Pacific/Auckland', 'America/Los_Angeles'])
      expect(daysIn(file, timeZone, year)).toEqual(['2026-05-01', '2026-05-02', '2026-05-03']);
    expect(daysIn(icalendar(vevent('DTSTART;VALUE=DATE:20260501')), 'UTC', year)).toEqual(['2026-05-01']);
  });

  test('a time falls on the local days of the cameras, which differ between time zones', () => {
    const file = icalendar(vevent('DTSTART:20260501T220000Z', 'DTEND:20260502T010000Z'));
    expect(daysIn(file, 'Europe/London', year)).toEqual(['2026-05-01', '2026-05-02']);
    expect(daysIn(file, 'America/New_York', year)).toEqual(['2026-05-01']);
    expect(daysIn(file, 'Asia/Shanghai', year)).toEqual(['2026-05-02']);
  });

  test('an event that ends at midnight is not on the next day', () => {
    const file = icalendar(
      vevent('DTSTART;TZID=Europe/Berlin:20260501T180000', 'DTEND;TZID=Europe/Berlin:20260502T000000'),
    );
    expect(daysIn(file, 'Europe/Berlin', year)).toEqual(['2026-05-01']);
  });

  test('a floating time is the time of each place', () => {
    const file = icalendar(vevent('DTSTART:20260501T230000', 'DURATION:PT2H'));
    for (const timeZone of ['Asia/Shanghai', 'America/Lima'])
      expect(daysIn(file, timeZone, year)).toEqual(['2026-05-01', '2026-05-02']);
  });

  test.each([
    ['Europe/Berlin', '2026-03-29', '2026-10-25'],
    ['Australia/Sydney', '2026-10-04', '2026-04-05'],
  ])('a market every Sunday keeps its local time when clocks change in %s', (timeZone, forward, back) => {
    const file = icalendar(
      vevent(
        `DTSTART;TZID=${timeZone}:20260104T003000`,
        `DTEND;TZID=${timeZone}:20260104T233000`,
        'RRULE:FREQ=WEEKLY',
      ),
    );
    const days = daysIn(file, timeZone, year);
    expect(days).toHaveLength(52);
    expect(days).toEqual(expect.arrayContaining([forward, back]));
    expect(days.every((date) => new Date(date).getUTCDay() === 0)).toBe(true);
  });

  test('an event ends at its time on the clock when clocks are set back meanwhile', () => {
    const start = 'DTSTART;TZID=Europe/Berlin:20261024T233000';
    const untilEvening = icalendar(vevent(start, 'DTEND;TZID=Europe/Berlin:20261025T233000'));
    expect(daysIn(untilEvening, 'Europe/Berlin', year)).toEqual(['2026-10-24', '2026-10-25']);
    const pastMidnight = icalendar(vevent(start, 'DTEND;TZID=Europe/Berlin:20261026T003000'));
    const later = ['2026-10-26', '2026-12-31'] as const;
    expect(daysIn(pastMidnight, 'Europe/Berlin', later)).toEqual(['2026-10-26']);
  });

  test('a series in a time zone ends at an UNTIL in UTC', () => {
    const start = 'DTSTART;TZID=Asia/Shanghai:20260501T060000';
    const file = icalendar(vevent(start, 'RRULE:FREQ=DAILY;UNTIL=20260502T220000Z'));
    expect(daysIn(file, 'Asia/Shanghai', year)).toEqual(['2026-05-01', '2026-05-02', '2026-05-03']);
  });

  test('EXDATE, a cancelled day and a moved day leave the series, RDATE joins it', () => {
    const series = vevent(
      'UID:market',
      'DTSTART;TZID=Europe/Berlin:20260505T080000',
      'DURATION:PT5H',
      'RRULE:FREQ=WEEKLY;UNTIL=20260602',
      'EXDATE;VALUE=DATE:20260512',
      'RDATE;TZID=Europe/Berlin:20260611T080000',
    );
    const moved = vevent(
      'UID:market',
      'RECURRENCE-ID;TZID=Europe/Berlin:20260519T080000',
      'DTSTART;TZID=Europe/Berlin:20260520T080000',
    );
    const cancelled = vevent(
      'UID:market',
      'RECURRENCE-ID;TZID=Europe/Berlin:20260526T080000',
      'DTSTART;TZID=Europe/Berlin:20260526T080000',
      'STATUS:CANCELLED',
    );
    expect(daysIn(icalendar(series, moved, cancelled), 'Europe/Berlin', year)).toEqual([
      '2026-05-05',
      '2026-06-02',
      '2026-06-11',
      '2026-05-20',
    ]);
  });

  test.each([
    ['FREQ=MONTHLY;BYDAY=-1FR;COUNT=2', ['2026-05-01', '2026-05-29', '2026-06-26']],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', ['2026-05-01']],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', ['2026-05-01']],
    ['FREQ=DAILY;INTERVAL=7;UNTIL=20260508', ['2026-05-01', '2026-05-08']],
  ])('the rule %s gives its days, and the start is always the first', (rule, days) => {
    const file = icalendar(vevent('DTSTART;VALUE=DATE:20260501', `RRULE:${rule}`));
    expect(daysIn(file, 'UTC', year)).toEqual(days);
  });

  test('a time zone of Outlook is recognised by its offsets', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:W. Europe Standard Time',
      'BEGIN:STANDARD',
      'DTSTART:16010101T030000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:16010101T020000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
      'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ];
    const event = vevent('DTSTART;TZID="W. Europe Standard Time":20260701T010000', 'DURATION:PT30M');
    expect(daysIn(icalendar(zone, event), 'Europe/London', year)).toEqual(['2026-07-01']);
    expect(daysIn(icalendar(zone, event), 'Atlantic/Azores', year)).toEqual(['2026-06-30']);
  });
});

test('a day is moved in the series with the same UID, and not in one whose UID ends alike', () => {
  const dates = ['DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=DAILY;COUNT=2'];
  const moved = ['DTSTART;VALUE=DATE:20260510', 'RECURRENCE-ID;VALUE=DATE:20260502'];
  const file = icalendar(vevent('UID:fair:1', ...dates), vevent('UID:market:1', ...moved));
  expect(daysIn(file, 'UTC', year)).toEqual(['2026-05-01', '2026-05-02', '2026-05-10']);
});

test('a line that is folded within a character is read', () => {
  const [before, after] = icalendar(vevent('DTSTART;VALUE=DATE:20260501')).split('Market');
  const bytes = Buffer.concat([
    Buffer.from(`\uFEFF${before}`),
    Buffer.from([0xe5, 0xb8, 0x0d, 0x0a, 0x20, 0x82]),
    Buffer.from(`集${after}`),
  ]);
  expect(readICalendar(bytes, now).events[0]?.name).toBe('市集');
});

test.each(['\u3164', '\u2060', ' '])(
  'a calendar name without visible characters is not used (%#)',
  (name) => {
    const event = vevent('DTSTART;VALUE=DATE:20260501');
    expect(read(icalendar([`X-WR-CALNAME:${name}`], event)).name).toBeUndefined();
  },
);

test('only names and times of a file are kept, and names without control characters', () => {
  const { events, name, warnings } = read(
    icalendar(
      ['X-WR-CALNAME:Markets\\, north', 'BEGIN:VTODO', 'SUMMARY:Sweep', 'END:VTODO'],
      vevent(
        'DTSTART;VALUE=DATE:20260501',
        'ATTENDEE;CN=Alice:mailto:alice@example.org',
        'DESCRIPTION:Call 555',
        'LOCATION:Home of Alice',
      ).map((line) => (line === 'SUMMARY:Market' ? 'SUMMARY:Fair\\n\u202eon the\r\n  square' : line)),
    ),
  );
  expect(events).toEqual([
    {
      name: 'Fair on the square',
      start: { local: '2026-05-01', timeZone: null },
      length: 1,
      rule: null,
      added: [],
      excluded: [],
    },
  ]);
  expect(name).toBe('Markets, north');
  expect(warnings).toEqual(['Ignored: 1 of VTODO.']);
});

describe('a file that is rejected', () => {
  const start = 'DTSTART;VALUE=DATE:20260501';
  const tooManyDates = (name: string) =>
    `${name};VALUE=DATE:${Array.from({ length: 1_001 }, () => '20260502').join(',')}`;
  test.each([
    ['', 1, /empty/],
    ['<html></html>', 1, /outside of a calendar; expected BEGIN:VCALENDAR/],
    ['BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR', 3, /Found END:VCALENDAR; expected END:VEVENT/],
    ['BEGIN:VCALENDAR\nBEGIN:VEVENT', 2, /no end; expected END:VEVENT. Is the file complete/],
    [icalendar(['nonsense']), 4, /"nonsense" is not a property/],
    [icalendar(), 1, /0 events; expected 1 to/],
    [icalendar(vevent()), 4, /no start; expected DTSTART/],
    [icalendar(vevent('DTSTART:tomorrow')), 7, /DTSTART: "tomorrow" is not a date or a time; expected/],
    [icalendar(vevent('DTSTART:\u001b[2Jnow')), 7, /DTSTART: "\[2Jnow" is not a date/],
    [icalendar(vevent('DTSTART;VALUE=DATE:20260230')), 7, /"20260230" is not a date/],
    [icalendar(vevent('DTSTART;VALUE=DATE:99990101')), 7, /the year 9999 is not possible/],
    [icalendar(vevent('DTSTART;VALUE=DATE:19691231')), 7, /the year 1969 is not possible/],
    [icalendar(vevent(start, tooManyDates('EXDATE'))), 8, /1001 dates in EXDATE; expected at most 1000/],
    [icalendar(vevent(start, tooManyDates('RDATE'))), 8, /1001 dates in RDATE; expected at most 1000/],
    [icalendar(vevent(start, 'RDATE;VALUE=PERIOD:20260501T080000Z/PT1H')), 8, /periods are not supported/],
    [Array.from({ length: 9 }, () => 'BEGIN:VCALENDAR').join('\n'), 6, /nested deeper than 5/],
    [icalendar(vevent('DTSTART;TZID=Mars/Base:20260501T090000')), 7, /time zone "Mars\/Base" is not known/],
    [icalendar(vevent(start, 'DTEND;VALUE=DATE:20260430')), 8, /ends before it begins/],
    [icalendar(vevent(start, 'DTEND:20260502T090000Z')), 8, /expected both of one form/],
    [icalendar(vevent(start, 'DURATION:P2Y')), 8, /"P2Y" is not a duration/],
    [icalendar(vevent(start, 'DTEND;VALUE=DATE:20280501')), 8, /lasts 731 days; expected at most 366/],
    [icalendar(vevent(start, 'RRULE:FREQ=HOURLY')), 8, /frequency "HOURLY" is not supported/],
    [icalendar(vevent(start, 'RRULE:FREQ=DAILY;BYHOUR=1,2')), 8, /"BYHOUR=1,2" is not supported/],
    [icalendar(vevent(start, 'RRULE:FREQ=DAILY;COUNT=9999')), 8, /COUNT=9999 is not possible/],
    [
      icalendar(vevent(start, 'RRULE:FREQ=DAILY;COUNT=1.5')),
      8,
      /COUNT=1.5 is not possible; expected a whole/,
    ],
    [
      icalendar(vevent(start, 'RRULE:FREQ=DAILY;COUNT=2;UNTIL=20260601')),
      8,
      /COUNT and UNTIL are both stated/,
    ],
    [icalendar(vevent(start, 'RRULE:FREQ=DAILY;INTERVAL=0')), 8, /INTERVAL=0 is not possible/],
    [icalendar(vevent(start, 'RRULE:FREQ=YEARLY;BYMONTH=13')), 8, /RRULE: .*BYMONTH: invalid value "13"/],
    [icalendar(vevent(start, 'RRULE:FREQ=YEARLY;UNTIL=soon')), 8, /RRULE: Could not extract integer/],
    [icalendar(vevent(start, 'RRULE:FREQ=DAILY', 'RRULE:FREQ=WEEKLY')), 9, /several rules/],
    [
      icalendar(
        vevent('UID:a', start),
        vevent('UID:a', start, 'RRULE:FREQ=DAILY;COUNT=2'),
        vevent('UID:a', start, 'RECURRENCE-ID;VALUE=DATE:20260501'),
      ),
      9,
      /Several events have the UID "a"/,
    ],
    [icalendar(vevent(start, 'EXRULE:FREQ=DAILY')), 8, /EXRULE is not supported/],
    [icalendar(vevent(start, 'RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20260501')), 8, /RANGE/],
    [icalendar(...Array.from({ length: 6 }, () => vevent(start, 'RRULE:FREQ=DAILY'))), 34, /more than 20000/],
    [icalendar(...Array.from({ length: maxCalendarEvents + 1 }, () => vevent(start))), 10004, /2001 events/],
  ])('an invalid file is rejected with line and reason (%#)', (text, line, message) => {
    const { problems, events } = read(text);
    expect(problems[0]).toEqual({ line, message: expect.stringMatching(message) as unknown });
    expect(events).toEqual([]);
  });

  test('a rejected file has at most 100 problems, in the order of its lines', () => {
    const { problems } = read(icalendar(...Array.from({ length: 200 }, () => vevent('DTSTART:no'))));
    expect(problems).toHaveLength(100);
    expect(problems[1]?.line).toBe(12);
  });

  test('a file that is larger than 1 MiB or not UTF-8 is rejected', () => {
    const large = readICalendar(new Uint8Array(maxCalendarBytes + 1), now);
    expect(large.problems[0]?.message).toContain('expected at most 1048576');
    const latin = readICalendar(new Uint8Array([0x42, 0xe4, 0x0a]), now);
    expect(latin.problems[0]?.message).toContain('not UTF-8');
  });
});

describe('work that a file causes', () => {
  /** A day that no year has: all of its days are looked at. */
  const rare = 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30';
  const seriesOf = (count: number, rule: string) =>
    icalendar(...Array.from({ length: count }, () => vevent('DTSTART;VALUE=DATE:20260501', rule)));

  test('rules that look at many days without finding one are rejected together', () => {
    expect(read(seriesOf(60, rare)).problems).toEqual([]);
    const [problem] = read(seriesOf(80, rare)).problems;
    expect(problem).toEqual({
      // 3,684 days until ten years after the import, each with its period: 500,000 / 7,370 series.
      line: 4 + 67 * 6,
      message: expect.stringContaining('take more than 500000 steps to search') as unknown,
    });
  });

  test('2,000 yearly days since 1970 are read', () => {
    const days = Array.from({ length: maxCalendarEvents }, () =>
      vevent('DTSTART;VALUE=DATE:19700501', 'RRULE:FREQ=YEARLY;UNTIL=19710501'),
    );
    expect(read(icalendar(...days)).problems).toEqual([]);
  });
});
