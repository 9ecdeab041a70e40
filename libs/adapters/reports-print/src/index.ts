export { ThreadPrinter, type ThreadPrinterOptions } from './thread-printer.ts';
