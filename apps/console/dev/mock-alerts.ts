import {
  alertPatch,
  alertRuleInput,
  alertRulePatch,
  backTestInput,
  isoOf,
  type Alert,
  type AlertRule,
} from '@vialog/contracts';
import { invalid, ok, page, problem, type MockResponse } from './mock-responses.ts';

interface AlertRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly now: number;
}

/** Alert rules of the mock API. A rule that is switched on raises one alert at once. */
export class MockAlerts {
  #rules: AlertRule[] = [];
  #alerts: Alert[] = [];
  readonly #cameraId: string;

  constructor(cameraId: string) {
    this.#cameraId = cameraId;
  }

  respond(request: AlertRequest): MockResponse {
    const [, , resource, id] = request.path.split('/');
    if (resource === 'alerts') return id === undefined ? page(this.#alerts) : this.#changeAlert(id, request);
    if (id === 'back-tests') return this.#backTest(request);
    if (id === undefined) return request.method === 'GET' ? this.#list() : this.#create(request);
    return request.method === 'DELETE' ? this.#delete(id) : this.#changeRule(id, request);
  }

  #list(): MockResponse {
    const fired = { lastDay: 3, lastWeek: 14 };
    return ok({ items: this.#rules.map((rule) => ({ ...rule, fired, zones: 4 })) });
  }

  #create({ body, now }: AlertRequest): MockResponse {
    const input = alertRuleInput.safeParse(body);
    if (!input.success) return invalid(input.error);
    const ruleId = `rule${String(this.#rules.length + 1).padStart(8, '0')}`;
    const at = isoOf(now);
    const facts = {
      revision: 1,
      watchedFromAt: at,
      createdBy: 'administrator',
      createdAt: at,
      changedAt: at,
    };
    const rule: AlertRule = { ruleId, ...input.data, ...facts };
    this.#rules.push(rule);
    if (rule.isOn) this.#alerts.unshift(this.#alertOf(rule, now));
    return { status: 201, body: rule };
  }

  #alertOf({ ruleId, name, q }: AlertRule, now: number): Alert {
    return {
      alertId: `alert${String(this.#alerts.length + 1).padStart(7, '0')}`,
      ruleId,
      ruleName: name,
      q,
      state: 'open',
      place: { cameraId: this.#cameraId },
      firstCameraId: this.#cameraId,
      firstZoneId: 'view',
      sinceAt: isoOf(now - 300_000),
      raisedAt: isoOf(now - 180_000),
      muted: false,
      recordedAt: isoOf(now),
    };
  }

  #changeRule(id: string, { body, now }: AlertRequest): MockResponse {
    const input = alertRulePatch.safeParse(body);
    if (!input.success) return invalid(input.error);
    const before = this.#rules.find((each) => each.ruleId === id);
    if (!before)
      return problem(404, 'RULE_NOT_FOUND', 'No alert rule has this id; it may have been deleted.');
    const fields = { ...before, ...input.data, changedAt: isoOf(now) };
    const set = Object.entries(fields).filter(([name, value]) => name !== 'mutedUntilAt' || value !== null);
    const changed = Object.fromEntries(set) as AlertRule;
    this.#rules = this.#rules.map((each) => (each.ruleId === id ? changed : each));
    return ok(changed);
  }

  #delete(id: string): MockResponse {
    this.#rules = this.#rules.filter((each) => each.ruleId !== id);
    return { status: 204 };
  }

  #changeAlert(id: string, { body, now }: AlertRequest): MockResponse {
    const input = alertPatch.safeParse(body);
    if (!input.success) return invalid(input.error);
    const before = this.#alerts.find((each) => each.alertId === id);
    if (!before) return problem(404, 'ALERT_NOT_FOUND', 'No alert has this id, or it is older than 90 days.');
    const { note, acknowledged } = input.data;
    const seen = {
      state: 'acknowledged',
      acknowledgedBy: 'administrator',
      acknowledgedAt: isoOf(now),
    } as const;
    const noted = note === undefined ? {} : { note, notedBy: 'administrator' };
    const changed: Alert = { ...before, ...(acknowledged ? seen : {}), ...noted };
    this.#alerts = this.#alerts.map((each) => (each.alertId === id ? changed : each));
    return ok(changed);
  }

  #backTest({ body, now }: AlertRequest): MockResponse {
    const input = backTestInput.safeParse(body);
    if (!input.success) return invalid(input.error);
    const weekMs = 7 * 86_400_000;
    const items = Array.from({ length: 14 }, (_, i) => ({
      place: { cameraId: this.#cameraId },
      sinceAt: isoOf(now - i * 43_200_000 - 900_000),
      raisedAt: isoOf(now - i * 43_200_000 - 780_000),
      closedAt: isoOf(now - i * 43_200_000 - 300_000),
    }));
    return ok({
      from: isoOf(now - weekMs),
      to: isoOf(now),
      zones: 4,
      slots: 4000,
      measured: 3920,
      fired: 14,
      items,
    });
  }
}
