export {
  type Delivery,
  type Handle,
  type MessageBus,
  type Published,
  type Subscriber,
} from './message-bus.port.ts';
export { type DeadLetter, type DeadLetterStore } from './dead-letter.port.ts';
export { usualPauses, type Pauses } from './pauses.ts';
export { untilUpgraded, untried, verdictOf, type Limits, type Tries, type Verdict } from './verdict.ts';
