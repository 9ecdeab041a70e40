import type {
  MqttBrokers,
  MqttPublication,
  RetainedPayloads,
  RetainedRequest,
  RetainedTopics,
} from './mqtt-brokers.port.ts';

/** A connection that was opened to keep topics. */
export interface FakeConnection {
  readonly request: RetainedRequest;
  payloads: RetainedPayloads;
  /** `removed`: closed, and its topics were removed. */
  state: 'open' | 'closed' | 'removed';
}

/** Accepts every message. */
export class InMemoryBrokers implements MqttBrokers {
  readonly publications: MqttPublication[] = [];
  readonly connections: FakeConnection[] = [];

  publish(publication: MqttPublication): Promise<{ readonly kind: 'delivered' }> {
    this.publications.push(publication);
    return Promise.resolve({ kind: 'delivered' });
  }

  retain(request: RetainedRequest): RetainedTopics {
    const connection: FakeConnection = { request, payloads: new Map(), state: 'open' };
    this.connections.push(connection);
    return {
      set: (payloads) => {
        connection.payloads = payloads;
      },
      close: ({ remove }) => {
        connection.state = remove ? 'removed' : 'closed';
        return Promise.resolve();
      },
    };
  }
}
