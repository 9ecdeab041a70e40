export { startAlerting, type Alerting, type AlertingParts } from './start-alerting.ts';
