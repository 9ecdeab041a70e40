export { Broker } from './broker.fixture.ts';
