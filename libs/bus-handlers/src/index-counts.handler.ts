import { Controller, Inject, Module, type DynamicModule } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import type { CountBatch, Outcome } from '@vialog/contracts';
import { indexCounts, type DeadLetters, type EventWriter } from '@vialog/events';
import { OnMessage } from './on-message.ts';

const eventWriter = Symbol('EventWriter');
const deadLetters = Symbol('DeadLetters');

/** Brings closed slots into the event store. */
@Controller()
export class IndexCountsHandler {
  readonly #writer: EventWriter;
  readonly #deadLetters: DeadLetters;

  constructor(@Inject(eventWriter) writer: EventWriter, @Inject(deadLetters) dead: DeadLetters) {
    this.#writer = writer;
    this.#deadLetters = dead;
  }

  // Two at a time keep the writer busy while the next batch is read; the store takes events in any order.
  @OnMessage('vialog.v1.counts', { durable: 'indexer', concurrency: 2 })
  handle(@Payload() batch: CountBatch): Promise<Outcome> {
    return indexCounts(batch.events, this.#writer, this.#deadLetters);
  }
}

@Module({})
export class IndexCountsModule {
  static register(ports: { readonly writer: EventWriter; readonly deadLetters: DeadLetters }): DynamicModule {
    return {
      module: IndexCountsModule,
      controllers: [IndexCountsHandler],
      providers: [
        { provide: eventWriter, useValue: ports.writer },
        { provide: deadLetters, useValue: ports.deadLetters },
      ],
    };
  }
}
