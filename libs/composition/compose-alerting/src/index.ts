export { startAlerting, type Alerting, type AlertingParts } from './start-alerting.ts';
export { openWebhooks } from './open-webhooks.ts';
