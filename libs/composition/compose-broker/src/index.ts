export { connectBroker, type ConnectBrokerOptions } from './connect-broker.ts';
export { openBrokerBus } from './open-broker-bus.ts';
export { brokerModels, publishModels } from './broker-models.ts';
export { mirrorRegistry } from './mirror-registry.ts';
export { serveLastSlots } from './serve-last-slots.ts';
export { openFrameWorker, type OpenFrameWorker, type OpenFrameWorkerOptions } from './open-frame-worker.ts';
export { type NatsBus as BrokerBus } from '@vialog/messaging-nats';
export { type NatsLink as BrokerLink } from '@vialog/nats';
export { type KvRegistryMirror as RegistryMirror } from '@vialog/registry-nats';
