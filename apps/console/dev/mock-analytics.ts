import {
  analyticResult,
  analyticsList,
  type AnalyticResult,
  type AnalyticsList,
  type AnalyticSummary,
} from '@vialog/contracts';
import { ok, problem, type MockResponse, type MockRouteRequest } from './mock-responses.ts';

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;

const fullest: AnalyticSummary = {
  id: 'fullest-hours',
  origin: 'shipped',
  question: { en: 'When are the lots fullest?', zh: '各停车场什么时段最满？' },
  about: {
    en: 'The hours of the typical week in which a lot is fullest, and how much they vary.',
    zh: '典型周中各停车场最满的时段，以及这些时段的波动范围。',
  },
  finding: 'peak_hours',
  measure: 'occupancy',
  population: 'parking_lots',
  period: '13 weeks',
  comparison: 'none',
  chart: 'week',
  target: 0.85,
  minCoverage: 0.8,
};
const change: AnalyticSummary = {
  ...fullest,
  id: 'parking-after-change',
  origin: 'own',
  question: { en: 'What did the street change do to the lots?', zh: '道路调整后停车场占用有何变化？' },
  about: null,
  finding: 'change',
  period: '4 weeks',
  comparison: 'before and after',
  chart: 'days',
  target: 0.85,
};

const tooHigh = problem(400, 'VALIDATION_FAILED', 'Expected a share from 0 to 1.', [
  { path: 'target', message: 'Expected a share from 0 to 1.' },
]);

/** Two questions with a result, and a definition with a fault. */
export class MockAnalytics {
  respond({ path, url, now }: MockRouteRequest): MockResponse {
    const q = (url.searchParams.get('q') ?? '').toLowerCase();
    if (path === '/v1/analytics') return ok(listOf(q));
    const analytic = [fullest, change].find(({ id }) => path === `/v1/analytics/${id}`);
    if (!analytic) return problem(404, 'ANALYTIC_NOT_FOUND', 'There is no such analytic.');
    if (Number(url.searchParams.get('target') ?? 0) > 1) return tooHigh;
    return ok(resultOf(analytic, url.searchParams, now));
  }
}

const listOf = (q: string): AnalyticsList =>
  analyticsList.parse({
    items: [fullest, change].filter(({ question }) =>
      `${question.en} ${question.zh}`.toLowerCase().includes(q),
    ),
    rejected: [
      {
        file: 'evening-market.yaml',
        line: 3,
        message: 'measure: expected one of presence, occupancy, found "speed"',
      },
    ],
  });

function resultOf(analytic: AnalyticSummary, query: URLSearchParams, now: number): AnalyticResult {
  const language = query.get('language') === 'zh' ? 'zh' : 'en';
  const isChange = analytic.finding === 'change';
  const period = isChange ? 4 * weekMs : 13 * weekMs;
  const to = Math.floor(now / 3_600_000) * 3_600_000;
  const from = Date.parse(query.get('changeAt') ?? '') || to - period;
  const iso = (at: number): string => new Date(at).toISOString();
  const words = isChange ? changeWords(language) : peakWords(language);
  return analyticResult.parse({
    analytic,
    compared: isChange ? { from: iso(from - period), to: iso(from) } : null,
    method: [{ term: language === 'zh' ? '计算方法' : 'Calculation', lines: [words.rule] }],
    report: {
      v: 1,
      language,
      title: words.title,
      question: analytic.question[language],
      findings: words.findings,
      createdAt: iso(now),
      from: iso(from),
      to: iso(to),
      measure: 'occupancy',
      unit: 'ratio',
      direction: 'both',
      classes: null,
      expected: 1_000,
      measured: 912,
      coverage: 0.912,
      series: [],
      charts: isChange ? [daysChart(words.title, from), bars] : [weekChart(words.title), bars],
      tables: [{ title: words.table, columns: words.columns, rows: words.rows }],
      method: methodOf(words.rule, Number(query.get('minCoverage') ?? 0.8)),
    },
  });
}

