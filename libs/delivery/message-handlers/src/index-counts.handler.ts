import { Controller, Inject, Module, type DynamicModule } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { retry, type CountBatch, type Log, type Outcome } from '@vialog/contracts';
import { indexCounts, type DeadLetters, type EventWriter } from '@vialog/events';
import { OnMessage } from '@vialog/messaging-nest';

const storeTroubleMs = 5_000;
/** What the bus knows of a delivery, as far as the log needs it. */
interface Traced {
  readonly traceId?: string;
}

export interface IndexCountsPorts {
  readonly writer: EventWriter;
  readonly deadLetters: DeadLetters;
  readonly logger: Pick<Log, 'debug' | 'warn'>;
}

const eventWriter = Symbol('EventWriter');
const deadLetters = Symbol('DeadLetters');
const handlerLog = Symbol('Log');

/** Brings closed slots into the event store. */
@Controller()
export class IndexCountsHandler {
  readonly #writer: EventWriter;
  readonly #deadLetters: DeadLetters;
  readonly #logger: IndexCountsPorts['logger'];

  constructor(
    @Inject(eventWriter) writer: EventWriter,
    @Inject(deadLetters) dead: DeadLetters,
    @Inject(handlerLog) logger: IndexCountsPorts['logger'],
  ) {
    this.#writer = writer;
    this.#deadLetters = dead;
    this.#logger = logger;
  }

  // Two at a time keep the writer busy while the next batch is read; the store takes events in any order.
  @OnMessage('vialog.v1.counts', { kind: 'durable', consumer: 'indexer', concurrency: 2 })
  async handle(@Payload() batch: CountBatch, @Ctx() delivery?: Traced): Promise<Outcome> {
    const outcome = await this.#index(batch);
    const fields = { traceId: delivery?.traceId, events: batch.events.length, outcome: outcome.kind };
    if (outcome.kind === 'done') this.#logger.debug(fields, 'counts are in the event store');
    else this.#logger.warn({ ...fields, why: outcome.why }, 'counts are not in the event store yet');
    return outcome;
  }

  async #index(batch: CountBatch): Promise<Outcome> {
    try {
      return await indexCounts(batch.events, this.#writer, this.#deadLetters);
    } catch (error) {
      // What a store throws is its own trouble, never the batch's: measurements are not given up for it.
      const why = (error as { message?: string }).message ?? String(error);
      return retry(storeTroubleMs, `the event store failed: ${why}`);
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
