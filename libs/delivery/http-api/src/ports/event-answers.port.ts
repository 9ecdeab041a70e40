import type { EventUseCases } from '@vialog/events';

/** The questions about events the API passes on; `answerEvents` of `@vialog/events` answers them. */
export type EventAnswers = EventUseCases;
