import { listRules, type AlertRulePorts } from '@vialog/alerting';
import {
  maxFindingExamples,
  minuteMs,
  type Alert,
  type FindingExample,
  type ListedRule,
} from '@vialog/contracts';
import { allSites, type NewestCameras, type SiteDirectory } from '@vialog/registry';
import type { AttentionSource, SourceReading } from '../attention-source.port.ts';
import type { Found } from '../finding.ts';

const freshMs = 2_000;
/** Alerts that are read; with more, the count is a minimum. */
const maxAlerts = 1_000;

export interface AlertSourcePorts extends Pick<AlertRulePorts, 'alertRules' | 'alerts' | 'events'> {
  readonly cameras: NewestCameras;
  readonly sites: Pick<SiteDirectory, 'sites'>;
}

/** Alerts that no operator has acknowledged, one finding per rule, and rules that cannot be evaluated. */
export function alertSource(ports: AlertSourcePorts): AttentionSource {
  const readRules = rulesReader(ports);
  return { kind: 'alert', staleBefore: (now) => now - freshMs, read: () => readAlerts(ports, readRules) };
}

type ReadRules = () => Promise<readonly ListedRule[]>;

/** Reads the rules once a minute: finding the zones of every rule takes long with many cameras. */
function rulesReader(ports: AlertSourcePorts): ReadRules {
  const { clock } = ports.events;
  let last: { readonly at: number; readonly items: readonly ListedRule[] } | undefined;
  return async () => {
    const at = clock.now();
    if (last === undefined || at - last.at >= minuteMs) last = { at, items: (await listRules(ports)).items };
    return last.items;
  };
}

async function readAlerts(ports: AlertSourcePorts, readRules: ReadRules): Promise<SourceReading> {
  const [open, rules] = await Promise.all([
    ports.alerts.list({ states: ['open'], limit: maxAlerts }),
    readRules(),
  ]);
  const shown = open.filter(({ muted }) => !muted).reverse();
  const nameOf = shown.length === 0 ? () => '' : await placeNames(ports);
  const groups = [...Map.groupBy(shown, ({ ruleId }) => ruleId).values()];
  const found = groups.flatMap((alerts) => openAlerts(alerts, nameOf));
  const isCountMinimum = open.length === maxAlerts;
  return {
    found: [...found.map((one) => ({ ...one, isCountMinimum })), ...rules.flatMap(ruleProblem)],
    checked: rules.filter(({ isOn }) => isOn).length,
  };
}

/** `alerts`: of one rule, the oldest first. */
function openAlerts(alerts: readonly Alert[], nameOf: (alert: Alert) => string): readonly Found[] {
  const [oldest] = alerts;
  if (!oldest) return [];
  const example = (alert: Alert): FindingExample => {
    const { cameraId, siteId } = alert.place;
    const place = cameraId === undefined ? { siteId } : { cameraId };
    return { name: nameOf(alert), ...place, sinceAt: alert.sinceAt };
  };
  return [
    {
      key: `open ${oldest.ruleId}`,
      severity: 'critical',
      code: 'alert_open',
      params: { rule: oldest.ruleName, ruleId: oldest.ruleId },
      sinceAt: alerts.map(({ sinceAt }) => sinceAt).reduce((a, b) => (b < a ? b : a)),
      count: alerts.length,
      examples: alerts.slice(0, maxFindingExamples).map(example),
    },
  ];
}

const ruleProblem = ({ ruleId, name, isOn, problem }: ListedRule): readonly Found[] =>
  isOn && problem !== undefined
    ? [
        {
          key: `problem ${ruleId}`,
          severity: 'warning',
          code: 'rule_not_evaluated',
          params: { rule: name, ruleId },
          count: 1,
          examples: [],
        },
      ]
    : [];

async function placeNames({ cameras, sites }: AlertSourcePorts): Promise<(alert: Alert) => string> {
  const ofCamera = new Map(cameras.newest().map(({ cameraId, name }) => [cameraId, name]));
  const ofSite = new Map((await allSites(sites)).map(({ siteId, name }) => [siteId, name]));
  return ({ place: { cameraId, siteId }, firstCameraId }) => {
    if (cameraId !== undefined) return ofCamera.get(cameraId) ?? cameraId;
    return ofSite.get(siteId ?? '') ?? ofCamera.get(firstCameraId) ?? firstCameraId;
  };
}
