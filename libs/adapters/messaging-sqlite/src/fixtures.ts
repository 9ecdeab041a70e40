export { sqliteBusPlace } from './sqlite-bus-place.fixture.ts';
