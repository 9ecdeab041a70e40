export { type SavedSearchStore } from './saved-searches/saved-search-store.port.ts';
export { type SavedSearchPorts } from './saved-searches/saved-search-ports.ts';
export { saveSearch } from './saved-searches/save-search.ts';
export { changeSavedSearch } from './saved-searches/change-saved-search.ts';
export { deleteSavedSearch } from './saved-searches/delete-saved-search.ts';
export { listSavedSearches } from './saved-searches/list-saved-searches.ts';
export { type AlertRuleStore } from './rules/alert-rule-store.port.ts';
export { type AlertRulePorts } from './rules/alert-rule-ports.ts';
export { createRule } from './rules/create-rule.ts';
export { changeRule } from './rules/change-rule.ts';
export { deleteRule } from './rules/delete-rule.ts';
export { listRules } from './rules/list-rules.ts';
export {
  isHeld,
  type AlertChange,
  type AlertCommit,
  type AlertFilter,
  type AlertStore,
  type StoredRuleState,
} from './alerts/alert-store.port.ts';
export { listAlerts } from './alerts/list-alerts.ts';
export { changeAlert, type AlertChangeRequest } from './alerts/change-alert.ts';
export { followAlerts, type FollowAlertsPorts } from './alerts/follow-alerts.ts';
export {
  type AlertChannelStore,
  type ChannelDelivery,
  type DeliveryCounts,
  type DeliveryFilter,
  type DeliveryQueueing,
  type NumberedDelivery,
  type QueuedDelivery,
  type ResendRequest,
  type StoredChannel,
} from './channels/alert-channel-store.port.ts';
export { addressFailure, connectionFailure, deliveryFailed } from './channels/delivery-failure.ts';
export { type DeliveryOutcome } from './channels/delivery-outcome.ts';
export { type WebhookRequest, type WebhookSender } from './channels/webhook-sender.port.ts';
export { type ChannelSenders } from './channels/send-event.ts';
export { type EmailMessage, type EmailRequest, type EmailSender } from './emails/email-sender.port.ts';
export {
  type MqttAccess,
  type MqttBrokers,
  type MqttPublication,
  type RetainedPayloads,
  type RetainedRequest,
  type RetainedTopics,
} from './mqtt/mqtt-brokers.port.ts';
export { RuleStatePublisher, type RuleStatePorts } from './mqtt/rule-state-publisher.ts';
export { type AlertChannelPorts } from './channels/alert-channel-ports.ts';
export { createChannel } from './channels/create-channel.ts';
export { changeChannel } from './channels/change-channel.ts';
export { deleteChannel } from './channels/delete-channel.ts';
export { listChannels } from './channels/list-channels.ts';
export { listDeliveries } from './channels/list-deliveries.ts';
export { cloudEvent } from './channels/cloud-events.ts';
export { queuedAgain, resendDeliveries } from './channels/resend-deliveries.ts';
export { rotateSecret } from './channels/rotate-secret.ts';
export { testChannel } from './channels/test-channel.ts';
export { AlertDeliverer, type AlertDelivererPorts } from './channels/alert-deliverer.ts';
export { backTest } from './evaluation/back-test.ts';
export { RuleEvaluator, type RuleEvaluatorPorts } from './evaluation/rule-evaluator.ts';
