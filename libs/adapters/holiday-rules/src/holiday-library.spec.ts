import { expect, test } from '@jest/globals';
import { dayMs } from '@vialog/contracts';
import { HolidayLibrary } from './holiday-library.ts';

const library = new HolidayLibrary();

const daysOf = (region: string, year = 2026, types: Parameters<HolidayLibrary['daysOf']>[2] = ['public']) =>
  library.daysOf(region, year, types).map(({ day, kind, name }) => ({
    date: new Date(day * dayMs).toISOString().slice(0, 10),
    kind,
    ...name,
  }));

test('the holidays of a state are those of the state, with names in the language of the country and in English', () => {
  const bavaria = daysOf('DE-BY');
  expect(bavaria).toContainEqual({
    date: '2026-01-06',
    kind: 'holiday',
    text: 'Heilige Drei Könige',
    en: 'Epiphany',
    zh: null,
  });
  expect(bavaria.map(({ date }) => date)).toContain('2026-04-03');
  expect(daysOf('DE-BE').map(({ date }) => date)).not.toContain('2026-01-06');
});

test('holidays fall on their local days in both hemispheres, also on the day on which clocks change', () => {
  // Easter Sunday 2026-04-05 has 25 hours in Sydney.
  expect(daysOf('AU-NSW').map(({ date }) => date)).toEqual(
    expect.arrayContaining(['2026-01-26', '2026-04-05', '2026-04-27', '2026-12-28']),
  );
  expect(daysOf('CL').map(({ date }) => date)).toContain('2026-09-18');
});

test('Chinese holidays have their adjusted days, and the days that are worked instead', () => {
  const china = daysOf('CN');
  const spring = china.filter(({ zh, kind }) => zh === '春节' && kind === 'holiday');
  expect(spring).toHaveLength(9);
  expect(china).toContainEqual({
    date: '2026-02-14',
    kind: 'working_day',
    text: '春节调休上班',
    en: 'Spring Festival (adjusted working day)',
    zh: '春节调休上班',
  });
  // Half-day holidays are not days without work.
  expect(china.map(({ date }) => date)).not.toContain('2026-03-08');
});

test('a year without a notice of the State Council has the holidays by rule, without adjusted days', () => {
  const china = daysOf('CN', 2040);
  expect(china.map(({ date }) => date)).toContain('2040-10-01');
  expect(china.some(({ kind }) => kind === 'working_day')).toBe(false);
});

test('a holiday of several days has all of them', () => {
  const eid = daysOf('SA').filter(({ text }) => text === 'عيد الفطر');
  expect(eid.map(({ date }) => date)).toEqual(['2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22']);
});

test('only days of the chosen types are holidays', () => {
  expect(daysOf('BR').map(({ date }) => date)).not.toContain('2026-02-17');
  expect(daysOf('BR', 2026, ['public', 'bank']).map(({ date }) => date)).toContain('2026-02-17');
});

test('countries are listed with their names, and the parts of a country with their own', () => {
  const countries = library.regions();
  expect(countries.length).toBeGreaterThan(190);
  expect(countries).toContainEqual({ code: 'CN', name: 'China', nameZh: '中华人民共和国', hasParts: false });
  expect(countries).toContainEqual({ code: 'DE', name: 'Germany', nameZh: null, hasParts: true });
  expect(library.regions('DE')).toContainEqual(expect.objectContaining({ code: 'DE-BY', hasParts: true }));
  expect(library.regions('DE-BY').map(({ code }) => code)).toContain('DE-BY-A');
  expect(library.regions('DE-BY-A')).toEqual([]);
  expect(library.regions('XX')).toEqual([]);
});

test.each(['XX', 'DE-ZZ', 'DE-BY-ZZ'])('the region %s is not known and has no days', (region) => {
  expect(daysOf(region)).toEqual([]);
});
