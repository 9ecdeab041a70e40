import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dayMs } from '@vialog/contracts';
import type { RuleDay } from '@vialog/calendars';

/** Date → "English name,Chinese name,days". */
type Entries = Readonly<Record<string, string>>;

/** The notices of the State Council of China: holidays with their adjusted days, and the days that are worked instead. */
interface Notices {
  readonly holidays: Entries;
  readonly workdays: Entries;
}

/** The package publishes the notices as JSON; its functions depend on the time zone of the process. */
function readNotices(): Notices {
  const file = import.meta.resolve('chinese-days/dist/chinese-days.json');
  return JSON.parse(readFileSync(fileURLToPath(file), 'utf8')) as Notices;
}

let notices: Notices | undefined;

/** Days of a year for which there is a notice; undefined for other years. */
export function chineseDaysOf(year: number): readonly RuleDay[] | undefined {
  notices ??= readNotices();
  const holidays = daysIn(notices.holidays, year, 'holiday');
  if (holidays.length === 0) return undefined;
  const workingDays = daysIn(notices.workdays, year, 'working_day');
  return [...holidays, ...workingDays].sort((a, b) => a.day - b.day);
}

function daysIn(entries: Entries, year: number, kind: RuleDay['kind']): RuleDay[] {
  return Object.entries(entries)
    .filter(([date]) => date.startsWith(`${year}-`))
    .map(([date, text]) => {
      const [english = '', chinese = ''] = text.split(',');
      const name =
        kind === 'holiday'
          ? { text: chinese, en: english, zh: chinese }
          : { text: `${chinese}调休上班`, en: `${english} (adjusted working day)`, zh: `${chinese}调休上班` };
      return { day: Date.parse(`${date}T00:00:00Z`) / dayMs, kind, name };
    });
}
