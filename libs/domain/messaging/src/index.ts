export {
  type Delivery,
  type MessageBus,
  type MessageHandler,
  type Published,
  type Subscriber,
} from './message-bus.port.ts';
export { MessageTooLargeError } from './message-too-large-error.ts';
export { type DeadLetter, type DeadLetterStore } from './dead-letter.port.ts';
export {
  decideDisposition,
  noAttempts,
  waitForUpgrade,
  type Attempts,
  type DeliveryLimits,
  type Disposition,
} from './disposition.ts';
export { defaultRedeliveryDelays, type RedeliveryDelays } from './redelivery-delay.ts';
