import { attentionOverview, findingKinds, isoOf, type AttentionFinding } from '@vialog/contracts';
import { ok, type MockResponse, type MockRouteRequest } from './mock-responses.ts';

/** The overview of the mock API: findings of every severity; none without cameras. */
export const overviewRoutes = {
  respond: ({ cameras, now }: MockRouteRequest): MockResponse => {
    const findings = cameras.length === 0 ? [] : findingsOf(now, cameras);
    const unchecked = findings.find(({ code }) => code === 'not_checked')?.kind;
    const checks = findingKinds.map((kind) => ({
      kind,
      isChecked: kind !== unchecked,
      checkedAt: isoOf(now - (kind === unchecked ? 190_000 : 4_000)),
      checked: 12,
    }));
    return ok(attentionOverview.parse({ respondedAt: isoOf(now), findings, checks }));
  },
};

const shared = { isCountMinimum: false, count: 1, examples: [] };

function findingsOf(now: number, cameras: MockRouteRequest['cameras']): readonly AttentionFinding[] {
  const minutesAgo = (minutes: number): string => isoOf(now - minutes * 60_000);
  const examples = cameras.slice(0, 5).map(({ cameraId, name }, i) => ({
    name,
    cameraId,
    sinceAt: minutesAgo(90 - i),
  }));
  return [...urgentFindings(minutesAgo, examples), ...otherFindings(minutesAgo, examples)];
}

const urgentFindings = (
  minutesAgo: (minutes: number) => string,
  examples: AttentionFinding['examples'],
): readonly AttentionFinding[] => [
  {
    ...shared,
    kind: 'alert',
    severity: 'critical',
    code: 'alert_open',
    params: { rule: 'Full lots', ruleId: 'rule00000001' },
    sinceAt: minutesAgo(12),
    examples: examples.slice(0, 1),
  },
  {
    ...shared,
    kind: 'storage',
    severity: 'critical',
    code: 'disk_space_low',
    params: { freeBytes: 1.4e9, totalBytes: 512e9 },
    sinceAt: minutesAgo(40),
    examples: [{ name: '/var/lib/vialog/events', params: { freeBytes: 1.4e9, totalBytes: 512e9 } }],
  },
  {
    ...shared,
    kind: 'place',
    severity: 'warning',
    code: 'place_above_usual',
    params: {},
    sinceAt: minutesAgo(65),
    examples: [{ name: 'North Lot', siteId: 'site00000000', params: { value: 61.2, median: 22 } }],
  },
];

const otherFindings = (
  minutesAgo: (minutes: number) => string,
  examples: AttentionFinding['examples'],
): readonly AttentionFinding[] => [
  {
    ...shared,
    kind: 'camera',
    severity: 'warning',
    code: 'camera_not_measured',
    params: { state: 'offline', reason: 'offline' },
    sinceAt: minutesAgo(90),
    count: 412,
    examples,
  },
  {
    ...shared,
    kind: 'queue',
    severity: 'warning',
    code: 'not_checked',
    params: { reason: 'late' },
    sinceAt: minutesAgo(3),
  },
  {
    ...shared,
    kind: 'camera',
    severity: 'notice',
    code: 'camera_doubtful',
    params: { state: 'degraded', reason: 'moved' },
    sinceAt: minutesAgo(300),
    count: 2,
    examples: examples.slice(0, 2),
  },
  {
    ...shared,
    kind: 'model',
    severity: 'notice',
    code: 'canary_rolled_back',
    params: { model: 'damaged-640', scopeKind: 'tag', scopeId: 'road', scope: 'road' },
    sinceAt: minutesAgo(25),
  },
];
