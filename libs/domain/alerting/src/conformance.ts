export {
  aSavedSearch,
  savedSearchStoreConformance,
  type SavedSearchesUnderTest,
} from './saved-searches/saved-search-store.conformance.ts';
export { InMemorySavedSearches } from './saved-searches/saved-search-store.fake.ts';
export {
  alertRuleStoreConformance,
  anAlertRule,
  type AlertRulesUnderTest,
} from './rules/alert-rule-store.conformance.ts';
export { InMemoryAlertRules } from './rules/alert-rule-store.fake.ts';
export { alertStoreConformance, anAlert, type AlertsUnderTest } from './alerts/alert-store.conformance.ts';
export { InMemoryAlerts } from './alerts/alert-store.fake.ts';
export {
  alertChannelStoreConformance,
  aChannel,
  anEmailChannel,
  anMqttChannel,
  type AlertChannelsUnderTest,
} from './channels/alert-channel-store.conformance.ts';
export { InMemoryBrokers, type FakeConnection } from './mqtt/mqtt-brokers.fake.ts';
export { InMemoryAlertChannels } from './channels/alert-channel-store.fake.ts';
