import type { HolidayRegion, HolidayRules, RuleDay } from './holiday-rules.port.ts';

const regions: readonly HolidayRegion[] = [
  { code: 'CN', name: 'China', nameZh: '中国', hasParts: false },
  { code: 'DE', name: 'Germany', nameZh: null, hasParts: true },
];
const parts: readonly HolidayRegion[] = [{ code: 'DE-BY', name: 'Bavaria', nameZh: null, hasParts: false }];

/** New Year's Day of every region. */
export class FixedHolidayRules implements HolidayRules {
  regions(within?: string): readonly HolidayRegion[] {
    if (within === undefined) return regions;
    return within === 'DE' ? parts : [];
  }

  daysOf(region: string, year: number): readonly RuleDay[] {
    if (![...regions, ...parts].some(({ code }) => code === region)) return [];
    const name = { text: region.startsWith('DE') ? 'Neujahr' : '元旦', en: "New Year's Day", zh: '元旦' };
    return [{ day: Date.UTC(year, 0, 1) / 86_400_000, kind: 'holiday', name }];
  }
}
