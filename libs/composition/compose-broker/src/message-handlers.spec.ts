import { afterAll, beforeAll, describe } from '@jest/globals';
import { busStrategyConformance } from '@vialog/messaging-nest/conformance';
import { SharedBroker } from '@vialog/messaging-nats/fixtures';
import { describeUnless, missingNats } from '@vialog/testkit';

describeUnless(missingNats(), describe)('NATS JetStream', () => {
  const broker = new SharedBroker();
  beforeAll(() => broker.start());
  afterAll(() => broker.remove());

  busStrategyConformance('NatsBus', () => broker.busUnderTest());
});
