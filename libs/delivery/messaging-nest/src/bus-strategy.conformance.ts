import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, type INestMicroservice, type Type } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { done, reject, type CountBatch, type Outcome } from '@vialog/contracts';
import type { Delivery, MessageBus } from '@vialog/messaging';
import { batchOf, counts, numberOf, Script, until, type BusPlace } from '@vialog/messaging/conformance';
import { BusStrategy } from './bus-strategy.ts';

/** What the handlers below answer and saw; set anew by each test. */
let index = new Script();
let watched: number[] = [];
let deliveries: Delivery[] = [];

@Controller()
class Indexer {
  @EventPattern<string>(counts, { durable: 'indexer' })
  handle(@Payload() batch: CountBatch, @Ctx() delivery: Delivery): Promise<Outcome> {
    deliveries.push(delivery);
    return index.handle(batch);
  }
}

@Controller()
class Watcher {
  @EventPattern<string>(counts, { ephemeral: true })
  handle(@Payload() batch: CountBatch): Outcome {
    watched.push(numberOf(batch));
    if (numberOf(batch) === 99) throw new Error('a live handler broke');
    return done();
  }
}

@Controller()
class NoOutcome {
  @EventPattern<string>(counts, { durable: 'indexer', maxDeliveries: 2 })
  handle(): string {
    return 'fine';
  }
}

async function started(bus: MessageBus, controllers: Type[]): Promise<INestMicroservice> {
  [index, watched, deliveries] = [new Script(), [], []];
  const module = await Test.createTestingModule({ controllers }).compile();
  module.useLogger(false);
  const app = module.createNestMicroservice({ strategy: new BusStrategy(bus, { closeWithinMs: 5_000 }) });
  await app.listen();
  return app;
}

/** What Nest handlers may expect of `BusStrategy` over a bus. `open` gives an empty place. */
export function busStrategyConformance(name: string, open: () => Promise<BusPlace>): void {
  describe(`Nest handlers on ${name}`, () => {
    let place: BusPlace;
    beforeEach(async () => {
      place = await open();
    }, 60_000);
    afterEach(() => place.remove(), 60_000);
    handlersConform(() => place);
  });
}

function handlersConform(given: () => BusPlace): void {
  it('is a subscriber of its own for every handler: one that fails costs the others nothing', async () => {
    const bus = await given().openBus();
    const app = await started(bus, [Watcher, Indexer]);
    index.answers.push(new Error('a defect'));
    for (const n of [1, 99, 3]) await bus.publish(counts, batchOf(n));
    await until(async () => watched.length === 3 && (await given().waiting('indexer')) === 0);
    expect(watched).toEqual([1, 99, 3]);
    expect([...index.seen].sort((a, b) => a - b)).toEqual([1, 1, 3, 99]);
    expect(deliveries[0]).toBeDefined();
    await app.close();
  });

  it('turns the outcome of a handler into what becomes of the message', async () => {
    const bus = await given().openBus();
    const app = await started(bus, [Indexer]);
    index.answers.push(reject('of no use'));
    await bus.publish(counts, batchOf(1));
    await until(async () => (await given().waiting('indexer')) === 0);
    expect(await given().deadLetters()).toMatchObject([{ durable: 'indexer', why: 'of no use' }]);
    await app.close();
  });

  it('does not take a handler that answers no outcome for done', async () => {
    const bus = await given().openBus();
    const app = await started(bus, [NoOutcome]);
    await bus.publish(counts, batchOf(1));
    await until(async () => (await given().waiting('indexer')) === 0);
    expect(await given().deadLetters()).toMatchObject([
      { durable: 'indexer', why: 'the handler broke 2 times' },
    ]);
    await app.close();
  });

  it('closes with the application, after what is in hand', async () => {
    const bus = await given().openBus();
    const app = await started(bus, [Indexer]);
    let finish: (outcome: Outcome) => void = () => undefined;
    index.answers.push(new Promise((resolve) => (finish = resolve)));
    await bus.publish(counts, batchOf(1));
    await until(() => index.seen.length === 1);
    const closing = app.close();
    finish(done());
    await closing;
    await until(async () => (await given().waiting('indexer')) === 0);
    await bus.publish(counts, batchOf(2));
    expect(index.seen).toEqual([1]);
  });
}
