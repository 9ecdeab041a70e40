/** The search parameters of the list of questions. */
export interface QuestionsSearch {
  /** Words that the questions contain. */
  readonly q?: string | undefined;
}

/** The search parameters of one question; absent: as in its definition. */
export interface QuestionSearch {
  /** Id of a site. */
  readonly site?: string | undefined;
  /** Last local day of the period. */
  readonly to?: string | undefined;
  /** First local day of the second period. */
  readonly at?: string | undefined;
  /** Target, percent: only measures that are ratios have the field. */
  readonly target?: string | undefined;
  /** Minimum coverage, percent. */
  readonly min?: string | undefined;
}

export function readQuestionsSearch({ q }: Record<string, unknown>): QuestionsSearch {
  return typeof q === 'string' && q !== '' ? { q: q.slice(0, 200) } : {};
}

/** Reads the search parameters of an address. Invalid values are ignored. */
export function readQuestionSearch(raw: Record<string, unknown>): QuestionSearch {
  const search: Record<keyof QuestionSearch, string | undefined> = {
    site: matching(raw['site'], /^[0-9a-z]{12}$/),
    to: dateIn(raw['to']),
    at: dateIn(raw['at']),
    target: matching(raw['target'], /^\d{1,6}(\.\d{1,2})?$/),
    min: matching(raw['min'], /^(100|\d{1,2})$/),
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

const matching = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;

/** A date of the calendar: not 2026-02-31. */
function dateIn(value: unknown): string | undefined {
  const text = matching(value, /^\d{4}-\d\d-\d\d$/);
  const at = Date.parse(text ?? '');
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text ? text : undefined;
}
