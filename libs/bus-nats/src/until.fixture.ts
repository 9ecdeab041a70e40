export { until } from '@vialog/bus/conformance';
