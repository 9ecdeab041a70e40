import {
  analyticChartKind,
  analyticFinding,
  analyticPopulation,
  countClass,
  measuredMeasure,
  measures,
  type AnalyticFinding,
} from '@vialog/contracts';
import { z } from 'zod';
import { durationOf, maxPeriodDays, maxYearBeforeMs, readComparison } from './periods.ts';

const sentence = z
  .string()
  .trim()
  .min(2, 'expected at least 2 characters')
  .max(300, 'expected at most 300 characters');
const bilingual = z.strictObject({ en: sentence, zh: sentence });

/** One text for both languages, or one for each. */
const words = z.preprocess(
  (value) => (typeof value === 'string' ? { en: value, zh: value } : value),
  bilingual,
);

const ratio = z.number().min(0, 'expected a ratio from 0 to 1').max(1, 'expected a ratio from 0 to 1');

const duration = z
  .string()
  .refine(
    (text) => durationOf(text) !== undefined,
    `expected a number of days or weeks, like 13 weeks, at most ${maxPeriodDays} days`,
  )
  .describe('Length of the period, like 7 days or 13 weeks');

const comparison = z
  .string()
  .refine(
    (text) => readComparison(text) !== undefined,
    'expected none, before and after, a length, like 13 weeks before, year before, or same weekdays a year before',
  )
  .describe(
    'none; before and after (a date); the length of the time before the period, like 13 weeks before; year before; or same weekdays a year before',
  );

const fields = {
  about: words.optional().describe('What the result is good for'),
  keywords: words.optional().describe('More words that the search finds'),
  measure: measuredMeasure,
  classes: z.array(countClass).min(1).optional().describe('Classes to sum; default: all'),
  direction: z
    .enum(['both', 'inbound', 'outbound', 'each'])
    .default('both')
    .describe('Direction of a flow; each: one series per direction'),
  population: analyticPopulation,
  period: duration,
  comparison: comparison.default('none'),
  finding: analyticFinding,
  chart: analyticChartKind,
  target: z.number().optional().describe('Target in the unit of the measure; default: 0.85 for occupancy'),
  share: ratio
    .optional()
    .describe('Share of the hours that decides, ratio (spare_spaces: 0.1, mergeable: 0.95)'),
  distance: z.number().min(1).max(100_000).default(500).describe('Maximum distance of sites to merge, m'),
  minCoverage: ratio.default(0.8).describe('Hours with a lower coverage are left out, ratio'),
};

/** A definition as a file has it. */
export const analyticDefinition = z
  .strictObject({ question: words.describe('The question'), ...fields })
  .superRefine((definition, context) => {
    for (const [path, message] of conflictsOf(definition))
      context.addIssue({ code: 'custom', path: [path], message });
  });
export type AnalyticDefinition = z.infer<typeof analyticDefinition>;

type Checked = Pick<
  AnalyticDefinition,
  'finding' | 'comparison' | 'direction' | 'measure' | 'period' | 'population' | 'target'
>;

/** Comparisons that a finding needs. */
const comparisons: Readonly<Record<AnalyticFinding, 'none' | 'any' | 'time before'>> = {
  overview: 'none',
  peak_hours: 'none',
  time_at_target: 'none',
  spare_spaces: 'none',
  mergeable: 'none',
  change: 'any',
  usual_week: 'time before',
  unusual_days: 'time before',
  coverage: 'none',
};

const expectedComparisons = {
  none: 'expected none: this finding compares nothing',
  any: 'expected before and after, or a length, like 13 weeks before, or year before, or same weekdays a year before: this finding compares two periods',
  'time before':
    'expected a length, like 13 weeks before: this finding compares the period with the time before',
} as const;

type Conflict = readonly [path: keyof Checked, message: string];

/** Fields that do not match each other, with what was expected. */
const conflictsOf = (definition: Checked): Conflict[] => [
  ...comparisonConflicts(definition),
  ...measureConflicts(definition),
  ...(definition.finding === 'mergeable' ? mergeConflicts(definition) : []),
];

function* comparisonConflicts({ finding, comparison: stated, period }: Checked): Generator<Conflict> {
  const needed = comparisons[finding];
  const kind = readComparison(stated)?.kind;
  const isRight =
    needed === 'any' ? kind !== 'none' : needed === 'none' ? kind === 'none' : kind === 'time_before';
  if (!isRight) yield ['comparison', expectedComparisons[needed]];
  if (kind === 'year_before' && (durationOf(period) ?? 0) > maxYearBeforeMs)
    yield ['period', 'expected at most 52 weeks: the period would overlap that of the year before'];
}

const needsTarget: readonly AnalyticFinding[] = ['time_at_target', 'spare_spaces'];

function* measureConflicts({ finding, direction, measure, target }: Checked): Generator<Conflict> {
  if (direction !== 'both' && measure !== 'flow')
    yield ['direction', 'expected both: only the measure flow has directions'];
  if (needsTarget.includes(finding) && target === undefined && measure !== 'occupancy')
    yield ['target', `expected a number in the unit of the measure ${measure}: this finding needs a target`];
  if (target !== undefined && measures[measure].unit === 'ratio' && !ratio.safeParse(target).success)
    yield ['target', 'expected a ratio from 0 to 1, like 0.85'];
}

function* mergeConflicts({ measure, population }: Checked): Generator<Conflict> {
  if (measure !== 'occupancy') yield ['measure', 'expected occupancy: this finding needs spaces'];
  if (population !== 'parking_lots' && population !== 'sites')
    yield ['population', 'expected parking_lots or sites: this finding needs positions'];
}

/** JSON Schema of a definition file, for editors. */
export function definitionJsonSchema(): object {
  const either = z.union([sentence, bilingual]);
  const shape = z.strictObject({
    ...fields,
    question: either.describe('The question: one text, or one for each language'),
    about: either.optional().describe('What the result is good for'),
    keywords: either.optional().describe('More words that the search finds'),
  });
  return { title: 'Vialog analytic', ...z.toJSONSchema(shape, { io: 'input' }) };
}
