import type { SamplingPlan, StreamProbe } from '@vialog/contracts';

/** The report in words, one line each; the first line is the result. */
export function probeLines(report: StreamProbe): string[] {
  const { outcome, detail, url, authentication, quality, recommendations, warnings, durationMs } = report;
  return [
    `${outcome}: ${detail}`,
    `  stream          ${url}${report.encrypted ? ' (TLS)' : ''}`,
    ...(authenticationOf(authentication) ?? []),
    ...(report.rejection?.addresses ?? []).map(
      ({ address, range }) => `  rejected        ${address} (${range})`,
    ),
    ...(report.certificateSha256 === undefined ? [] : [`  certificate     ${report.certificateSha256}`]),
    ...(report.substream === undefined ? [] : [`  substream       ${report.substream.url}`]),
    ...quality.map((issue) => `  picture         ${issue.detail}`),
    ...warnings.map((warning) => `  warning         ${warning}`),
    ...recommendations.map(
      ({ zoneKind, plan, slotMs, reason }) =>
        `  ${zoneKind.padEnd(15)} ${planText(plan)}, slots of ${slotMs / 1_000} s. ${reason}`,
    ),
    `  duration        ${(durationMs / 1_000).toFixed(1)} s`,
  ];
}

function authenticationOf({ required, schemes }: StreamProbe['authentication']): string[] | undefined {
  if (required === undefined) return undefined;
  const offered = schemes.length === 0 ? '' : ` (${schemes.join(', ')})`;
  return [`  authentication  ${required ? `required${offered}` : 'none'}`];
}

function planText(plan: SamplingPlan): string {
  if (plan.mode === 'keyframes') return 'key frames';
  return plan.mode === 'fps' ? `${plan.fps} frames/s` : `a frame every ${plan.intervalMs / 1_000} s`;
}
