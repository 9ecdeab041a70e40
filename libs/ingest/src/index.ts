export { EventOutlet, type EventSink } from './event-outlet.ts';
