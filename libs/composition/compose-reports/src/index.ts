export { openPrinter } from './open-printer.ts';
