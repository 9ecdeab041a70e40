import { alertRuleStoreConformance } from '../rules/alert-rule-store.conformance.ts';
import { InMemoryAlertRules } from '../rules/alert-rule-store.fake.ts';
import { alertChannelStoreConformance } from '../channels/alert-channel-store.conformance.ts';
import { InMemoryAlertChannels } from '../channels/alert-channel-store.fake.ts';
import { alertStoreConformance } from './alert-store.conformance.ts';
import { InMemoryAlerts } from './alert-store.fake.ts';

const close = () => Promise.resolve();
alertStoreConformance('in memory', () => Promise.resolve({ alerts: new InMemoryAlerts(), close }));
alertRuleStoreConformance('in memory', () =>
  Promise.resolve({ alertRules: new InMemoryAlertRules(), close }),
);
alertChannelStoreConformance('in memory', () => {
  const alerts = new InMemoryAlerts();
  return Promise.resolve({ alerts, alertChannels: new InMemoryAlertChannels(alerts), close });
});
