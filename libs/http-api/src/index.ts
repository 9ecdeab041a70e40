export { HttpApiModule } from './http-api.module.ts';
export { prepareHttpApi } from './prepare-http-api.ts';
export { type HttpApiPorts, type HttpRules } from './ports/http-api-ports.ts';
export { type EventAnswers } from './ports/event-answers.port.ts';
export { type HealthBoard } from './ports/health-board.port.ts';
export { InMemoryHealthBoard } from './cameras/health-board.memory.ts';
export { noStills, type Stills } from './ports/stills.port.ts';
