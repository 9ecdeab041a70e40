import { Controller, Inject, Module, type DynamicModule } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { retry, type CountBatch, type Log, type Outcome } from '@vialog/contracts';
import { indexCounts, type DeadLetters, type EventWriter } from '@vialog/events';
import type { Delivery } from '@vialog/messaging';
import { OnMessage } from '@vialog/messaging-nest';

const storeRetryMs = 5_000;

export interface IndexCountsPorts {
  readonly writer: EventWriter;
  readonly deadLetters: DeadLetters;
  readonly logger: Pick<Log, 'debug' | 'warn'>;
}

const eventWriter = Symbol('EventWriter');
const deadLetters = Symbol('DeadLetters');
const handlerLog = Symbol('Log');

/** Writes closed slots to the event store. */
@Controller()
export class IndexCountsHandler {
  readonly #writer: EventWriter;
  readonly #deadLetters: DeadLetters;
  readonly #logger: IndexCountsPorts['logger'];

  constructor(
    @Inject(eventWriter) writer: EventWriter,
    @Inject(deadLetters) letters: DeadLetters,
    @Inject(handlerLog) logger: IndexCountsPorts['logger'],
  ) {
    this.#writer = writer;
    this.#deadLetters = letters;
    this.#logger = logger;
  }

  // With two batches at the same time the writer does not wait for the next batch. The order of events is not relevant.
  @OnMessage('vialog.v1.counts', { kind: 'durable', consumer: 'indexer', concurrency: 2 })
  async handle(@Payload() batch: CountBatch, @Ctx() delivery?: Delivery): Promise<Outcome> {
    const outcome = await this.#index(batch);
    const fields = { traceId: delivery?.traceId, events: batch.events.length, outcome: outcome.kind };
    if (outcome.kind === 'done') this.#logger.debug(fields, 'counts stored in the event store');
    else this.#logger.warn({ ...fields, why: outcome.why }, 'counts not stored in the event store yet');
    return outcome;
  }

  async #index(batch: CountBatch): Promise<Outcome> {
    try {
      return await indexCounts(batch.events, this.#writer, this.#deadLetters);
    } catch (error) {
      // The store failed, not the batch: the batch must not become a dead letter.
      const why = (error as { message?: string }).message ?? String(error);
      return retry(storeRetryMs, `the event store failed: ${why}`);
    }
  }
}

@Module({})
export class IndexCountsModule {
  static register(ports: IndexCountsPorts): DynamicModule {
    return {
      module: IndexCountsModule,
      controllers: [IndexCountsHandler],
      providers: [
        { provide: eventWriter, useValue: ports.writer },
        { provide: deadLetters, useValue: ports.deadLetters },
        { provide: handlerLog, useValue: ports.logger },
      ],
    };
  }
}