const peakWords = (language: 'en' | 'zh') =>
  language === 'zh'
    ? {
        title: '典型周：North Lot',
        findings: [
          'North Lot：典型周的高峰小时是周五 11:00 起的一小时，中位数为 92%；这 13 个小时中有 70% 在 86% 至 96% 之间。',
          '数据完整率为 91.2%。结果基于 1993 个小时；另有 191 个小时的完整率低于 80%，未计入。',
        ],
        rule: '高峰小时：一周中中位数最高的小时。',
        table: '一周中的高峰小时',
        columns: columns('名称', '星期', '中位数'),
        rows: [['North Lot', '周五', 0.92]],
      }
    : {
        title: 'Typical week, North Lot',
        findings: [
          'North Lot: the peak hour of the typical week is Friday from 11:00, with 92 % in the median; 70 % of these 13 hours were between 86 % and 96 %.',
          '91.2 % of the expected slots were measured. The figures are based on 1993 hours; 191 hours with less than 80 % measured are left out.',
        ],
        rule: 'Peak hour: the hour of the week with the highest median.',
        table: 'Peak hours of the week',
        columns: columns('Name', 'Weekday', 'Median'),
        rows: [['North Lot', 'Friday', 0.92]],
      };

const changeWords = (language: 'en' | 'zh') =>
  language === 'zh'
    ? {
        title: '每日平均值',
        findings: ['North Lot 的占用率下降了 6.2 个百分点（9.1%）。', '数据完整率为 91.2%。'],
        rule: '只比较两个时段都有的一周各小时，权重相同。',
        table: '对比结果',
        columns: columns('名称', '结论', '差值'),
        rows: [['North Lot', '下降', -0.062]],
      }
    : {
        title: 'Mean of each day',
        findings: [
          'North Lot: occupancy fell by 6.2 percentage points (9.1 %).',
          '91.2 % of the expected slots were measured.',
        ],
        rule: 'Only hours of the week that both periods have are compared, each with the same weight.',
        table: 'Comparison',
        columns: columns('Name', 'Result', 'Difference'),
        rows: [['North Lot', 'lower', -0.062]],
      };

const columns = (...labels: readonly [string, string, string]) =>
  labels.map((label, i) => ({ label, kind: i === 2 ? 'percent' : 'text' }));

const bars = {
  kind: 'bars',
  title: 'North Lot, Hospital Lot',
  unit: '%',
  bars: [
    { name: 'North Lot', value: 0.92, low: 0.86, high: 0.96 },
    { name: 'Hospital Lot', value: -0.1, low: -0.2, high: 0.05 },
    { name: 'Harbour Lot', value: null, low: null, high: null },
  ],
};

const weekChart = (title: string) => ({
  kind: 'week',
  title,
  unit: '%',
  cells: Array.from({ length: 168 }, (_, i) => ({
    weekday: Math.floor(i / 24) + 1,
    hour: i % 24,
    median: i % 24 === 3 ? null : 0.2 + 0.7 * Math.exp(-(((i % 24) - 11) ** 2) / 18),
  })),
});

const daysChart = (title: string, from: number) => ({
  kind: 'days',
  title,
  unit: '%',
  target: 0.85,
  minCoverage: 0.8,
  specialDays: [],
  marks: [{ date: dateOf(from), label: 'Second period begins' }],
  series: ['North Lot', 'Hospital Lot'].map((name, n) => ({
    name,
    days: Array.from({ length: 56 }, (_, i) => ({
      date: dateOf(from + (i - 28) * dayMs),
      value: i % 13 === 5 ? null : 0.6 - n * 0.2 + 0.15 * Math.sin(i) - (i < 28 ? 0 : 0.06),
      coverage: i % 13 === 5 ? 0.4 : 1,
    })),
  })),
});

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

const methodOf = (rule: string, minCoverage: number) => ({
  origins: ['camera' as const],
  query: '/v1/trends/export?format=ndjson&measure=occupancy&interval=1h',
  rows: 2_184,
  sha256: 'f'.repeat(64),
  further: [],
  rules: [rule],
  minCoverage,
  excludedDays: [],
  timeZones: [{ timeZone: 'Asia/Shanghai', changes: [] }],
  zones: [],
  models: [],
  comparisons: [],
  holidays: 'apart',
  specialDays: [],
  suppression: 'none',
  software: { name: 'Vialog', version: '0.1.0' },
});
