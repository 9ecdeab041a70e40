import type { Alert, AlertRule, MqttChannel } from '@vialog/contracts';
import type { RetainedPayloads } from './mqtt-brokers.port.ts';

/** An alert that is not closed, with the name of its place; undefined for all places of the rule. */
export interface ActiveAlert {
  readonly alert: Pick<Alert, 'ruleId' | 'sinceAt' | 'state'>;
  readonly placeName: string | undefined;
}

/** Places in the attributes of a rule, number. */
const maxPlaces = 20;

/** Topic with `online` or `offline`. */
export const statusTopicOf = ({ topicPrefix, channelId }: MqttChannel): string =>
  `${topicPrefix}/channels/${channelId}/status`;

/** Home Assistant publishes `online` here when it has started. */
export const birthTopicOf = ({ discoveryPrefix }: MqttChannel): string | undefined =>
  discoveryPrefix === undefined ? undefined : `${discoveryPrefix}/status`;

/** Filters of the topics of `ruleTopics`, also of rules that were deleted. */
export const ruleTopicFilters = (channel: MqttChannel): readonly string[] => [
  `${channel.topicPrefix}/rules/+/+`,
  ...(channel.discoveryPrefix === undefined ? [] : [discoveryTopic(channel, '+')]),
];

/**
 * What the broker keeps of the rules: per rule its `state` (`ON` while an alert is active, else `OFF`), its `availability`
 * (`offline` while the rule is off), its `attributes` as JSON, and its discovery message for Home Assistant.
 */
export function ruleTopics(
  channel: MqttChannel,
  rules: readonly AlertRule[],
  active: readonly ActiveAlert[],
): RetainedPayloads {
  const ofRules = Map.groupBy(active, ({ alert }) => alert.ruleId);
  return new Map(rules.flatMap((rule) => topicsOf(channel, rule, ofRules.get(rule.ruleId) ?? [])));
}

function topicsOf(
  channel: MqttChannel,
  rule: AlertRule,
  active: readonly ActiveAlert[],
): readonly (readonly [string, string])[] {
  const topic = ruleTopic(channel, rule);
  return [
    [`${topic}/state`, active.length > 0 ? 'ON' : 'OFF'],
    [`${topic}/availability`, rule.isOn ? 'online' : 'offline'],
    [`${topic}/attributes`, JSON.stringify(attributesOf(rule, active))],
    ...(channel.discoveryPrefix === undefined
      ? []
      : [[discoveryTopic(channel, rule.ruleId), JSON.stringify(discoveryOf(channel, rule))] as const]),
  ];
}

const ruleTopic = ({ topicPrefix }: MqttChannel, { ruleId }: AlertRule): string =>
  `${topicPrefix}/rules/${ruleId}`;

const deviceIdOf = ({ channelId }: MqttChannel): string => `vialog_${channelId}`;

const discoveryTopic = (channel: MqttChannel, ruleId: string): string =>
  `${channel.discoveryPrefix ?? ''}/binary_sensor/${deviceIdOf(channel)}/${ruleId}/config`;

function attributesOf({ name, q }: AlertRule, active: readonly ActiveAlert[]) {
  const since = active.map(({ alert }) => alert.sinceAt).sort()[0];
  const places = active.map(({ placeName }) => placeName ?? 'all places').slice(0, maxPlaces);
  return {
    rule: name,
    condition: q,
    alerts: active.length,
    acknowledged: active.filter(({ alert }) => alert.state === 'acknowledged').length,
    ...(since !== undefined && { since }),
    places,
  };
}

/** https://www.home-assistant.io/integrations/binary_sensor.mqtt/ */
function discoveryOf(channel: MqttChannel, rule: AlertRule) {
  const topic = ruleTopic(channel, rule);
  const { consoleUrl, name } = channel;
  return {
    name: rule.name,
    unique_id: `${deviceIdOf(channel)}_${rule.ruleId}`,
    device_class: 'problem',
    state_topic: `${topic}/state`,
    json_attributes_topic: `${topic}/attributes`,
    availability: [{ topic: statusTopicOf(channel) }, { topic: `${topic}/availability` }],
    availability_mode: 'all',
    qos: 1,
    device: {
      identifiers: [deviceIdOf(channel)],
      name,
      manufacturer: 'Vialog',
      ...(consoleUrl !== undefined && { configuration_url: consoleUrl }),
    },
    origin: { name: 'Vialog' },
  };
}
