export { BusStrategy, busTransport } from './bus-strategy.ts';
export { OnMessage } from './on-message.ts';
