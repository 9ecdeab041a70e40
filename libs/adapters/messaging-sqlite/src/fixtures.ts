export { sqliteBusUnderTest } from './sqlite-bus.fixture.ts';
