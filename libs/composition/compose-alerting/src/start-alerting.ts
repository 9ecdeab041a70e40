import { randomBytes, randomUUID } from 'node:crypto';
import {
  AlertDeliverer,
  followAlerts,
  RuleEvaluator,
  RuleStatePublisher,
  type AlertChannelStore,
  type AlertRuleStore,
  type AlertStore,
  type ChannelSenders,
} from '@vialog/alerting';
import type { EventPorts, LiveHub } from '@vialog/events';
import { systemClock, systemTimers } from '@vialog/service-runtime';
import type { Logger } from 'pino';

export interface AlertingParts {
  readonly events: EventPorts;
  readonly alertRules: AlertRuleStore;
  readonly alerts: AlertStore;
  readonly alertChannels: AlertChannelStore;
  readonly channelSenders: ChannelSenders;
  readonly live: Pick<LiveHub, 'publish'>;
  readonly logger: Pick<Logger, 'warn' | 'error'>;
}

export interface Alerting {
  /** Stops the evaluation and the delivery and releases the lease; call it before the stores are closed. */
  stop(): Promise<void>;
}

/**
 * Evaluates the rules and delivers alerts to the channels, in one of the processes that share the registry, and publishes changes
 * of alerts to the live feed of this process.
 */
export function startAlerting(parts: AlertingParts): Alerting {
  const { events, alertRules, alerts, live, logger } = parts;
  const holder = randomUUID();
  const evaluator = new RuleEvaluator({
    events,
    alertRules,
    alerts,
    clock: systemClock,
    holder,
    onError: (err, rule) =>
      rule
        ? logger.warn(
            { err, ruleId: rule.ruleId },
            'evaluating an alert rule failed; it is retried every 5 s',
          )
        : logger.error({ err }, 'evaluating alert rules failed; it is retried in 5 s'),
  });
  const stops = [
    evaluator.start(systemTimers),
    deliverer(parts, holder).start(systemTimers),
    ruleStates(parts, holder).start(systemTimers),
    followAlerts({
      alerts,
      timers: systemTimers,
      onChange: (alert) => live.publish({ name: 'alert', data: alert }),
      onError: (err) => logger.warn({ err }, 'reading changes of alerts failed; it is retried in 1 s'),
    }),
  ];
  return {
    stop: async () => {
      await Promise.all(stops.map((stop) => stop()));
      await alerts
        .releaseLease(holder)
        .catch((err: unknown) =>
          logger.warn(
            { err },
            'releasing the lease of alerting failed; another process waits until it expires',
          ),
        );
    },
  };
}

const deliverer = (
  { alerts, alertChannels, channelSenders, logger }: AlertingParts,
  holder: string,
): AlertDeliverer =>
  new AlertDeliverer({
    alerts,
    alertChannels,
    senders: channelSenders,
    clock: systemClock,
    random: randomBytes,
    holder,
    onError: (err, channel) =>
      logger.warn({ err, channelId: channel?.channelId }, 'delivering events failed; it is retried in 1 s'),
    onDeadLetter: ({ eventId, failure }, { channelId }) =>
      logger.warn({ eventId, channelId, failure }, 'an event was not delivered and is not sent again'),
  });

const ruleStates = (
  { alerts, alertRules, alertChannels, channelSenders, logger }: AlertingParts,
  holder: string,
): RuleStatePublisher =>
  new RuleStatePublisher({
    alerts,
    alertRules,
    alertChannels,
    brokers: channelSenders.brokers,
    directories: channelSenders,
    clock: systemClock,
    holder,
    onError: (err) => logger.warn({ err }, 'publishing the state of rules failed; it is retried in 1 s'),
    onFailure: ({ channelId }, detail) =>
      logger.warn({ channelId, detail }, 'the connection to an MQTT broker failed; it is opened again'),
  });
