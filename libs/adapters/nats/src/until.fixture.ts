export { until } from '@vialog/messaging/conformance';
