export { startAlerting, type Alerting, type AlertingParts } from './start-alerting.ts';
export { openChannelSenders } from './open-channel-senders.ts';
