import { randomUUID } from 'node:crypto';
import { followAlerts, RuleEvaluator, type AlertRuleStore, type AlertStore } from '@vialog/alerting';
import type { EventPorts, LiveHub } from '@vialog/events';
import { systemClock, systemTimers } from '@vialog/service-runtime';
import type { Logger } from 'pino';

export interface AlertingParts {
  readonly events: EventPorts;
  readonly alertRules: AlertRuleStore;
  readonly alerts: AlertStore;
  readonly live: Pick<LiveHub, 'publish'>;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
}

export interface Alerting {
  /** Stops the evaluation; call it before the stores are closed. */
  stop(): Promise<void>;
}

/**
 * Evaluates the rules, in one of the processes that share the registry, and publishes changes of alerts to the live feed of
 * this process.
 */
export function startAlerting({ events, alertRules, alerts, live, logger }: AlertingParts): Alerting {
  const evaluator = new RuleEvaluator({
    events,
    alertRules,
    alerts,
    clock: systemClock,
    holder: randomUUID(),
    onError: (err, rule) =>
      rule
        ? logger.warn({ err, ruleId: rule.ruleId }, 'evaluating an alert rule failed; it is retried in 5 s')
        : logger.error({ err }, 'evaluating alert rules failed; it is retried in 5 s'),
  });
  const stops = [
    evaluator.start(systemTimers),
    followAlerts({
      alerts,
      timers: systemTimers,
      onChange: (alert) => live.publish({ name: 'alert', data: alert }),
      onError: (err) => logger.warn({ err }, 'reading changes of alerts failed; it is retried in 1 s'),
    }),
  ];
  return { stop: async () => void (await Promise.all(stops.map((stop) => stop()))) };
}
