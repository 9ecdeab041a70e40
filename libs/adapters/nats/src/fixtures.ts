export { Broker } from './broker.fixture.ts';
export { withLongRequests } from './long-requests.fixture.ts';
