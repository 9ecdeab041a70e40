export { MqttConnections, type MqttConnectionsOptions } from './mqtt-connections.ts';
