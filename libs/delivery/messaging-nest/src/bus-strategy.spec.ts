import { describe, expect, it } from '@jest/globals';
import { Controller, type Type } from '@nestjs/common';
import { EventPattern, MessagePattern } from '@nestjs/microservices';
import { Test } from '@nestjs/testing';
import { done, type Outcome } from '@vialog/contracts';
import { BusStrategy } from './bus-strategy.ts';
import { FakeBus } from '@vialog/messaging/conformance';

const counts = 'vialog.v1.counts';

@Controller()
class Indexer {
  @EventPattern<string>(counts, { durable: 'indexer' })
  handle(): Outcome {
    return done();
  }
}

@Controller()
class SecondIndexer extends Indexer {}

@Controller()
class Undecided {
  @EventPattern<string>(counts)
  handle(): Outcome {
    return done();
  }
}

@Controller()
class Stranger {
  @EventPattern<string>('vialog.v1.boxes', { durable: 'x' })
  handle(): Outcome {
    return done();
  }
}

@Controller()
class Asked {
  @MessagePattern(counts)
  handle(): Outcome {
    return done();
  }
}

describe('handlers that are set up wrongly', () => {
  it.each<[string, Type[], RegExp]>([
    ['neither durable nor ephemeral', [Undecided], /neither durable/],
    ['of an unknown subject', [Stranger], /vialog.v1.boxes is no subject/],
    ['durable under one name twice', [Indexer, SecondIndexer], /two handlers are durable as "indexer"/],
    ['for requests', [Asked], /knows events only/],
  ])('%s stop the start', async (_, controllers, message) => {
    const module = await Test.createTestingModule({ controllers }).compile();
    module.useLogger(false);
    const start = async () => {
      const app = module.createNestMicroservice({ strategy: new BusStrategy(new FakeBus()) });
      await app.listen();
    };
    await expect(start()).rejects.toThrow(message);
  });
});
