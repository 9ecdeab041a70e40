import { Controller, Inject, Module, type DynamicModule } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { retry, type CountBatch, type Outcome } from '@vialog/contracts';
import { indexCounts, type DeadLetters, type EventWriter } from '@vialog/events';
import { OnMessage } from './on-message.ts';

const storeTroubleMs = 5_000;
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
    // What a store throws is its own trouble, never the batch's: measurements are not given up for it.
    return indexCounts(batch.events, this.#writer, this.#deadLetters).catch((error: unknown) =>
      retry(
        storeTroubleMs,
        `the event store failed: ${(error as { message?: string }).message ?? String(error)}`,
      ),
    );
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
