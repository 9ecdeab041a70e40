export { DemoHistory, type DemoHistoryOptions } from './demo-history.ts';
export { demoStreets } from './demo-streets.ts';
export { registerDemo, type DemoOptions } from './register-demo.ts';
export { demoTag, demoTown, type DemoPlace } from './demo-town.ts';
export { historyTag } from './history-cameras.ts';
