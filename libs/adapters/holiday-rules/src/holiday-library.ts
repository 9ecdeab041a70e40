import { dayMs, hourMs, type HolidayType } from '@vialog/contracts';
import type { HolidayRegion, HolidayRules, RuleDay } from '@vialog/calendars';
import type Holidays from 'date-holidays';
import { chineseDaysOf } from './chinese-holidays.ts';
import { loadDateHolidays } from './load-date-holidays.ts';

/** Shorter holidays, such as an afternoon, are not days. */
const minDayMs = 23 * hourMs;

/**
 * Holidays of countries and regions: the rules of date-holidays, and for China the notices of the State Council, which have the
 * adjusted holidays and working days that no rule gives. Days are local days of the region.
 */
export class HolidayLibrary implements HolidayRules {
  #names: Holidays | undefined;

  regions(within?: string): readonly HolidayRegion[] {
    const [country, state, region] = within?.split('-') ?? [];
    if (region !== undefined) return [];
    const english = this.#namesOf(country, state, 'en');
    const chinese = country === undefined ? this.#namesOf(undefined, undefined, 'zh') : {};
    return Object.entries(english)
      .map(([part, name]) => {
        const code = within === undefined ? part : `${within}-${part}`;
        return { code, name, nameZh: chineseName(chinese[part]), hasParts: this.#hasParts(code) };
      })
      .sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  daysOf(region: string, year: number, types: readonly HolidayType[]): readonly RuleDay[] {
    const published = region === 'CN' && types.includes('public') ? chineseDaysOf(year) : undefined;
    return published ?? this.#daysByRule(region, year, types);
  }

  #daysByRule(code: string, year: number, types: readonly HolidayType[]): readonly RuleDay[] {
    const [country = '', ...parts] = code.split('-');
    // The library computes the rules of the country for an unknown state.
    if (!this.#isRegion(code)) return [];
    const rules = new (loadDateHolidays())();
    rules.init(country, ...parts);
    const [language = 'en'] = rules.getLanguages();
    const [english, isChinese] = [rules.getHolidays(year, 'en'), language === 'zh'];
    const days = rules.getHolidays(year, language).flatMap((holiday, i) => {
      const { name, type, date, start, end } = holiday;
      if (!types.includes(type) || end.getTime() - start.getTime() < minDayMs) return [];
      const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / dayMs;
      const count = Math.round((end.getTime() - start.getTime()) / dayMs);
      const named = { text: name, en: english[i]?.name ?? null, zh: isChinese ? name : null };
      return Array.from({ length: count }, (_, offset): RuleDay => {
        return { day: first + offset, kind: 'holiday', name: named };
      });
    });
    return days.sort((a, b) => a.day - b.day);
  }

  #isRegion(code: string): boolean {
    const parts = code.split('-');
    const within = parts.slice(0, -1).join('-');
    return this.regions(within === '' ? undefined : within).some((region) => region.code === code);
  }

  #hasParts(code: string): boolean {
    const [country, state, region] = code.split('-');
    return region === undefined && Object.keys(this.#namesOf(country, state, 'en')).length > 0;
  }

  #namesOf(
    country: string | undefined,
    state: string | undefined,
    language: string,
  ): Readonly<Record<string, string>> {
    const library = (this.#names ??= new (loadDateHolidays())());
    if (country === undefined) return library.getCountries(language);
    const names: Readonly<Record<string, string>> | undefined =
      state === undefined
        ? library.getStates(country, language)
        : library.getRegions(country, state, language);
    return names ?? {};
  }
}

/** Countries without a Chinese name have one in another script. */
const chineseName = (name: string | undefined): string | null =>
  name !== undefined && /\p{Script=Han}/u.test(name) ? name : null;
