export { bringDemo } from './bring-demo.ts';
export { demoTag, demoTown, type DemoPlace } from './demo-town.ts';
